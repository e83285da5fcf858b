import type { KindInfo } from './kind-info.ts';

const CASE = 'Change the assertion in `case.yaml` if the new state is what one should want.';

/** What the run itself finds, and what no template fits. */
export const FOUND_BY_RUN = {
  'unexpected-import': {
    title: 'The module imports what it should not',
    meaning:
      'The link passed, and the module asks its host for a function that the case rules out. A host without it will refuse the module.',
    causes: [
      "The toolchain's library implements something by another import in this version.",
      'Optimised builds rename the module `env` to `a`.',
    ],
    cures: ['Provide the import in the host, or build so that it is not needed (`-sSTANDALONE_WASM`, `-sPURE_WASI`).'],
    actor: 'your build',
    silence: CASE,
  },
  'absent-import': {
    title: 'The module does not import what it should',
    meaning: 'An import that the case expects is not there: it was renamed, built in or optimised away.',
    causes: ['The library function moved into wasm or was renamed in this version.'],
    cures: ['Let the host offer the old and the new name.'],
    actor: 'Emscripten',
    silence: CASE,
  },
  'unexpected-export': {
    title: 'The module exports what it should not',
    meaning: 'A name is visible to the host that the case rules out.',
    causes: ['Defaults of what is exported differ between versions.'],
    cures: ['List exports explicitly.'],
    actor: 'Emscripten',
    silence: CASE,
  },
  'absent-export': {
    title: 'The module does not export what it should',
    meaning: 'The host will look up this name and find nothing.',
    causes: [
      '`malloc`, `free` and the stack functions stopped being exported by default (2.0.4, 3.1.52); others were renamed (3.1.57).',
    ],
    cures: ['Name it in `EXPORTED_FUNCTIONS`.'],
    actor: 'your build',
    silence: CASE,
  },
  'unexpected-symbol': {
    title: 'A symbol table has what it should not',
    meaning: 'An object or archive defines or needs a symbol that the case rules out.',
    causes: ['The library was reorganised between versions.'],
    cures: ['Compare the symbol tables of both versions.'],
    actor: 'Emscripten',
    silence: CASE,
  },
  'absent-symbol': {
    title: 'A symbol table lacks what it should have',
    meaning: 'An object or archive does not have a symbol that the case asks for.',
    causes: ['The function was renamed, removed or inlined in this version.'],
    cures: ['Use the name that this version has.'],
    actor: 'Emscripten',
    silence: CASE,
  },
  'wrong-output': {
    title: 'The program ran and printed something else',
    meaning:
      'Everything was built and started, nothing reported an error, and the output is not what the case expects.',
    causes: ['Behaviour changed between versions, or the program ended before it had printed all.'],
    cures: ['Compare the printed text with the expected one in the evidence.'],
    actor: 'your build',
    silence: CASE,
  },
  'unexplained-failure': {
    title: 'It failed and did not say why',
    meaning: 'The exit code says failure, and no message is known to explain it.',
    causes: ['A tool in a version whose wording is not known yet, or one that dies silently.'],
    cures: ['Read the evidence; lines that look like errors are kept there.'],
    actor: 'your build',
    check: 'The lines of the log above the failure.',
    silence: 'A knowledge entry for case and step can give it a name.',
  },
  'limit-wall': {
    title: 'It took longer than the case allows',
    meaning: 'The step was stopped at the time that the case itself sets: it hangs, or is far too slow.',
    causes: ['A program that waits for an event that does not come; `emrun --kill-exit` hangs in 4.0.16 to 4.0.18.'],
    cures: ['Look at the last lines of the log.'],
    actor: 'your build',
    silence: 'Raise the limit in `case.yaml`.',
  },
  'limit-silence': {
    title: 'It printed nothing for too long',
    meaning: 'The step was stopped because nothing came from it for the time that the case sets.',
    causes: ['A deadlock, or a page whose console nobody reads.'],
    cures: ['Look at the last lines of the log.'],
    actor: 'your build',
    silence: 'Raise the limit in `case.yaml`.',
  },
  'limit-output': {
    title: 'It printed more than the case allows',
    meaning: 'The step was stopped because its output grew without end.',
    causes: ['An endless loop with messages.'],
    cures: ['Look at what is repeated in the log.'],
    actor: 'your build',
    silence: 'Raise the limit in `case.yaml`.',
  },
  'limit-memory': {
    title: 'It used more memory than the case allows',
    meaning: "The step's processes together held more memory than the case sets.",
    causes: ['A module that grows its memory without bound.'],
    cures: ['Bound it by `-sMAXIMUM_MEMORY`.'],
    actor: 'your build',
    silence: 'Raise the limit in `case.yaml`.',
  },
  unrecognised: {
    title: 'A line that looks like an error',
    meaning: 'The line fits no known template. It is shown as evidence and names no break.',
    causes: ['A tool or a version whose wording is not known yet.'],
    cures: ["Report the line with the tool's version, so that it gets a name."],
    actor: 'your build',
    silence: 'It counts for nothing beside a known message.',
  },
} as const satisfies Record<string, KindInfo>;
