/** Where things lie inside every action, whatever the machine: these paths enter keys, logs and debug information. */
export const PLACES = {
  /** The working folder, with sources, inputs and outputs. */
  work: '/build',
  home: '/home/emrift',
  tmp: '/tmp',
  /** The private copy of a warmed GOCACHE. */
  goCache: '/cache/go',
  /** What it is copied from, read-only. */
  goWarmCache: '/cache/go-warm',
  /** The warmed, read-only library cache of an Emscripten that has no prebuilt one. */
  emCache: '/cache/em',
  /** Where a relocatable toolchain is mounted. */
  toolchain: (role: string) => `/opt/${role}`,
} as const;
