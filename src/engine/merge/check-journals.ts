import { parseShard, type Shard } from '../../cases/shard.ts';
import { canonicalJson, sha256 } from '../../model/canonical.ts';
import { InfrastructureError, ProblemInInput } from '../../model/errors.ts';
import { groupBy } from '../../model/group.ts';
import { printCell } from '../../model/ids.ts';
import { fromJournal } from '../../run/journal.ts';
import { type ReadJournal, statesIn } from '../../run/read-journal.ts';
import { recordCell } from '../../run/records.ts';
import { checkPlan } from './check-plan.ts';

/** The most names that one line lists. */
const MOST_NAMES = 3;

/**
 * Checks that journals are those of all shards of one plan, and that each cell of it is in exactly one of them with a state
 * of every step. Throws `ProblemInInput` where they do not belong together, `InfrastructureError` where something is
 * missing or doubled.
 */
export function checkJournals(journals: readonly ReadJournal[]): void {
  const shards = journals.map((journal) => ({ journal, shard: shardOf(journal) }));
  for (const journal of journals) checkPlan(journal);
  const [first] = shards;
  if (!first) throw new ProblemInInput('no journal is given');
  const plan = planDigest(first.journal);
  for (const { journal, shard } of shards) {
    if (planDigest(journal) !== plan || shard.of !== first.shard.of) {
      throw new ProblemInInput(`belongs to another run than ${first.journal.file}: their plans differ`, {
        position: { file: journal.file },
        hint: 'all shards need the same cases, matrix and lock, and the same number of shards',
      });
    }
  }
  const byIndex = groupBy(shards, ({ shard }) => shard.index);
  for (const [index, same] of byIndex) {
    if (same.length < 2) continue;
    const files = same.map(({ journal }) => journal.file).join(', ');
    throw new InfrastructureError(`shard ${index}/${first.shard.of} was given ${same.length} times: ${files}`, {
      hint: 'give the journal of each shard once',
    });
  }
  const missing = Array.from({ length: first.shard.of }, (_, at) => at + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0) {
    const names = missing.map((index) => `${index}/${first.shard.of}`).join(', ');
    throw new InfrastructureError(`the journal of shard ${names} is missing`);
  }
  for (const { journal, shard } of shards) checkEnd(journal, shard);
  checkCells(journals);
}

function shardOf({ header, file }: ReadJournal): Shard {
  const shard = parseShard(header.shard);
  if (shard && header.own && header.coverage) return shard;
  throw new ProblemInInput('is the journal of a run that was not split', {
    position: { file, line: 1 },
    hint: 'shards come from `emrift run --shard I/N`',
  });
}

function planDigest({ header: { cases, cells, claims, coverage, emrift, nightly } }: ReadJournal): string {
  return sha256(canonicalJson([cases, cells, claims ?? [], coverage, emrift, nightly] as never));
}

function checkEnd(journal: ReadJournal, { index, of }: Shard): void {
  const states = statesIn(journal.events);
  const own = new Set(journal.header.own);
  const lacking = journal.header.cells
    .filter((cell) => own.has(printCell(cell)) && recordCell(fromJournal(cell), states) === null)
    .map(printCell);
  if (journal.complete && lacking.length === 0) return;
  const what =
    lacking.length === 0 ? 'its end' : `${lacking.length} of its ${own.size} cells, such as ${some(lacking)}`;
  throw new InfrastructureError(`the journal of shard ${index}/${of} (${journal.file}) lacks ${what}`, {
    hint: 'run this shard again; what it did before is not executed twice',
  });
}

function checkCells(journals: readonly ReadJournal[]): void {
  const owners = new Map<string, number>();
  for (const { header } of journals) for (const name of header.own!) owners.set(name, (owners.get(name) ?? 0) + 1);
  const planned = journals[0]!.header.cells.map(printCell);
  const missing = planned.filter((name) => !owners.has(name));
  if (missing.length > 0)
    throw new InfrastructureError(`no shard has ${missing.length} cells, such as ${some(missing)}`);
  const doubled = planned.filter((name) => owners.get(name)! > 1);
  if (doubled.length > 0) throw new InfrastructureError(`several shards have ${some(doubled)}`);
}

function some(names: readonly string[]): string {
  return names.slice(0, MOST_NAMES).join(', ');
}
