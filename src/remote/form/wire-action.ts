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

/** A command in its canonical bytes, with what the action repeats of it. */
export interface PreparedCommand {
  readonly blob: Blob;
  readonly rest: Pick<ActionMessage, 'timeout' | 'platform'>;
}

/**
 * The message of a command. Many actions have the same one. Properties stand in the command and in the action, for servers read one or
 * the other (version 2.2 of the API moved them).
 */
export function prepareCommand(command: WireCommand, encode: Encode): PreparedCommand {
  const properties = sortPairs(command.properties);
  const platform = properties.length > 0 ? { platform: { properties } } : {};
  const message = {
    arguments: command.arguments,
    environmentVariables: sortPairs(Object.entries(command.env).map(([name, value]) => ({ name, value }))),
    outputPaths: [...command.outputs].sort(byUtf8),
    ...platform,
  };
  const timeout = command.timeout === undefined ? {} : { timeout: { seconds: command.timeout } };
  return { blob: blobOf(encode('Command', message)), rest: { ...timeout, ...platform } };
}

/** The messages of an action, in canonical bytes. */
export function buildWireAction({ blob, rest }: PreparedCommand, tree: MerkleTree, encode: Encode): WireAction {
  const action = blobOf(encode('Action', { commandDigest: blob.digest, inputRootDigest: tree.root, ...rest }));
  return { digest: action.digest, blobs: [action, blob, ...tree.folders] };
}

/** Sorted by name, then by value, as the API asks for both lists. */
function sortPairs(pairs: readonly NamedValue[]): NamedValue[] {
  return [...pairs].sort((a, b) => byUtf8(a.name, b.name) || byUtf8(a.value, b.value));
}
