import { describe, expect, it } from 'vitest';
import { isTrap, renameWarning } from './rename-warning.ts';

describe('renameWarning', () => {
  it('reduces the subject as that of a message of today', () => {
    expect(renameWarning('function-signature-mismatch:_Z3foov')).toBe('function-signature-mismatch:foo()');
    expect(renameWarning('file-not-found:/home/me/a.o')).toBe('file-not-found:a.o');
  });

  it.each([
    ['function-signature-mismatch:f', 'a name that is reduced already'],
    ['import-missing:/home/me/env.f', 'an import'],
    ['no-input-files:a/case', 'a kind that names nothing'],
    ['wrong-output:/a/case', 'what a run found'],
    ['nothing known', 'what is no id'],
    ['constructor:x', 'a name of JavaScript'],
  ])('leaves %s alone: %s', (id) => expect(renameWarning(id)).toBe(id));
});

describe('isTrap', () => {
  it.each(['function-signature-mismatch:f', 'undefined-symbol:f'])('%s', (id) => expect(isTrap(id)).toBe(true));

  it.each(['import-missing:env.f', 'wrong-output:a/case', 'nothing known', 'constructor:x'])('not %s', (id) =>
    expect(isTrap(id)).toBe(false),
  );
});
