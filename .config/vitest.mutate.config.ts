import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src/{model,matrix,cases,breaks}/**/*.test.ts'],
    // Code that is prepared for mutation is slower: a limit of time that it exceeds says nothing of the change.
    exclude: ['src/**/*-speed.test.ts'],
    testTimeout: 60_000,
    reporters: ['default'],
  },
});
