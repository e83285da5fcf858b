import { runBeside } from './beside.mjs';
import { open } from './open-in-node.mjs';
import { runGo, takeScript } from './run-go.mjs';

await runBeside({ open, takeScript, runGo, isGoFirst: process.argv.includes('--go-first') });
