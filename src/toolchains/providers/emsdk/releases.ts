import * as z from 'zod';

/** One official release. */
export interface EmsdkRelease {
  readonly version: string;
  /** The commit of emscripten-releases that it was built from; part of its URL. */
  readonly build: string;
  /** The published checksum of its linux-x64 archive; absent before 2.0.13. */
  readonly sha256?: string;
}

const TAGS = z.object({ releases: z.record(z.string(), z.string().regex(/^[0-9a-f]{40}$/)) });

/**
 * Reads emscripten-releases-tags.json (emscripten-core/emsdk since 2021-08: version → commit, with variants such as
 * `6.0.8-asserts`) and bazel/revisions.bzl (since 2.0.13: per version the same commit and SHA-256 by platform).
 * A checksum counts only where both name the same commit.
 */
export function readReleases(tags: string, revisions: string): EmsdkRelease[] {
  const { releases } = TAGS.parse(JSON.parse(tags));
  const checksums = readRevisions(revisions);
  return Object.entries(releases).map(([version, build]) => {
    const published = checksums.get(version);
    return published?.hash === build && published.sha_linux
      ? { version, build, sha256: published.sha_linux }
      : { version, build };
  });
}

/** Entries such as `"3.1.69": struct(hash = "…", sha_linux = "…", …),` of a Starlark table. */
function readRevisions(text: string): Map<string, { hash?: string; sha_linux?: string }> {
  const entries = new Map<string, { hash?: string; sha_linux?: string }>();
  for (const [, version, body] of text.matchAll(/"([\w.-]+)": struct\(([^)]*)\)/g)) {
    const members = [...body!.matchAll(/(\w+) = "([0-9a-f]*)"/g)].map(([, name, value]) => [name!, value!]);
    entries.set(version!, Object.fromEntries(members));
  }
  return entries;
}

/**
 * The node that each release shipped with, by the first emsdk that named it (emscripten-core/emsdk, emsdk_manifest.json at
 * its tags). The emsdk of today would install its own node beside every old release.
 */
const NODES = [
  ['6.0.8', '24.19.0'],
  ['5.0.0', '22.16.0'],
  ['4.0.0', '20.18.0'],
  ['3.1.69', '18.20.3'],
  ['3.1.47', '16.20.0'],
  ['3.1.6', '14.18.2'],
  ['2.0.34', '14.15.5'],
  ['2.0.12', '12.18.1'],
  ['0.0.0', '12.9.1'],
] as const;

/** The node of a release; `compare` orders Emscripten versions. */
export function nodeOf(version: string, compare: (a: string, b: string) => number): string {
  return NODES.find(([since]) => compare(version, since) >= 0)![1];
}

/** Archive names to try, likelier first: bzip2 until 3.1.46, xz after. */
export function archiveNames(version: string, compare: (a: string, b: string) => number): readonly string[] {
  const names = ['wasm-binaries.tar.xz', 'wasm-binaries.tbz2'];
  return compare(version, '3.1.46') > 0 ? names : names.reverse();
}
