/**
 * How much of the custom sections to read. `surface`: what imports and exports need. `symbols`: also what symbols need.
 * `origin`: also features, producers and the like. `summary`: the same, but of names of functions only how many there are.
 * `all`: also relocations, and what else than symbols `linking` has.
 */
export type Depth = 'surface' | 'symbols' | 'summary' | 'origin' | 'all';
