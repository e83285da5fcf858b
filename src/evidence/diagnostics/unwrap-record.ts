import { stripControls } from './clean-line.ts';

/** `{"level":"error","msg":"…"}`, `{"log":"…\n","stream":"stderr"}`: the first of these fields is the line. */
const JSON_FIELDS = ['error', 'err', 'log', 'message', 'msg', 'text', 'line', 'Output'];

function unwrapJson(line: string): string | null {
  if (!line.startsWith('{"') || !line.endsWith('}')) return null;
  try {
    const record = JSON.parse(line) as Record<string, unknown>;
    const field = JSON_FIELDS.find((name) => typeof record[name] === 'string' && record[name] !== '');
    return field === undefined ? null : stripControls((record[field] as string).trimEnd().replaceAll('\n', ' '));
  } catch {
    return null;
  }
}

/** `time=… level=error msg="…" error="…"` (logfmt). */
function unwrapLogfmt(line: string): string | null {
  if (!/^(?:time|ts|level|msg)=/.test(line)) return null;
  const field = (name: string) =>
    new RegExp(`(?:^| )${name}=(?:"((?:[^"\\\\]|\\\\.){0,4000})"|(\\S{1,4000}))`).exec(line);
  const match = field('(?:error|err)') ?? field('msg');
  return match ? stripControls((match[1] ?? match[2] ?? '').replace(/\\u001b/g, '\x1b').replace(/\\(.)/g, '$1')) : null;
}

/** The message of a line of a structured log, JSON or logfmt, or null where the line is none. */
export function unwrapRecord(line: string): string | null {
  // Few lines begin like either.
  const first = line.charCodeAt(0);
  if (first === 123) return unwrapJson(line);
  return first === 116 || first === 108 || first === 109 ? unwrapLogfmt(line) : null;
}
