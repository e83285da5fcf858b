import type { AbiDrift } from '../../breaks/abi/drift.ts';
import { findLeftOver, linksOf } from '../../breaks/abi/left-over.ts';
import type { Abi } from '../../model/abi.ts';
import type { Context } from '../query/context.ts';
import { titleOf } from '../query/labels.ts';
import { code, escapeText, link, page, table } from '../text/markdown.ts';
import { abiDriftPath, abiPath } from '../text/names.ts';
import { printNumber } from '../text/words.ts';
import { isMangled } from './symbol-words.ts';

/** Two neighbouring toolchains of one tool that have tables, and how these differ. */
export interface AbiStep {
  readonly before: Abi;
  readonly after: Abi;
  readonly drift: AbiDrift;
}

/** The first page on symbols, imports and exports. `hasModules` says whether there is a page on modules. */
export function renderAbiIndex(
  context: Context,
  abis: readonly Abi[],
  steps: readonly AbiStep[],
  hasModules: boolean,
): string {
  return page([
    '# Symbols, imports and exports, version by version',
    `What the libraries of a toolchain define, under which signature, weak or not, and what they leave to others; and what changed from one tested version to the next. ${link('All breaks', '../README.md')}.`,
    ...(abis.length > 0 ? ['## Each version', writeVersions(context, abis)] : []),
    ...(steps.length > 0 ? ['## From version to version', writeSteps(context, steps)] : []),
    ...(hasModules
      ? [
          '## The cases’ own modules',
          `${link('How their imports and exports change', 'modules.md')} along the versions of each tool.`,
        ]
      : []),
  ]);
}

function writeVersions({ index }: Context, abis: readonly Abi[]): string {
  const rows = abis.flatMap((abi) =>
    linksOf(abi).map((name) => {
      const libraries = abi.libraries.filter(({ format, links }) => links.includes(name) && format !== 'stub-library');
      const symbols = libraries.flatMap(({ provides }) => provides);
      const left = findLeftOver(abi, name);
      const counts = [
        libraries.length,
        symbols.filter((symbol) => !isMangled(symbol.name)).length,
        symbols.filter((symbol) => isMangled(symbol.name)).length,
        left.filter(({ giver }) => giver === 'javascript').length,
        left.filter(({ giver }) => giver === 'host').length,
        left.filter(({ giver }) => giver === 'nobody').length,
      ];
      const title = escapeText(titleOf(index, abi.toolchain));
      return [link(title, below(abiPath(abi.toolchain))), code(name), ...counts.map(printNumber)];
    }),
  );
  const head = ['Version', 'Link', 'Libraries', 'C symbols', 'C++ symbols', 'Left to JavaScript', 'WASI', 'to nobody'];
  return table([head, ...rows], ['l', 'l', 'r', 'r', 'r', 'r', 'r', 'r']);
}

function writeSteps({ index }: Context, steps: readonly AbiStep[]): string {
  const rows = steps.map(({ before, after, drift }) => {
    const plain = drift.symbols.filter(({ name }) => !isMangled(name));
    const left = [...drift.left.values()].flat();
    const title = `${escapeText(titleOf(index, before.toolchain))} → ${escapeText(titleOf(index, after.toolchain))}`;
    return [
      link(title, below(abiDriftPath(before.toolchain, after.toolchain))),
      ...(['added', 'removed', 'changed', 'moved'] as const).map((kind) =>
        printNumber(plain.filter((change) => change.kind === kind).length),
      ),
      printNumber(drift.symbols.length - plain.length),
      printNumber(new Set(left.map(({ name }) => name)).size),
    ];
  });
  const head = ['', 'C symbols added', 'removed', 'changed', 'moved', 'C++ changes', 'Left to others, changed'];
  return table([head, ...rows], ['l', 'r', 'r', 'r', 'r', 'r', 'r']);
}

function below(path: string): string {
  return path.replace(/^abi\//, '');
}
