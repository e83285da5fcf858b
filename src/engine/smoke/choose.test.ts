import { describe, expect, it } from 'vitest';
import { ProblemInInput, printProblem } from '../../model/errors.ts';
import { chooseCandidate, chooseNamed } from './choose.ts';

const OFFERS = ['1.25.0', '1.25.14', '1.26rc1', '1.26.0', '1.26.11', '1.27rc1', '1.27.4'];
const offered = async () => OFFERS;
const choose = (asked: string, against?: string) => chooseNamed('go', asked, against, offered);
const problem = async (work: Promise<unknown>) =>
  work.then(
    () => 'no problem',
    (error: unknown) => (error instanceof ProblemInInput ? printProblem(error) : String(error)),
  );

describe('what is tried and compared with what', () => {
  it.each([
    ['1.27rc1', '1.26.11'],
    ['go1.26rc1', '1.25.14'],
    ['1.28rc1', '1.27.4'],
    ['1.27.4', '1.26.11'],
    ['1.26.11', '1.26.0'],
  ])('%s against the release before it, %s', async (asked, against) => {
    expect(await choose(asked)).toEqual({ tool: 'go', candidate: asked.replace('go', ''), against });
  });

  it('takes a line for its newest release, and the release that the user names', async () => {
    expect(await choose('1.26', '1.25.0')).toEqual({ tool: 'go', candidate: '1.26.11', against: '1.25.0' });
    expect(await choose('latest')).toMatchObject({ candidate: '1.27.4' });
  });

  it('says what is wrong', async () => {
    expect(await problem(choose('1.25.0'))).toBe(
      '--go: no release of Go before 1.25.0 is offered (name one with --against)',
    );
    expect(await problem(choose('1.27.4', '1.27.4'))).toBe('--against: is the version itself');
    expect(await problem(choose('path:/opt/go'))).toMatch(/^--go: takes one version/);
    expect(await problem(choose('1.99'))).toMatch(/^--go: unknown Go version 1\.99/);
  });

  it('finds the newest candidate that is newer than all releases, or says that there is none', async () => {
    expect(await chooseCandidate('go', offered)).toBe(
      'Go: no candidate is offered that is newer than the newest release, 1.27.4',
    );
    expect(await chooseCandidate('go', async () => [...OFFERS, '1.28rc1', '1.28rc2'])).toEqual({
      tool: 'go',
      candidate: '1.28rc2',
      against: '1.27.4',
    });
    expect(await chooseCandidate('go', async () => [])).toContain('of which there is none');
  });
});
