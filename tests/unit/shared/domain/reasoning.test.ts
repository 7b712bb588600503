import { expect, test } from 'vitest';
import fc from 'fast-check';
import { joinReasoning, judgeReasoning, splitReasoning } from '../../../../shared/domain/reasoning.ts';

test.each([
  ['<think>\nHm.\n</think>\n\nYes.', { reasoning: 'Hm.', answer: 'Yes.' }],
  ['<think>Hm.</think>Yes.', { reasoning: 'Hm.', answer: 'Yes.' }],
  [' \n<think>\n\n</think>\n\nYes.', { reasoning: '', answer: 'Yes.' }],
  ['<think>a</think><think>b</think>c', { reasoning: 'a', answer: '<think>b</think>c' }],
  ['<thinking>Hm.</thinking> Yes.', { reasoning: 'Hm.', answer: 'Yes.' }],
  ['<think>Hm.</thinking>Yes.', undefined],
  ['<think>never closed', undefined],
  ['Yes. <think>Hm.</think>', undefined],
  ['', undefined],
])('%j', (text, parts) => {
  expect(splitReasoning(text)).toEqual(parts);
});

test('what is joined comes apart again', () => {
  const part = fc.string().filter((text) => !text.includes('<'));
  fc.assert(
    fc.property(part, part, (reasoning, answer) => {
      const parts = splitReasoning(joinReasoning(reasoning, answer.trim()));
      fc.pre(reasoning.trim() !== '');
      expect(parts).toEqual({ reasoning: reasoning.trim(), answer: answer.trim() });
    }),
  );
});

test.each([
  ['', 'none'],
  ['I think > you', 'none'],
  ['<think>Hm.</think>Yes.', 'whole'],
  ['<think></think> a <think>b</think>', 'whole'],
  ['<thinking>Hm.</thinking>', 'whole'],
  ['<think>never closed', 'broken'],
  ['never opened</think>Yes.', 'broken'],
  ['</think><think>', 'broken'],
  ['<think><think>twice</think></think>', 'broken'],
  ['<think>Hm.</thinking>', 'broken'],
])('the marks of %j are %s', (text, judged) => {
  expect(judgeReasoning(text)).toBe(judged);
});
