import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { readMessage, readMessages, toAnswerText } from '../../../../shared/import/conversation.ts';
import type { JsonValue } from '../../../../shared/import/row.ts';

function read(...messages: JsonValue[]): unknown {
  const result = readMessages(messages, 'messages');
  return result.ok ? result.value.messages : `${result.error.field} ${result.error.code}`;
}

const call = '{"name": "search", "arguments": {"q": "rice"}}';

describe('the forms of a message', () => {
  test.each<[string, JsonValue, JsonValue]>([
    ['OpenAI', { role: 'user', content: 'hi' }, { role: 'user', content: 'hi' }],
    ['ShareGPT', { from: 'human', value: 'hi' }, { role: 'user', content: 'hi' }],
    ['a role in capitals', { role: 'Assistant', content: 'hi' }, { role: 'assistant', content: 'hi' }],
    ['instructions of the developer', { role: 'developer', content: 'x' }, { role: 'system', content: 'x' }],
    ['a tool result of Llama 3', { role: 'ipython', content: '4' }, { role: 'tool', content: '4' }],
    ['a tool result of ms-swift', { role: 'tool_response', content: '4' }, { role: 'tool', content: '4' }],
    ['a tool result of ShareGPT', { from: 'observation', value: '4' }, { role: 'tool', content: '4' }],
    [
      'a tool result of OpenAI',
      { role: 'tool', tool_call_id: 'c1', content: '4' },
      { role: 'tool', content: '4' },
    ],
    [
      'a call of ShareGPT',
      { from: 'function_call', value: call },
      { role: 'assistant', content: '', toolCalls: call },
    ],
    [
      'a call of ms-swift',
      { role: 'tool_call', content: call },
      { role: 'assistant', content: '', toolCalls: call },
    ],
    [
      'a call after reasoning',
      { from: 'function_call', value: `<think>\nLook it up.\n</think>\n\n${call}` },
      { role: 'assistant', content: '<think>\nLook it up.\n</think>\n\n', toolCalls: call },
    ],
    [
      'a call that is no JSON stays readable',
      { from: 'function_call', value: 'search(rice' },
      { role: 'assistant', content: 'search(rice' },
    ],
    [
      'calls of OpenAI without a content',
      { role: 'assistant', content: null, tool_calls: [{ id: 'c1', type: 'function' }] },
      { role: 'assistant', content: '', toolCalls: '[{"id":"c1","type":"function"}]' },
    ],
    [
      'the older call of OpenAI',
      { role: 'assistant', function_call: { name: 'f', arguments: '{}' } },
      { role: 'assistant', content: '', toolCalls: '{"name":"f","arguments":"{}"}' },
    ],
    [
      'empty fields of a table of messages',
      { role: 'assistant', content: 'hi', tool_calls: null, function_call: null, thinking: null },
      { role: 'assistant', content: 'hi' },
    ],
    [
      'reasoning beside the content',
      { role: 'assistant', content: 'Four.', reasoning_content: '2 + 2' },
      { role: 'assistant', content: '<think>\n2 + 2\n</think>\n\nFour.' },
    ],
    [
      'reasoning that stands in the content too',
      { role: 'assistant', content: '<think>a</think>Four.', reasoning_content: 'a' },
      { role: 'assistant', content: '<think>a</think>Four.' },
    ],
    [
      'parts of LLaMA-Factory',
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', value: 'Two calls.' },
          { type: 'tool_call', value: '{"name": "a"}' },
          { type: 'tool_call', value: '{"name": "b"}' },
        ],
      },
      {
        role: 'assistant',
        content: '<think>\nTwo calls.\n</think>\n\n',
        toolCalls: '[{"name": "a"}, {"name": "b"}]',
      },
    ],
  ])('%s', (_name, message, expected) => {
    expect(read(message)).toEqual([expected]);
  });

  it('leaves a blank system message away', () => {
    expect(read({ role: 'system', content: ' ' }, { role: 'user', content: 'hi' })).toEqual([
      { role: 'user', content: 'hi' },
    ]);
  });
});

describe('images', () => {
  it('are marked in the text and listed in the order of the marks', () => {
    const conversation = readMessages(
      [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Compare ', image: null },
            { type: 'image_url', image_url: { url: 'https://example.org/a.png', detail: 'low' } },
            { type: 'text', text: ' and ' },
            { type: 'image', image: 'b.jpg' },
          ],
        },
        { role: 'user', content: [{ type: 'image_url', value: 'c.webp' }, { type: 'image' }] },
      ],
      'messages',
    );
    expect(conversation).toEqual({
      ok: true,
      value: {
        messages: [
          { role: 'user', content: 'Compare <image> and <image>' },
          { role: 'user', content: '<image><image>' },
        ],
        images: ['https://example.org/a.png', 'b.jpg', 'c.webp'],
      },
    });
  });

  it('have no place in an answer', () => {
    const answer = { role: 'assistant', content: [{ type: 'image', url: 'a.png' }] };
    expect(readMessage(answer, 'chosen')).toMatchObject({ ok: false, error: { code: 'bad_value' } });
  });
});

test.each<[string, JsonValue, string]>([
  ['a text', 'hi', 'messages.0 bad_value'],
  ['no role', { content: 'hi' }, 'messages.0.role unknown_role'],
  ['an unknown role', { from: 'narrator', value: 'hi' }, 'messages.0.from unknown_role'],
  ['no content', { role: 'user' }, 'messages.0.content missing_field'],
  ['a null without calls', { role: 'assistant', content: null }, 'messages.0.content not_text'],
  [
    'reasoning without a content',
    { role: 'assistant', content: null, thinking: 'a' },
    'messages.0.content not_text',
  ],
  ['sound', { role: 'user', content: [{ type: 'input_audio' }] }, 'messages.0.content.0.type bad_value'],
  [
    'a part without text',
    { role: 'user', content: [{ type: 'text' }] },
    'messages.0.content.0.text missing_field',
  ],
  ['a part that is a number', { role: 'user', content: [1] }, 'messages.0.content.0 bad_value'],
])('a message that is %s is a fault that names the place', (_name, message, fault) => {
  expect(read(message)).toBe(fault);
});

test('an answer says its calls after its text', () => {
  const spoken = { role: 'assistant', content: 'Let me look.', toolCalls: call } as const;
  expect(toAnswerText(spoken)).toBe(`Let me look.\n\n${call}`);
  expect(toAnswerText({ ...spoken, content: '' })).toBe(call);
});

test('texts come through both forms unchanged, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
      const content = texts.map((text) => ({ type: 'text', text }));
      const asked = { role: 'user', content: texts.join('') };
      expect(read({ role: 'user', content }, { from: 'human', value: asked.content })).toEqual([
        asked,
        asked,
      ]);
    }),
  );
});
