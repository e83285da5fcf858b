import type { Progress } from '../../engine/progress.ts';

/** Progress of one cell among several: only what takes long, toolchains and preparations. */
export function quietProgress(tell: (line: string) => void): Progress {
  return {
    event(event) {
      if (event.kind === 'acquiring') tell(`  installing ${event.id}`);
      if (event.kind === 'warming') tell(`  preparing ${event.label}`);
    },
    note: () => {},
    end: async () => {},
  };
}
