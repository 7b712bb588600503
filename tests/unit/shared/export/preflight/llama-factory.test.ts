import { describe, expect, it } from 'vitest';
import { preflightLlamaFactory } from '../../../../../shared/export/preflight/llama-factory.ts';
import {
  messagesRegistration,
  preferenceRegistration,
  type Registration,
} from '../../../../../shared/export/registration.ts';
import { inShort, toFile, toLines } from './preflight-files.ts';

const none = { tools: false, images: false, calls: false };
const human = { from: 'human', value: 'Hi' };
const gpt = { from: 'gpt', value: 'Hello.' };
const good = { conversations: [human], chosen: gpt, rejected: { from: 'gpt', value: 'Go.' }, system: '' };

function checkPreference(
  rows: unknown[],
  change: (entry: Registration) => unknown = (entry) => entry,
  { dataset = 'prefs', stage = 'dpo' }: { dataset?: string; stage?: 'dpo' | 'sft' } = {},
) {
  return preflightLlamaFactory({
    stage,
    dataset,
    registration: toFile(
      'dataset_info.json',
      JSON.stringify({ [dataset]: change(preferenceRegistration('prefs.json', none)) }),
    ),
    file: toFile('prefs.json', JSON.stringify(rows)),
  });
}

function checkSft(rows: unknown[], change: (entry: Registration) => unknown = (entry) => entry) {
  return preflightLlamaFactory({
    stage: 'sft',
    dataset: 'sft',
    registration: toFile(
      'dataset_info.json',
      JSON.stringify({ sft: change(messagesRegistration('sft.jsonl', none)) }),
    ),
    file: toFile('sft.jsonl', toLines(...rows)),
  });
}

describe('preference rows', () => {
  it('takes one turn, several turns, and a system column', () => {
    const more = {
      ...good,
      conversations: [human, gpt, { from: 'observation', value: '{}' }],
      system: 'You are a clinical pharmacist.',
    };
    expect(checkPreference([good, more])).toEqual({ rows: 2, findings: [], counts: {} });
  });

  // The table "What happens to odd rows"; beside every odd row a good one, so that something is left.
  it.each([
    ['an even number of turns', { conversations: [human, gpt] }, ['bad-turns drops']],
    ['no turns', { conversations: [] }, ['bad-turns drops']],
    ['two questions in a row', { conversations: [human, human, human] }, ['bad-turns drops']],
    ['an unknown role', { conversations: [{ from: 'user', value: 'Hi' }] }, ['bad-turns drops']],
    [
      'a system turn in the middle',
      { conversations: [human, { from: 'system', value: 'x' }, human] },
      ['bad-turns drops'],
    ],
    [
      'two observations in a row',
      { conversations: [human, { from: 'observation', value: 'x' }, { from: 'observation', value: 'y' }] },
      ['bad-turns drops'],
    ],
    ['chosen null', { chosen: null }, ['null-value unportable', 'answer-not-object drops']],
    ['chosen missing', { chosen: undefined }, ['changing-keys unportable', 'answer-not-object drops']],
    ['chosen a text', { chosen: 'Hello.' }, ['mixed-types aborts', 'answer-not-object drops']],
    ['chosen a list', { chosen: [gpt] }, ['mixed-types aborts', 'answer-not-object drops']],
    ['an answer by the human', { chosen: { from: 'human', value: 'Hello.' } }, ['answer-role misreads']],
    [
      'an answer by an unknown role',
      { chosen: { from: 'assistant', value: 'Hello.' } },
      ['unknown-role aborts'],
    ],
    [
      'null for a text',
      { conversations: [{ from: 'human', value: null }] },
      ['null-value unportable', 'null-text aborts'],
    ],
    [
      'null for an answer',
      { chosen: { from: 'gpt', value: null } },
      ['null-value unportable', 'null-text aborts'],
    ],
    ['an empty answer', { chosen: { from: 'gpt', value: '' } }, ['empty-answer misreads']],
    ['equal sides', { rejected: gpt }, ['identical-answers misreads']],
    [
      'a function call that is not JSON',
      { chosen: { from: 'function_call', value: 'call me' } },
      ['tool-json aborts'],
    ],
  ])('reports %s', (_what, change, findings) => {
    const report = checkPreference([good, { ...good, ...change }]);
    expect(inShort(report)).toEqual(findings);
    expect(report.findings.every(({ row }) => row === 2)).toBe(true);
  });

  it('says when nothing is left', () => {
    expect(inShort(checkPreference([{ ...good, conversations: [] }]))).toEqual([
      'bad-turns drops',
      'no-valid-rows aborts',
    ]);
  });

  it('takes an opening system turn for the system prompt', () => {
    const conversations = [{ from: 'system', value: 'Be brief.' }, human];
    expect(inShort(checkPreference([{ ...good, conversations }]))).toEqual([]);
  });

  it('takes calls after reasoning, and wants them with name and arguments', () => {
    const call = '{"name": "add", "arguments": {"a": 1}}';
    const calling = (value: string) => ({ ...good, chosen: { from: 'function_call', value } });
    for (const value of [call, `[${call}, ${call}]`, `<think>\nHm.\n</think>\n\n${call}`]) {
      expect(inShort(checkPreference([calling(value)]))).toEqual([]);
    }
    const nested = `{"type": "function", "function": ${call}}`;
    for (const value of ['{"name": "add"}', nested, `Let me see.\n\n${call}`]) {
      expect(inShort(checkPreference([calling(value)]))).toEqual(['tool-json aborts']);
    }
  });

  it('counts the marks of images', () => {
    const withImages = (entry: Registration) => ({
      ...entry,
      columns: { ...entry.columns, images: 'images' },
    });
    const look = { ...good, conversations: [{ from: 'human', value: '<image>What is it?' }] };
    const check = (row: object) => inShort(checkPreference([row], withImages));
    expect(check({ ...look, images: ['a.png'] })).toEqual([]);
    expect(check({ ...good, images: [] })).toEqual([]);
    expect(check({ ...look, images: [] })).toEqual(['image-count aborts']);
    expect(check({ ...good, images: ['a.png'] })).toEqual(['image-count aborts']);
    expect(check({ ...good, images: 'a.png' })).toEqual(['image-count aborts']);
  });

  it('wants tools as a text that holds JSON', () => {
    const withTools = (entry: Registration) => ({ ...entry, columns: { ...entry.columns, tools: 'tools' } });
    expect(inShort(checkPreference([{ ...good, tools: '[{"name":"add"}]' }], withTools))).toEqual([]);
    expect(inShort(checkPreference([{ ...good, tools: 'add' }], withTools))).toEqual(['tool-json aborts']);
    expect(inShort(checkPreference([{ ...good, tools: [{ name: 'add' }] }], withTools))).toEqual([
      'tool-json aborts',
    ]);
  });
});

describe('the registration', () => {
  it.each([
    ['without the entry', () => undefined, ['not-registered aborts']],
    [
      'for another file',
      (entry: Registration) => ({ ...entry, file_name: 'other.json' }),
      ['not-registered aborts'],
    ],
    [
      'without messages among the columns',
      (entry: Registration) => ({ ...entry, columns: { chosen: 'chosen', rejected: 'rejected' } }),
      ['columns-incomplete aborts', 'foreign-layout aborts', 'no-valid-rows aborts'],
    ],
    [
      'with a column the file does not have',
      (entry: Registration) => ({ ...entry, columns: { ...entry.columns, tools: 'tools' } }),
      ['missing-column aborts'],
    ],
    [
      'with role and content among the tags only',
      (entry: Registration) => ({ ...entry, tags: { role_tag: 'from', content_tag: 'value' } }),
      ['tags-incomplete drops', 'bad-turns drops', 'no-valid-rows aborts'],
    ],
    ['without ranking', (entry: Registration) => ({ ...entry, ranking: false }), ['wrong-stage aborts']],
    [
      'for the layout "openai"',
      (entry: Registration) => ({ ...entry, formatting: 'openai' }),
      ['layout-not-checked misreads'],
    ],
  ])('reports an entry %s', (_what, change, findings) => {
    expect(inShort(checkPreference([good], change))).toEqual(findings);
  });

  it('needs no tags where the layout’s own are used', () => {
    expect(inShort(checkPreference([good], ({ tags: _tags, ...entry }) => entry))).toEqual([]);
  });

  it('refuses a comma in the name and preferences in the wrong stage', () => {
    expect(inShort(checkPreference([good], undefined, { dataset: 'a,b' }))).toEqual(['dataset-name aborts']);
    expect(inShort(checkPreference([good], undefined, { stage: 'sft' }))).toContain('wrong-stage aborts');
  });

  it.each([
    ['a byte order mark', '\ufeff{}'],
    ['letters outside ASCII', '{"数据":{}, "prefs": {}}'],
    ['no JSON', '{'],
    ['a list', '[]'],
  ])('reports %s', (_what, text) => {
    const report = preflightLlamaFactory({
      stage: 'dpo',
      dataset: 'prefs',
      registration: toFile('dataset_info.json', text),
      file: toFile('prefs.json', JSON.stringify([good])),
    });
    expect(inShort(report)).toContain('registration-text aborts');
  });
});

describe('SFT rows', () => {
  const user = { role: 'user', content: 'Hi' };
  const assistant = { role: 'assistant', content: 'Hello.' };

  it('takes messages with and without a system message', () => {
    const system = { role: 'system', content: 'Be brief.' };
    expect(
      inShort(checkSft([{ messages: [system, user, assistant] }, { messages: [user, assistant] }])),
    ).toEqual([]);
  });

  it.each([
    ['no messages', { messages: [] }, ['bad-turns drops', 'no-valid-rows aborts']],
    ['a question without an answer', { messages: [user] }, ['bad-turns drops', 'no-valid-rows aborts']],
    [
      'a conversation that opens with an answer',
      { messages: [assistant, user] },
      ['bad-turns drops', 'no-valid-rows aborts'],
    ],
    [
      'an unknown role',
      { messages: [{ role: 'developer', content: 'x' }, assistant] },
      ['bad-turns drops', 'no-valid-rows aborts'],
    ],
    ['an empty answer', { messages: [user, { role: 'assistant', content: ' ' }] }, ['empty-answer misreads']],
  ])('reports %s', (_what, row, findings) => {
    expect(inShort(checkSft([row]))).toEqual(findings);
  });

  it('drops system messages that have no tag', () => {
    const report = checkSft([{ messages: [{ role: 'system', content: 'x' }, user, assistant] }], (entry) => {
      const { system_tag: _tag, ...tags } = entry.tags;
      return { ...entry, tags };
    });
    expect(inShort(report)).toEqual(['tags-incomplete drops', 'bad-turns drops', 'no-valid-rows aborts']);
  });
});
