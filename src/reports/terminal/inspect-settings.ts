import { MOST_LARGEST } from '../../evidence/features/scan-code.ts';
import type { FileReport } from '../../evidence/inspect/file-report.ts';
import type { Settings } from '../../evidence/settings/settings.ts';
import { printBytes } from '../../model/bytes.ts';
import { cleanLine } from '../text/clean.ts';

/** Which script loads a module, and whether it fits; empty where there is none. */
export function glueLine({ glue }: FileReport): string {
  if (!glue) return '';
  const path = cleanLine(glue.path);
  if (glue.fits === null) return `${path}: nothing in it shows whether it loads this module`;
  if (!glue.fits) return `${path}: of another build, it does not give what the module imports`;
  const named = Object.keys(glue.imports).length + Object.keys(glue.exports).length;
  return `${path}: fits${named > 0 ? ', and names what was minified' : ''}`;
}

const SUSPENDS = { asyncify: 'Asyncify', jspi: 'JSPI' } as const;
const EXCEPTIONS = {
  wasm: 'exceptions in wasm',
  'wasm-legacy': 'exceptions in wasm, as before the standard',
  javascript: 'exceptions through JavaScript',
} as const;

/** The settings that a module was built with, those of Emscripten where it made it; what is usual is not said. */
export function settingsLine(settings: Settings | null, emscripten: boolean): string {
  if (!settings) return '';
  const { suspends, exceptions, longjmp, minimum } = settings;
  const own = [
    settings.linking === 'main-module' ? 'MAIN_MODULE' : settings.linking === 'side-module' ? 'SIDE_MODULE' : '',
    settings.standalone ? 'standalone' : '',
    suspends && suspends !== 'none' ? SUSPENDS[suspends] : '',
    settings.embind ? 'embind' : '',
    longjmp === 'wasm' ? 'longjmp in wasm' : longjmp === 'javascript' ? 'longjmp through JavaScript' : '',
    settings.bigint === true ? 'BigInt' : settings.bigint === false ? 'no BigInt' : '',
    ...Object.entries(minimum).map(([host, version]) => `${host} ${cleanLine(version)} or later`),
  ];
  const parts = [
    settings.pthreads ? 'threads' : '',
    exceptions && exceptions !== 'none' ? EXCEPTIONS[exceptions] : '',
    ...(emscripten ? own : []),
    memoryWords(settings),
    settings.stackSize === null ? '' : `stack ${printBytes(settings.stackSize)}`,
    settings.sourceMap === null ? '' : `source map ${cleanLine(settings.sourceMap)}`,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function memoryWords({ memory }: Settings): string {
  if (!memory) return '';
  const { initial, maximum, grows, is64 } = memory;
  const most = !grows ? ', does not grow' : maximum === null ? ', grows' : `, grows to ${printBytes(maximum)}`;
  return `memory ${printBytes(initial)}${most}${is64 ? ', 64 bit' : ''}`;
}

/** What a file's bytes are for. */
export function sizesLine({ sizes, size }: FileReport): string {
  if (!sizes || size === 0) return '';
  const { code, data, names, debug, largest } = sizes;
  const share = largest.reduce((sum, one) => sum + one.size, 0) / code;
  // Where there are not more than those, the share is no news.
  const shown = largest.length === MOST_LARGEST ? ` (${Math.round(share * 100)} % in its ten largest functions)` : '';
  return Object.entries({ code, data, names, DWARF: debug })
    .filter(([, bytes]) => bytes > 0)
    .map(([name, bytes]) => `${name} ${printBytes(bytes)}${name === 'code' ? shown : ''}`)
    .join(', ');
}
