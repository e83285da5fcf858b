import * as z from 'zod';
import { BUILD_KINDS, type FileKind, isFileKind } from '../../evidence/uses/file-kinds.ts';
import { SHORTEST_WORD } from '../../evidence/uses/find-words.ts';
import { compilePatterns } from '../../evidence/uses/patterns.ts';
import type { Use } from '../../evidence/uses/use.ts';
import { oneOrMore } from './one-or-more.ts';

/** A use as an entry has it: with a line that must be found, in each of its kinds of files, and one that must not. */
export interface KnownUse extends Use {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** The word for all kinds in which commands and options of a build stand. */
const BUILD = 'build';

const kinds = z
  .custom<FileKind | typeof BUILD>((value) => typeof value === 'string' && (value === BUILD || isFileKind(value)), {
    message: 'is no kind of file',
  })
  .transform((kind): readonly FileKind[] => (kind === BUILD ? BUILD_KINDS : [kind]));

/** Searched for as bytes. */
const text = z
  .string()
  .max(200)
  .regex(/^[\x20-\x7e]+$/, 'has other characters than printable ASCII');
/** A word of the one search over all bytes. */
const word = text.min(SHORTEST_WORD, `is shorter than ${SHORTEST_WORD} characters`);

/** What `uses:` of a knowledge entry may have. */
export const USES_SCHEMA = z
  .array(
    z
      .strictObject({
        in: oneOrMore(kinds).transform((lists) => lists.flat()),
        text: oneOrMore(text),
        names: oneOrMore(text).optional(),
        butNot: oneOrMore(text).optional(),
        unlessListed: oneOrMore(word).optional(),
        unlessInLine: oneOrMore(text).optional(),
        unlessInFile: oneOrMore(text).optional(),
        unlessInProject: oneOrMore(word).optional(),
        yes: oneOrMore(z.string().min(1)),
        no: oneOrMore(z.string().min(1)),
      })
      .refine((use) => use.names || !use.text.some((one) => one.includes('$')), 'has `$` and no names')
      .refine(
        (use) =>
          compilePatterns([{ entry: '', use }]).every(
            ({ parts, anchor }) => (parts[anchor]?.length ?? 0) >= SHORTEST_WORD,
          ),
        `has a text without a part of ${SHORTEST_WORD} characters`,
      ),
  )
  .min(1);
