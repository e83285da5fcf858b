import { expect, it } from 'vitest';
import { numberQuestions } from './same-questions.ts';

const asker = (step: string, ...names: string[]) => ({ step, names });

it('connects steps that share a name, over others too, and no others', () => {
  const numbers = numberQuestions([
    asker('node/files', 'open', 'read'),
    asker('node/ends', 'exit'),
    asker('wazero/files', 'write'),
    asker('wazero/ends'),
    asker('wasmtime/files', 'read', 'write'),
    asker('wazero/ends', 'exit', 'abort'),
  ]);
  const alike = (...steps: string[]) => new Set(steps.map((step) => numbers.get(step))).size;
  expect(alike('node/files', 'wazero/files', 'wasmtime/files')).toBe(1);
  expect(alike('node/ends', 'wazero/ends')).toBe(1);
  expect(alike('node/files', 'node/ends')).toBe(2);
});

it('takes no name for a step, and a step without names for itself', () => {
  const numbers = numberQuestions([asker('a', 'b'), asker('b'), asker('c')]);
  expect(new Set(numbers.values()).size).toBe(3);
});
