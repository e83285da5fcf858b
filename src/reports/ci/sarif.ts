import { sha256 } from '../../model/canonical.ts';
import { cleanLine } from '../text/clean.ts';
import type { UpgradeReport, UsedItem } from '../upgrade/project-report.ts';
import { pathFrom, sayCures } from './upgrade-github.ts';

/** The format's own name for its schema (OASIS, SARIF version 2.1.0 plus errata 01). */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The places of a project that an upgrade breaks or that are to be looked at, as SARIF 2.1.0; `version` is emrift's. */
export function renderSarif(report: UpgradeReport, version: string): string {
  const used = [
    ...report.breaks.map((item) => ({ item, level: 'error' })),
    ...report.lookAt.map((item) => ({ item, level: 'warning' })),
  ].filter(({ item }) => item.uses.length > 0);
  // An entry may stand in both lists, for different cases.
  const names = [...new Set(used.map(({ item }) => nameOf(item)))];
  const rules = names.map((name) => describeRule(used.find(({ item }) => nameOf(item) === name)!.item));
  const results = used.flatMap(({ item, level }) => locate(report, item, level, names.indexOf(nameOf(item))));
  const driver = { name: 'emrift', version, rules };
  const document = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function nameOf(item: UsedItem): string {
  return item.known ?? item.id;
}

function describeRule(item: UsedItem) {
  const help = sayCures(item).join('\n');
  return {
    id: nameOf(item),
    shortDescription: { text: cleanLine(item.title) },
    ...(help === '' ? {} : { help: { text: help } }),
  };
}

function locate(report: UpgradeReport, item: UsedItem, level: string, ruleIndex: number) {
  const text = [cleanLine(item.title), ...sayCures(item)].join('\n');
  return item.uses.map(({ file, line, column, text: shown }) => {
    const uri = pathFrom(report.project?.folder ?? '.', file)
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    const region = { startLine: line, startColumn: column };
    return {
      ruleId: nameOf(item),
      ruleIndex,
      level,
      message: { text },
      locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
      partialFingerprints: { 'use/v1': sha256(`${nameOf(item)}\n${file}\n${shown}`) },
    };
  });
}
