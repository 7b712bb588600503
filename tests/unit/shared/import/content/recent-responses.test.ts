import { describe, expect, it } from 'vitest';
import { RecentResponses, type Twin } from '../../../../../shared/import/content/recent-responses.ts';
import { createPrompt } from '../../../../../shared/domain/prompt.ts';
import { createResponse } from '../../../../../shared/domain/response.ts';

const sentences = Array.from(
  { length: 40 },
  (_, index) => `Sentence ${index} says that ${index * 37} is a number.`,
);
const long = sentences.join(' ');

function promptIdOf(text: string) {
  return createPrompt({ messages: [{ role: 'user', content: text }] }).id;
}

/** What each text is found to be, all of them answers to one prompt by models a, b, c … */
function twinsOf(...texts: string[]): (Twin | undefined)[] {
  const responses = new RecentResponses();
  return texts.map((text, index) => add(responses, 'prompt', text, String.fromCodePoint(0x61 + index)));
}

function add(responses: RecentResponses, prompt: string, text: string, model: string): Twin | undefined {
  return responses.add(createResponse({ promptId: promptIdOf(prompt), turns: [text], origin: { model } }));
}

describe('responses of one prompt', () => {
  it('are equal when they differ in white space around them, line ends and composition only', () => {
    expect(twinsOf('Yes.', ' Yes.\n')).toEqual([undefined, { is: 'equal', model: 'a' }]);
    expect(twinsOf('a\nb\nc\nd', 'a\r\nb\r\nc\r\nd')).toEqual([undefined, { is: 'equal', model: 'a' }]);
    expect(twinsOf(`${long} café`, `${long} cafe\u0301`)).toEqual([undefined, { is: 'equal', model: 'a' }]);
  });

  it('are similar when hardly a word differs', () => {
    expect(twinsOf(long, long.replace('Sentence 20', 'Phrase 20'))).toEqual([
      undefined,
      { is: 'similar', model: 'a' },
    ]);
    const zh = sentences.map((_, index) => `第${index}句说${index * 37}是一个数。`).join('');
    expect(twinsOf(`首先，${zh}`, `首先，${zh}谢谢！`)).toEqual([undefined, { is: 'similar', model: 'a' }]);
  });

  it('are neither when they differ in more than that, or are short', () => {
    const shuffled = sentences.toReversed().join(' ').replaceAll('number', 'nombre');
    expect(twinsOf(long, shuffled)).toEqual([undefined, undefined]);
    expect(twinsOf(long, long.slice(0, Math.floor(long.length * 0.9)))).toEqual([undefined, undefined]);
    expect(twinsOf('The answer is 12.', 'The answer is 13.')).toEqual([undefined, undefined]);
  });

  it('are told the equal one rather than the similar one', () => {
    const other = long.replace('Sentence 20', 'Phrase 20');
    expect(twinsOf(long, other, other)).toEqual([
      undefined,
      { is: 'similar', model: 'a' },
      { is: 'equal', model: 'b' },
    ]);
  });

  it('are not compared with those of another prompt', () => {
    const responses = new RecentResponses();
    add(responses, 'one', long, 'a');
    expect(add(responses, 'other', long, 'b')).toBeUndefined();
  });

  it('are compared with those of a file of a thousand rows before, and not for ever', () => {
    const responses = new RecentResponses();
    const prompts = Array.from({ length: 1000 }, (_, index) => `prompt ${index}`);
    for (const prompt of prompts) add(responses, prompt, `${prompt}: ${long}`, 'a');
    for (const prompt of prompts) {
      expect(add(responses, prompt, `${prompt}: ${long}`, 'b')).toEqual({ is: 'equal', model: 'a' });
    }
    for (let index = 0; index < 17; index += 1) add(responses, `long ${index}`, 'x'.repeat(2 ** 20), 'a');
    expect(add(responses, 'prompt 0', `prompt 0: ${long}`, 'c')).toBeUndefined();
  });
});
