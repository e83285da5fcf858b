import { type BenchDocument, printDocument, readDocument } from './bench-document.ts';
import { type Given, makeFigures } from './bench-figures.ts';

/** A machine like many. */
export const MACHINE: BenchDocument['machine'] = {
  cpu: 'A processor',
  cores: 4,
  memory: 16e9,
  node: '20.19.5',
  kernel: '6.8.0',
};

/** A document of some measures with these values, as it is read from a file. */
export function documentOf(
  values: Readonly<Record<string, Readonly<Record<string, Given>>>>,
  place: Partial<BenchDocument> = {},
): BenchDocument {
  const figures = Object.entries(values).flatMap(([measure, given]) => makeFigures(measure, given));
  const text = printDocument({
    date: '2026-01-02T03:04:05.000Z',
    commit: '0123456789abcdef',
    dirty: false,
    machine: MACHINE,
    choice: Object.keys(values),
    figures: [...figures],
    notes: [],
    ...place,
  });
  return readDocument(text, 'bench.json');
}
