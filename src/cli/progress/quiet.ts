import type { Progress } from '../../engine/progress.ts';

/** Progress of one cell among several: only what takes long, toolchains and preparations. */
export function quietProgress(notice: (line: string) => void): Progress {
  return {
    event(event) {
      if (event.kind === 'acquiring') notice(`  installing ${event.id}`);
      if (event.kind === 'warming') notice(`  preparing ${event.label}`);
    },
    note: () => {},
    end: async () => {},
  };
}
