import { describe, expect, it } from 'vitest';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { followsFromOthers } from './follow.ts';

function causesOf(log: string): readonly string[] {
  const diagnostics = parseLog(log);
  const follows = followsFromOthers(diagnostics);
  return diagnostics.filter((message) => !follows(message)).map(({ code }) => code);
}

describe('followsFromOthers', () => {
  it('takes the trap by which a panicking Go program ends for its end, and a trap alone for the cause', () => {
    const trap = 'RuntimeError: unreachable';
    expect(causesOf(`panic: reflect: unimplemented: AssignableTo with interface\n${trap}`)).toEqual(['go-panic']);
    expect(causesOf(trap)).toEqual(['trap-unreachable']);
  });
});
