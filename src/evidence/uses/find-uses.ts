import { Buffer } from 'node:buffer';
import { basename } from 'node:path';
import { findComments } from './comments.ts';
import { FILE_KINDS, kindOfFile } from './file-kinds.ts';
import { describeHits, type FoundUse, findMatches, numberLines, type SourceText } from './find-matches.ts';
import { compileWords } from './find-words.ts';
import { compileLists, type ListFinder } from './lists.ts';
import { compilePatterns, type Pattern } from './patterns.ts';
import type { NamedUse } from './use.ts';
import { type NamedVersion, VERSION_WORDS, versionBehind, versionsOfFile } from './versions-named.ts';

/** What one file of a project has. */
export interface FileFindings {
  readonly path: string;
  readonly hits: readonly FoundUse[];
  /** Names that its settings list: `EXPORTED_FUNCTIONS _malloc`. */
  readonly listed: readonly string[];
  /** Texts in it that make uses of the whole project harmless. */
  readonly present: readonly string[];
  readonly versions: readonly NamedVersion[];
  /** Whether Emscripten wrote it, so that an upgrade writes it anew and its uses do not count. False: somebody else did. */
  readonly isGlue: boolean;
  /** Whether uses in it stand in lines too long for people, which are not counted. False: none does. */
  readonly isMinified: boolean;
}

/** Finds uses in files, one file at a time. */
export type UseFinder = (path: string, bytes: Uint8Array, length: number) => FileFindings | null;

/** The most places of a word in one file that are looked at. */
const MOST_PLACES = 200;

/** Messages of Emscripten's JavaScript, which minified scripts have too. */
const GLUE_MARKS: readonly string[] = [
  'failed to asynchronously prepare wasm',
  'both async and sync fetching of the wasm failed',
  'wasm streaming compile failed',
  'no native wasm support detected',
];

/** So many of them stand together in no other file: programs of their own quote one. */
const LEAST_MARKS = 2;

/** A word that is searched for, and what finds with it. */
interface Word {
  readonly patterns: Pattern[];
  isGlue: boolean;
  isList: boolean;
  isPresent: boolean;
  isVersion: boolean;
}

/** Prepares the search for uses. A finder gives null for a file that is of no known kind, or in which nothing was found. */
export function compileUses(uses: readonly NamedUse[]): UseFinder {
  const lists = compileLists(uses);
  const words = gatherWords(uses, lists);
  const texts = [...words.keys()];
  const infos = [...words.values()];
  const search = compileWords(texts);
  return (path, bytes, length) => {
    const kind = kindOfFile(path);
    if (kind === null) return null;
    const isOfVersion = kind === 'go.mod' || kind === 'version';
    const places = new Map<number, number[]>();
    search(bytes, length, (word, at) => {
      const found = places.get(word);
      if (found === undefined) places.set(word, [at]);
      else if (found.length < MOST_PLACES) found.push(at);
    });
    if (places.size === 0 && !isOfVersion) return null;
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, length);
    return readFile({ path, kind, file, text: file.toString('latin1'), isOfVersion, places, texts, infos, lists });
  };
}

const NOTHING = { hits: [], listed: [], present: [], versions: [], isGlue: false, isMinified: false };

interface Reading extends SourceText {
  readonly path: string;
  readonly isOfVersion: boolean;
  readonly places: ReadonlyMap<number, readonly number[]>;
  readonly texts: readonly string[];
  readonly infos: readonly Word[];
  readonly lists: ListFinder;
}

function readFile(reading: Reading): FileFindings {
  const { path, kind, text, isOfVersion, places, texts, infos, lists } = reading;
  const found = [...places].map(([word, at]) => ({ word: texts[word]!, info: infos[word]!, places: at }));
  if (found.filter(({ info }) => info.isGlue).length >= LEAST_MARKS) return { ...NOTHING, path, isGlue: true };
  const isInComment = findComments(text, FILE_KINDS[kind].comments);
  const named = found
    .filter(({ info }) => info.isVersion)
    .flatMap(({ word, places: all }) =>
      all.flatMap((at) => {
        const version = versionBehind(word, kind, text, at + word.length);
        return version && !isInComment(at) ? [{ version, at }] : [];
      }),
    );
  const { matches, isMinified } = findMatches(reading, found, isInComment);
  const lineOf = numberLines(
    text,
    [...named, ...matches].map(({ at }) => at),
  );
  const versions = named.map(({ version, at }) => ({ ...version, line: lineOf(at) }));
  const ofLists = found.filter(({ info }) => info.isList).map(({ word, places: all }) => ({ word, places: all }));
  return {
    path,
    hits: describeHits(reading, matches, lineOf),
    listed: lists.read(text, ofLists),
    present: found.filter(({ info }) => info.isPresent).map(({ word }) => word),
    versions: isOfVersion ? [...versions, ...versionsOfFile(basename(path), text)] : versions,
    isGlue: false,
    isMinified,
  };
}

function gatherWords(uses: readonly NamedUse[], lists: ListFinder): ReadonlyMap<string, Word> {
  const words = new Map<string, Word>();
  const at = (text: string): Word => {
    const word = words.get(text) ?? { patterns: [], isGlue: false, isList: false, isPresent: false, isVersion: false };
    words.set(text, word);
    return word;
  };
  for (const pattern of compilePatterns(uses)) at(pattern.parts[pattern.anchor]!).patterns.push(pattern);
  for (const mark of GLUE_MARKS) at(mark).isGlue = true;
  for (const list of lists.words) at(list).isList = true;
  for (const text of uses.flatMap(({ use }) => use.unlessInProject ?? [])) at(text).isPresent = true;
  for (const text of Object.keys(VERSION_WORDS)) at(text).isVersion = true;
  return words;
}
