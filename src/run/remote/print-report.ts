import type { ActionResult, FileNode } from '../../model/action.ts';

/** What a report is called among the outputs of an action. */
export const REPORT = 'report.json';

/** Raised when reports change, so that others are passed over. */
export const FORMAT = 1;

/** A report of an action, by its key; `sizeOf` gives the bytes of an output. */
export function printReport(key: string, result: ActionResult, sizeOf: (node: FileNode) => number): string {
  if (result.kind !== 'exited') return JSON.stringify({ format: FORMAT, key, result });
  const outputs = result.outputs.map((node) => ({ ...node, size: sizeOf(node) }));
  return JSON.stringify({ format: FORMAT, key, result: { ...result, outputs } });
}
