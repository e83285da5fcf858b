#!/usr/bin/env node
// Starts emrift: runs the bundle beside it, with the code that V8 compiled the last time. Compiling it anew at each start
// takes as long as Node's own start. What was compiled is kept beside the bundle for each command and version of Node, where
// that folder can be written to; V8 itself refuses what another version or other flags left (vm.Script, `cachedData`).
'use strict';
const { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

try {
  process.cwd();
} catch {
  // Much asks for it while it is loaded, long before an error could be told.
  process.stderr.write('emrift: the working folder does not exist any more\n');
  process.exit(2);
}

const verb = /^[a-z]{3,12}$/.test(process.argv[2]) ? process.argv[2] : 'help';
// A command with nothing but files, or a log, or that only asks for help, has a bundle of its own, which does without all
// others.
const small = join(__dirname, `plain-${verb}.js`);
const words = process.argv.slice(3);
const size = words.length === 1 && words[0][0] !== '-' ? sizeOf(words[0]) : -1;
const isLog = size >= 0 || (words.length === 1 && words[0] === '-');
const isHelp = words.length === 0 && /^(?:--help|-h)$/.test(process.argv[2]);
const isPlain =
  (verb === 'help' ? isHelp : verb === 'explain' ? isLog : words.every((word) => /^[^-]/.test(word))) &&
  existsSync(small);
const filename = isPlain ? small : join(__dirname, 'emrift.js');
// What ends after a tenth of a second gains nothing from code that V8 optimises for it on other threads: it waits longer
// before it does. Set before anything is compiled, since kept code is of the same flags. A long log is worth it.
const isLong = isPlain && verb === 'explain' && size > 1e6;
if (isPlain && !isLong) require('node:v8').setFlagsFromString('--interrupt-budget=2000000');
const folder = join(__dirname, 'compiled');
const name = `${isPlain ? (isLong ? 'long-' : 'plain-') : ''}${verb}`;
// A run in which nothing changed only shows again what it showed.
const again = join(__dirname, 'repeat-run.js');
const mayRepeat = (verb === 'run' || verb === 'conformance') && existsSync(again);
if (!mayRepeat || !load(again, 'repeat-run').repeatRun()) load(filename, name);

/** Runs a bundle, under whose name its code is kept; gives what it exports. */
function load(bundle, name) {
  const kept = join(folder, `${name}-${process.version}-${process.arch}`);
  const script = new Script(
    `(function (require, __filename, __dirname, module) {${readFileSync(bundle, 'latin1')}\n})`,
    { filename: bundle, cachedData: readKept(kept) },
  );
  // A command that does not exist, or was called wrongly, leaves nothing.
  if (script.cachedDataRejected !== false) process.on('exit', (code) => code < 2 && keep(script, kept));
  const module = { exports: {} };
  script.runInThisContext()(require, bundle, __dirname, module);
  return module.exports;
}

/** How long a file is, or -1 where there is none. */
function sizeOf(path) {
  try {
    return statSync(path).size;
  } catch {
    return -1;
  }
}

function readKept(kept) {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

function keep(script, kept) {
  const draft = `${kept}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, script.createCachedData());
    renameSync(draft, kept);
  } catch {
    // A folder of somebody else, or a full disk: the next start compiles again.
    try {
      rmSync(draft, { force: true });
    } catch {
      // There is nothing.
    }
  }
}
