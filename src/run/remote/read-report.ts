import * as z from 'zod';
import type { Action, ActionResult, FileNode } from '../../model/action.ts';
import { toBlobDigest } from '../../remote/form/digest.ts';
import type { BlobDigest } from '../../remote/form/messages.ts';
import { FORMAT } from './print-report.ts';

/** The largest report that is read: output has a limit of 16 MB by default, and JSON spells some characters as six. */
export const LARGEST_REPORT = 128 << 20;

/** The most outputs of an action, as on this machine. */
const MOST_OUTPUTS = 10_000;

/** What a result says, and the blobs that it names. */
export interface Report {
  readonly result: ActionResult;
  readonly blobs: readonly BlobDigest[];
}

const size = z.int().min(0);
const usage = z.strictObject({ wallMs: z.number(), cpuMs: z.number(), peakBytes: z.number() });
const printed = { stdout: z.string(), stderr: z.string(), usage };
const output = z.strictObject({
  path: z.string(),
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  executable: z.literal(true).optional(),
  size,
});
const LIMITS = ['wall', 'silence', 'output', 'memory', 'disk', 'files', 'processes', 'outputs'] as const;
const result = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exited'),
    exitCode: z.int().min(0).max(255),
    outputs: z.array(output).max(MOST_OUTPUTS),
    ...printed,
  }),
  z.strictObject({ kind: z.literal('limit'), limit: z.enum(LIMITS), ...printed }),
  z.strictObject({ kind: z.literal('infra'), reason: z.string() }),
]);
const SCHEMA = z.strictObject({ format: z.literal(FORMAT), key: z.string(), result });

/**
 * Reads a report of an action. Null where it is none, where it is of another action, or where it names an output that the action
 * does not have: whoever wrote it is not to be believed, least of all where files are to lie.
 */
export function readReport(bytes: Uint8Array, key: string, action: Action): Report | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
  const parsed = SCHEMA.safeParse(value);
  if (!parsed.success || parsed.data.key !== key) return null;
  const { result } = parsed.data;
  if (result.kind !== 'exited') return { result, blobs: [] };
  const paths = new Set(result.outputs.map(({ path }) => path));
  if (paths.size !== result.outputs.length || ![...paths].every((path) => isOutput(path, action))) return null;
  const outputs = result.outputs.map(({ size: _, ...node }) => node as FileNode);
  const blobs = result.outputs.map((node) => toBlobDigest(node.digest as FileNode['digest'], node.size));
  return { result: { ...result, outputs }, blobs };
}

/** Whether a path is one that the action declares, or lies below one. False: it leads elsewhere. */
function isOutput(path: string, { outputs }: Action): boolean {
  if (path.includes('\0') || path.split('/').some((part) => part === '' || part === '.' || part === '..')) return false;
  return outputs.some((declared) => {
    const folder = declared.replace(/^(?:\.\/)+|\/+$/g, '');
    return path === folder || path.startsWith(`${folder}/`) || folder === '.' || folder === '';
  });
}
