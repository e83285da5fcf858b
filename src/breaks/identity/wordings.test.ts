import { describe, expect, it } from 'vitest';
import { parseLog } from '../../evidence/diagnostics/parse-log.ts';
import { classifyFailure } from '../classify/classify.ts';
import { failure } from '../evidence.fixture.ts';
import { seenInLog } from '../knowledge/find-known.ts';
import { HOST_WORDINGS } from './host-wordings.fixture.ts';
import { nameBreak } from './identify.ts';
import { BUILD_WORDINGS } from './wordings.fixture.ts';

for (const [id, logs] of Object.entries({ ...BUILD_WORDINGS, ...HOST_WORDINGS })) {
  describe(id, () => {
    it.each(Object.entries(logs))('in the words of %s', (_, log) => {
      const messages = parseLog(log);
      const [cause] = messages.some(({ severity }) => severity === 'error')
        ? classifyFailure(failure(messages))
        : messages.map((message) => seenInLog(message));
      expect(nameBreak(cause!.kind, cause!.subject, { case: 'a/case', step: 'run' }).id).toBe(id);
    });
  });
}
