import { describe, expect, it } from 'vitest';
import { preflightTrl } from '../../../../../shared/export/preflight/trl.ts';
import { inShort, toFile, toLines } from './preflight-files.ts';

const user = { role: 'user', content: 'Hi' };
const yes = { role: 'assistant', content: 'Hello.' };
const no = { role: 'assistant', content: 'Go away.' };
const good = { prompt: [user], chosen: [yes], rejected: [no] };

function check(stage: 'dpo' | 'sft', ...rows: unknown[]) {
  return inShort(preflightTrl(stage, toFile('rows.jsonl', toLines(...rows))));
}

describe('DPO rows', () => {
  it('takes an explicit prompt, with system message and history', () => {
    const system = { role: 'system', content: 'Be brief.' };
    expect(check('dpo', good, { ...good, prompt: [system, user, yes, user] })).toEqual([]);
  });

  it('takes whole conversations that begin alike', () => {
    expect(check('dpo', { chosen: [user, yes], rejected: [user, no] })).toEqual([]);
  });

  it.each([
    ['chosen missing', { chosen: undefined }, ['changing-keys unportable', 'missing-column aborts']],
    ['chosen null', { chosen: null }, ['null-value unportable', 'missing-column aborts']],
    ['an empty prompt', { prompt: [] }, ['empty-list aborts']],
    ['an empty answer list', { chosen: [] }, ['empty-list aborts']],
    ['a prompt that is a text', { prompt: 'Hi' }, ['mixed-types aborts', 'plain-text aborts']],
    ['a prompt that ends with an answer', { prompt: [user, yes] }, ['prompt-ends-with-answer misreads']],
    ['equal sides', { rejected: [yes] }, ['identical-answers misreads']],
    ['an empty answer', { chosen: [{ role: 'assistant', content: '' }] }, ['empty-answer misreads']],
    [
      'a message without text',
      { prompt: [{ role: 'user', content: null }] },
      ['null-value unportable', 'null-text aborts'],
    ],
  ])('reports %s', (_what, change, findings) => {
    expect(check('dpo', good, { ...good, ...change })).toEqual(findings);
  });

  it.each([
    [
      'LLaMA-Factory’s layout',
      { conversations: [{ from: 'human', value: 'Hi' }], chosen: yes, rejected: no },
      ['foreign-layout aborts'],
    ],
    [
      'from and value',
      { prompt: [{ from: 'human', value: 'Hi' }], chosen: [yes], rejected: [no] },
      ['foreign-layout aborts'],
    ],
    ['a column of pictures', { ...good, images: [] }, ['reserved-column aborts']],
    [
      'whole conversations that begin differently',
      { chosen: [user, yes], rejected: [{ role: 'user', content: 'Ho' }, no] },
      ['different-prompts aborts'],
    ],
    [
      'whole conversations that are the same',
      { chosen: [user, yes], rejected: [user, yes] },
      ['identical-answers misreads'],
    ],
  ])('reports %s', (_what, row, findings) => {
    expect(check('dpo', row)).toEqual(findings);
  });
});

describe('SFT rows', () => {
  it('takes prompt and completion', () => {
    expect(check('sft', { prompt: [user], completion: [yes] })).toEqual([]);
  });

  it.each([
    ['messages, which train every token', { messages: [user, yes] }, ['trains-every-token misreads']],
    [
      'messages beside a prompt',
      { messages: [user, yes], prompt: [user] },
      ['foreign-layout aborts', 'trains-every-token misreads'],
    ],
    ['no messages', { messages: [] }, ['trains-every-token misreads', 'empty-list aborts']],
    ['alpaca columns', { instruction: 'Hi', input: '', output: 'Hello.' }, ['foreign-layout aborts']],
    [
      'from and value',
      { prompt: [{ from: 'human', value: 'Hi' }], completion: [yes] },
      ['foreign-layout misreads'],
    ],
    [
      'an empty completion',
      { prompt: [user], completion: [{ role: 'assistant', content: ' ' }] },
      ['empty-answer misreads'],
    ],
  ])('reports %s', (_what, row, findings) => {
    expect(check('sft', row)).toEqual(findings);
  });
});

describe('tools and images', () => {
  const call = { type: 'function', function: { name: 'add', arguments: '{"a":1}' } };
  const calling = { role: 'assistant', content: '', tool_calls: [call] };
  const tools = '[{"name":"add"}]';

  it('takes calls, which other messages lack, and tools as a list or its text', () => {
    const result = { role: 'tool', content: '2' };
    expect(
      check(
        'dpo',
        { ...good, prompt: [user, calling, result, result], tools },
        { ...good, chosen: [calling], tools: 'null' },
      ),
    ).toEqual([]);
    expect(check('dpo', { ...good, tools: [{ name: 'add' }] })).toEqual([]);
  });

  it.each([
    ['tools that are no JSON', { ...good, tools: '' }, ['tool-json aborts']],
    ['calls without a name', { ...good, chosen: [{ ...calling, tool_calls: [{}] }] }, ['tool-json aborts']],
    ['calls as a text', { ...good, chosen: [{ ...calling, tool_calls: '[]' }] }, ['tool-json aborts']],
    ['equal calls', { ...good, chosen: [calling], rejected: [calling] }, ['identical-answers misreads']],
    [
      'neither text nor call',
      { ...good, chosen: [{ ...calling, tool_calls: [] }] },
      ['empty-answer misreads'],
    ],
  ])('reports %s', (_what, row, findings) => {
    expect(check('dpo', row)).toEqual(findings);
  });

  it('wants a place for each image', () => {
    const image = { type: 'image', text: '' };
    const text = { type: 'text', text: 'What is it?' };
    const look = (...content: unknown[]) => ({ ...good, prompt: [{ role: 'user', content }] });
    expect(check('dpo', { ...look(image, text), images: ['a.png'] }, { ...look(text), images: [] })).toEqual(
      [],
    );
    expect(check('sft', { prompt: [user], completion: [yes], images: ['a.png'] })).toEqual([]);
    expect(check('dpo', { ...look(text), images: ['a.png'] })).toEqual(['image-count aborts']);
    expect(check('dpo', { ...look(image, image), images: ['a.png'] })).toEqual(['image-count aborts']);
    expect(check('dpo', { ...look(image, text), images: ['a.png'], tools })).toEqual([
      'reserved-column misreads',
    ]);
  });
});
