import type { VersionInFile } from '../../evidence/uses/gather-uses.ts';
import { TOOLS } from '../../model/tools.ts';
import { cleanLine } from '../text/clean.ts';
import { countOf, printNumber, someOf } from '../text/words.ts';
import type { ReadProject } from '../upgrade/project-report.ts';

/** The most files that one line names. */
const MOST_NAMES = 3;

/** What was read of a project, what was not, and which versions it names. */
export function listProject(project: ReadProject, taken: readonly VersionInFile[], all: boolean): readonly string[] {
  const { folder, files, bytes, skipped, glue, minified, versions } = project;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const named = (paths: readonly string[]) =>
    someOf(
      paths.map((path) => cleanLine(path)),
      all ? paths.length : MOST_NAMES,
    );
  const line = (paths: readonly string[], why: string) => (paths.length === 0 ? '' : `  ${why}: ${named(paths)}`);
  return [
    `${cleanLine(folder)}: ${countOf(files, 'file')} read, ${size}`,
    ...taken.map((one) => `  ${TOOLS[one.tool].title} ${cleanLine(one.version)} is what ${placeOf(one)} names`),
    ...otherVersions(versions, taken).map(
      (one) => `  ${TOOLS[one.tool].title} ${cleanLine(one.version)} is named too, by ${placeOf(one)}`,
    ),
    line(glue, 'written by Emscripten, and so written anew, not counted'),
    line(minified, 'lines of more than 1,000 characters, not counted'),
    line(skipped.large, 'larger than 2 MB, not read'),
    line(skipped.binary, 'no text, not read'),
    line(skipped.unread, 'links, pipes or not readable, not read'),
    skipped.isCut
      ? `  more than is looked at: what lies behind the first ${printNumber(files)} files is not known`
      : '',
  ].filter((text) => text !== '');
}

function placeOf({ file, line }: VersionInFile): string {
  return `${cleanLine(file)}:${line}`;
}

/** Other versions of the tools whose older end the project gave, each once. */
function otherVersions(versions: readonly VersionInFile[], taken: readonly VersionInFile[]): readonly VersionInFile[] {
  const others = taken.flatMap(({ tool, version }) =>
    versions.filter((one) => one.tool === tool && one.version !== version),
  );
  return [...new Map(others.map((one) => [`${one.tool} ${one.version}`, one])).values()];
}
