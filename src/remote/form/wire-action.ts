import { byUtf8 } from './by-utf8.ts';
import { type Blob, blobOf } from './digest.ts';
import type { ActionMessage, BlobDigest, Encode, NamedValue } from './messages.ts';
import type { MerkleTree } from './tree.ts';

/** A command, the tree that it runs on, and what the server has to know of it. */
export interface WireCommand {
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Relative to the root of the tree. */
  readonly outputs: readonly string[];
  /** A name may stand there several times. */
  readonly properties: readonly NamedValue[];
  /** Seconds; nothing for the server's own. */
  readonly timeout?: number;
}

/** An action as servers take it: its digest, and every blob that it consists of beside the files of its inputs. */
export interface WireAction {
  readonly digest: BlobDigest;
  readonly blobs: readonly Blob[];
}

/**
 * The messages of an action, in canonical bytes. Properties stand in the command and in the action, for servers read one or the
 * other (version 2.2 of the API moved them).
 */
export function buildWireAction(command: WireCommand, tree: MerkleTree, encode: Encode): WireAction {
  const properties = sortPairs(command.properties);
  const platform = properties.length > 0 ? { platform: { properties } } : {};
  const commandBlob = blobOf(
    encode('Command', {
      arguments: command.arguments,
      environmentVariables: sortPairs(Object.entries(command.env).map(([name, value]) => ({ name, value }))),
      outputPaths: [...command.outputs].sort(byUtf8),
      ...platform,
    }),
  );
  const action: ActionMessage = {
    commandDigest: commandBlob.digest,
    inputRootDigest: tree.root,
    ...(command.timeout === undefined ? {} : { timeout: { seconds: command.timeout } }),
    ...platform,
  };
  const actionBlob = blobOf(encode('Action', action));
  return { digest: actionBlob.digest, blobs: [actionBlob, commandBlob, ...tree.folders] };
}

/** Sorted by name, then by value, as the API asks for both lists. */
function sortPairs(pairs: readonly NamedValue[]): NamedValue[] {
  return [...pairs].sort((a, b) => byUtf8(a.name, b.name) || byUtf8(a.value, b.value));
}
