// What bench.mjs and bench-compare.mjs do with figures, in one bundle.
export { printProblem } from '../src/model/errors.ts';
export { printDocument, printMeasure, readDocument } from './bench-document.ts';
export { makeFigures } from './bench-figures.ts';
export { annotateTrend, compareDocuments, renderTrend } from './bench-trend.ts';
