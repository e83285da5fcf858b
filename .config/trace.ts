// Puts a recorder into a module for the measurement of traces: node trace.mjs IN OUT.
import { readFileSync, writeFileSync } from 'node:fs';
import { instrument } from '../src/evidence/instrument/instrument.ts';

const [from, to] = process.argv.slice(2) as [string, string];
const done = instrument(readFileSync(from), Buffer.alloc(16, 'recorder'));
if (done.kind === 'refused') throw new Error(done.reason);
writeFileSync(to, done.bytes);
