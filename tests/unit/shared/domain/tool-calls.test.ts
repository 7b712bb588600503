import { describe, expect, it } from 'vitest';
import { parseToolCalls, splitCallingText } from '../../../../shared/domain/tool-calls.ts';

const call = { name: 'add', arguments: '{"a":1}' };
const flat = '{"name": "add", "arguments": {"a":1}}';
const nested = '{"id":"x","type":"function","function":{"name":"add","arguments":"{\\"a\\":1}"}}';

describe('calls', () => {
  it.each([
    ['one, flat', flat, [call], flat],
    ['one in a list', `[${flat}]`, [call], `[${flat}]`],
    ['several', ` [${flat}, ${flat}]\n`, [call, call], `[${flat}, ${flat}]`],
    ['nested', nested, [call], flat],
    ['nested in a list', `[${nested},${nested}]`, [call, call], `[${flat}, ${flat}]`],
    ['arguments as text', '{"name":"add","arguments":"{\\"a\\":1}"}', [call], flat],
  ])('are read: %s', (_what, text, calls, written) => {
    expect(parseToolCalls(text)).toEqual({ calls, flat: written });
  });

  it.each([
    '',
    'add(1)',
    '{}',
    '[]',
    'null',
    '"add"',
    '{"name":"add"}',
    '{"name":"","arguments":{}}',
    '{"name":"add","arguments":[1]}',
    '{"name":"add","arguments":"1"}',
    '{"name":"add","arguments":"{"}',
    `[${flat}, 1]`,
    '{"function":{"arguments":{}}}',
  ])('are not made of %s', (text) => {
    expect(parseToolCalls(text)).toBeUndefined();
  });

  it('keep arguments called __proto__ and constructor', () => {
    const text = '{"name":"add","arguments":{"__proto__":1,"constructor":2}}';
    expect(parseToolCalls(text)).toEqual({
      calls: [{ name: 'add', arguments: '{"__proto__":1,"constructor":2}' }],
      flat: text,
    });
  });
});

describe('an answer that calls', () => {
  it.each([
    ['alone', flat, ''],
    ['after words', `Let me see.\n\n${flat}`, 'Let me see.'],
    ['after words with a list', `See:\n\n[1] a book\n\n${flat}`, 'See:\n\n[1] a book'],
    ['after reasoning', `<think>\nHm.\n</think>\n\n${flat}`, '<think>\nHm.\n</think>'],
  ])('is taken apart: %s', (_what, text, spoken) => {
    expect(splitCallingText(text)).toEqual({ spoken, calls: { calls: [call], flat } });
  });

  it('has to end with the calls', () => {
    expect(splitCallingText(`${flat}\n\nDone.`)).toBeUndefined();
    expect(splitCallingText('Done.')).toBeUndefined();
  });
});
