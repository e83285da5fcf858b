import type { LibraryTable } from '../../model/abi.ts';
import type { ArchiveMember } from '../wasm/archive.ts';
import { type Artifact, readArtifact } from '../wasm/artifact.ts';
import { readObject } from '../wasm/artifact-surface.ts';
import type { StubSymbol } from '../wasm/stub-library.ts';
import { WasmError } from '../wasm/wasm-error.ts';
import { beginGathering, finishGathering, gather, gatherSymbols, MOST_SYMBOLS } from './gather-symbols.ts';

/**
 * The symbol table of a library, object or module: what it defines and what it leaves to others, local symbols aside.
 * What cannot be read is named in `unread`; null for a file of a format that has no symbols, or one that is damaged.
 */
export function readLibrary(bytes: Uint8Array): LibraryTable | null {
  const artifact = readOrNull(bytes);
  switch (artifact?.kind) {
    case 'archive':
      return readMembers(artifact.archive.members);
    case 'stub-library':
      return readStubs(artifact.stubs);
    case 'module':
    case 'object':
    case 'shared': {
      const gathering = beginGathering();
      const unread = gatherSymbols(gathering, '', artifact.wasm) ? [] : [{ member: '', reason: TOO_MANY }];
      return { format: artifact.kind, members: 1, unread, ...finishGathering(gathering) };
    }
    default:
      return null;
  }
}

const TOO_MANY = `more than ${MOST_SYMBOLS} symbols`;

function readOrNull(bytes: Uint8Array): Artifact | null {
  try {
    return readArtifact(bytes, '', 'symbols');
  } catch (error) {
    if (error instanceof WasmError) return null;
    throw error;
  }
}

function readMembers(members: readonly ArchiveMember[]): LibraryTable {
  const gathering = beginGathering();
  const unread: { member: string; reason: string }[] = [];
  for (const member of members) {
    const read = readObject(member);
    if (typeof read === 'string') unread.push({ member: member.name, reason: read });
    else if (!gatherSymbols(gathering, member.name, read)) unread.push({ member: member.name, reason: TOO_MANY });
  }
  return { format: 'archive', members: members.length, unread, ...finishGathering(gathering) };
}

/** A stub library gives functions of unknown type; what they need is needed by the function, not by a member. */
function readStubs(stubs: readonly StubSymbol[]): LibraryTable {
  const gathering = beginGathering();
  const stub = { kind: 'function', weak: false, type: null, import: null } as const;
  for (const { name, needs } of stubs.slice(0, MOST_SYMBOLS)) {
    gather(gathering.provides, { ...stub, name }, '');
    for (const need of needs) gather(gathering.needs, { ...stub, name: need }, name);
  }
  const unread = stubs.length > MOST_SYMBOLS ? [{ member: '', reason: TOO_MANY }] : [];
  return { format: 'stub-library', members: 1, unread, ...finishGathering(gathering) };
}
