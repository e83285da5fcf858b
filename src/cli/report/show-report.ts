import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { checkPages, writePages } from '../../catalogue/catalogue-pages.ts';
import { draftCatalogue } from '../../catalogue/draft.ts';
import { filesIn } from '../../catalogue/files.ts';
import type { Catalogue } from '../../catalogue/open-catalogue.ts';
import { renderExplain, renderSite } from '../../catalogue/site.ts';
import { ProblemInInput } from '../../model/errors.ts';
import { isUpToDate } from '../../reports/catalogue/check.ts';
import { EXPLAIN_PATH } from '../../reports/html/explain-page.ts';
import { INDEX_PATH } from '../../reports/html/index-page.ts';
import { makeContext } from '../../reports/query/context.ts';
import { writeAtomically } from '../../system/files.ts';
import { openFile } from '../../system/open-file.ts';
import { shortPath } from '../../system/short-path.ts';
import { EXIT, type ExitCode } from '../io/exit-codes.ts';
import { write } from '../io/github-summary.ts';
import { notice, print, printJson } from '../io/terminal.ts';

/** How a catalogue is written. */
export interface WriteOptions {
  /** Whether the page for browsers is opened. False: it is written only. */
  readonly open: boolean;
  readonly site: string | undefined;
  readonly json: boolean;
  /** The path of the knowledge. */
  readonly knowledge: string;
}

/** Writes the pages that differ, and a web site where one is asked for; opens the page for browsers where that is. */
export async function writeReport(catalogue: Catalogue, options: WriteOptions): Promise<ExitCode> {
  const { open, site, json, knowledge } = options;
  const { folder, shown, input } = catalogue;
  const draft = draftCatalogue(folder);
  const written = writePages(draft, input);
  draft.publish();
  const files = site === undefined ? null : writeSite(catalogue, resolve(site), knowledge);
  if (json) printJson({ written, ...(files === null ? {} : { site: files }) });
  else print(`${shown}: ${written === 0 ? 'every page is unchanged' : `${written} files written`}`);
  if (!json && files !== null) print(`${shortPath(resolve(site!))}: a web site of ${files} files`);
  if (open) await openPage(catalogue, knowledge);
  return EXIT.ok;
}

/** Says which pages on disk are not what the results give. Gives exit code 1 where one is not. */
export function checkReport({ folder, shown, input }: Catalogue, json: boolean): ExitCode {
  const found = checkPages(filesIn(folder), input);
  if (json) printJson(found);
  else if (isUpToDate(found)) print(`${shown}: every page is up to date`);
  for (const [word, paths] of Object.entries(
    json ? {} : { 'is out of date': found.differ, 'is missing': found.missing, 'is stale': found.stale },
  )) {
    for (const path of paths) notice(`${shown}/${path} ${word}; \`emrift report\` regenerates it`);
  }
  return isUpToDate(found) ? EXIT.ok : EXIT.broken;
}

/** Opens the page for browsers, with the one that explains beside it. */
async function openPage({ folder, input }: Catalogue, knowledge: string): Promise<void> {
  const explain = join(folder, EXPLAIN_PATH);
  write(explain, () => writeAtomically(explain, renderExplain(makeContext(input), knowledge)));
  const page = join(folder, INDEX_PATH);
  if (!(await openFile(page))) notice(`nothing here opens it; open ${shortPath(page)} in a browser`);
}

function writeSite({ folder, input }: Catalogue, site: string, knowledge: string): number {
  if (site === resolve(folder)) {
    throw new ProblemInInput('is the catalogue itself', { position: { file: '--site' }, hint: 'name another folder' });
  }
  let count = 0;
  for (const [path, text] of renderSite(filesIn(folder), input, knowledge)) {
    const file = join(site, path);
    write(file, () => {
      mkdirSync(dirname(file), { recursive: true });
      writeAtomically(file, text);
    });
    count++;
  }
  return count;
}
