import { type Draft, draft } from '../draft.ts';
import { readFloatingRow, tableOf } from '../rows.ts';
import { JSC_ROWS } from './jsc-rows.ts';
import { SPIDERMONKEY_ROWS } from './spidermonkey-rows.ts';

const FIREFOX = tableOf(SPIDERMONKEY_ROWS);
const SAFARI = tableOf(JSC_ROWS);

/** Longer messages are no engine's. */
const MESSAGE_CAP = 2000;

/** Reads what SpiderMonkey and JavaScriptCore say of a module, `said` being the text behind the error's class; else null. */
export function readOtherEngine(message: string, said: string): Draft | null {
  if (said.length > MESSAGE_CAP) return null;
  const made = readFloatingRow(FIREFOX, 'firefox', said) ?? readFloatingRow(SAFARI, 'safari', stripPlace(said));
  if (made) made.message = message;
  return made;
}

/** JavaScriptCore adds what it was evaluating. */
function stripPlace(said: string): string {
  return said.replace(/ \((?:evaluating|near) '.*'\)$/, '');
}

/** A member that is missing, in the words of Firefox and Safari: `x.HEAPU8 is undefined`, `undefined is not an object (…)`. */
export function readUndefined(message: string, said: string): Draft | null {
  const firefox =
    /^(?:can't access property ["'][^"']{1,100}["'], )?([\w$.]{1,300}(?:\[\S{1,80}\])?) is (?:undefined|null)$/.exec(
      said,
    );
  if (firefox) return missing('firefox', message, firefox[1]!);
  const variable = /^Can't find variable: ([\w$]{1,200})$/.exec(said);
  if (variable) return missing('safari', message, variable[1]!);
  const safari = /^(?:undefined|null) is not an object \(evaluating '([\w$.]{1,300})/.exec(said);
  // The last name is what was read of the undefined thing.
  if (safari) return missing('safari', message, safari[1]!.replace(/\.[\w$]+$/, ''));
  const call = /^([\w$.]{1,300}) is not a function\. \(In '/.exec(said);
  return call ? missing('safari', message, call[1]!) : null;
}

function missing(reporter: 'firefox' | 'safari', message: string, path: string): Draft {
  const symbol = /([\w$]+)$/.exec(path)?.[1];
  return draft(reporter, 'error', 'runtime-export-missing', message, symbol ? { symbol } : {});
}
