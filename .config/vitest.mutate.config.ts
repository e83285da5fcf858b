import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src/{model,matrix,cases,breaks}/**/*.test.ts'],
    testTimeout: 20_000,
    reporters: ['default'],
  },
});
