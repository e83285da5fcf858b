import { cleanText } from '../text/clean.ts';
import { quote } from '../text/quote.ts';

/** A file as a script carries it: its path, its bytes, whether it can be executed. */
export interface EmbeddedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether it may be run; false: it is only read. */
  readonly executable: boolean;
}

const LINE = 76;

/**
 * The shell commands that write a file into the current folder: its lines as they are where `sh` reads them back byte for
 * byte, else as base64.
 */
export function embedFile({ path, bytes, executable }: EmbeddedFile): readonly string[] {
  const at = quote(path.startsWith('-') ? `./${path}` : path);
  const folder = path.includes('/') ? [`mkdir -p ${quote(path.slice(0, path.lastIndexOf('/')))}`] : [];
  const text = plainText(bytes);
  const write = text === null ? hereDocument(`base64 -d >${at}`, wrapBase64(bytes)) : hereDocument(`cat >${at}`, text);
  return [...folder, write, ...(executable ? [`chmod +x ${at}`] : [])];
}

/** A command whose standard input is a text that ends with a newline, by a delimiter that is none of its lines. */
export function hereDocument(command: string, text: string): string {
  const lines = new Set(text.split('\n'));
  let end = 'END';
  for (let at = 1; lines.has(end); at++) end = `END_${at}`;
  return `${command} <<'${end}'\n${text}${end}`;
}

/** The text of a file that consists of whole lines in which a reader sees every character; else null. */
function plainText(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const isSame = Buffer.from(text, 'utf8').equals(Buffer.from(bytes));
  if (!isSame || (text !== '' && !text.endsWith('\n'))) return null;
  return cleanText(text) === text ? text : null;
}

function wrapBase64(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('base64');
  const lines = Math.ceil(text.length / LINE);
  return Array.from({ length: lines }, (_, at) => `${text.slice(at * LINE, (at + 1) * LINE)}\n`).join('');
}
