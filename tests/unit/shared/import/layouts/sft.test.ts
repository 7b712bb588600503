import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { InputFile } from '../../../../../shared/import/input-file.ts';
import {
  fileOf,
  fixtures,
  type Imported,
  importAll,
  promptsOf,
  responsesOf,
  shortProblems,
} from '../support.ts';

function lines(name: string, ...rows: readonly unknown[]): InputFile {
  return fileOf(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

function fixture(name: string): { file: InputFile; text: string } {
  const text = readFileSync(join(fixtures, name), 'utf8');
  return { file: fileOf(name, text), text };
}

/** The layout, and each response with what it answers. */
function readable(imported: Imported): unknown {
  const prompts = new Map(promptsOf(imported).map((prompt) => [prompt.id, prompt]));
  return {
    format: imported.summary.sources.map(({ format }) => format),
    rows: responsesOf(imported).map(({ promptId, turns, origin, metadata }) => {
      const { messages, tools, images } = prompts.get(promptId) ?? {};
      return {
        asked: messages?.map(({ role, content, toolCalls }) =>
          [role, content, toolCalls ?? []].flat().join(': '),
        ),
        answer: turns.join('|'),
        ...(origin.model === null ? {} : { model: origin.model }),
        ...(Object.keys(metadata).length === 0 ? {} : { metadata: { ...metadata } }),
        ...(tools === undefined ? {} : { tools }),
        ...(images === undefined ? {} : { images }),
      };
    }),
    problems: shortProblems(imported),
  };
}

const user = (content: unknown): unknown => ({ role: 'user', content });
const says = (content: unknown): unknown => ({ role: 'assistant', content });
const human = (value: string): unknown => ({ from: 'human', value });

describe('the last answer of a conversation becomes the one response to what comes before it', () => {
  const call = '{"name":"f","arguments":{}}';
  test.each<[string, unknown, string, unknown]>([
    [
      'Alpaca',
      {
        instruction: 'Translate.',
        input: 'dose',
        output: 'Dosis',
        system: 'Be brief.',
        history: [['Hi', 'Yes?']],
      },
      'sft-alpaca',
      {
        asked: ['system: Be brief.', 'user: Hi', 'assistant: Yes?', 'user: Translate.\ndose'],
        answer: 'Dosis',
      },
    ],
    [
      'Alpaca of Easy Dataset, with reasoning',
      { instruction: 'Why?', input: '', output: '<think>Hm.</think>\nSo.', system: '' },
      'sft-alpaca',
      { asked: ['user: Why?'], answer: '<think>Hm.</think>\nSo.' },
    ],
    [
      'ShareGPT with tools',
      {
        conversations: [
          human('Look.'),
          { from: 'function_call', value: call },
          { from: 'observation', value: '4' },
          { from: 'gpt', value: 'Four.' },
        ],
        system: 'Be brief.',
        tools: '[{"name":"f"}]',
        images: [],
      },
      'sft-sharegpt',
      {
        asked: ['system: Be brief.', 'user: Look.', `assistant: : ${call}`, 'tool: 4'],
        answer: 'Four.',
        tools: '[{"name":"f"}]',
      },
    ],
    [
      'ShareGPT that ends in a call',
      { conversations: [human('Look.'), { from: 'function_call', value: call }], tools: '[]' },
      'sft-sharegpt',
      { asked: ['user: Look.'], answer: call, metadata: { role: 'function_call' } },
    ],
    [
      'a log of chats, by the model that it names',
      { conversation_id: 'c1', model: 'm', conversation: [user('Hi'), says('Yes?')], turn: 1 },
      'sft-sharegpt',
      { asked: ['user: Hi'], answer: 'Yes?', model: 'm', metadata: { conversation_id: 'c1', turn: '1' } },
    ],
    [
      'OpenAI messages',
      { messages: [user('Hi'), says('Yes?')], tools: [{ type: 'function' }], parallel_tool_calls: false },
      'sft-messages',
      {
        asked: ['user: Hi'],
        answer: 'Yes?',
        metadata: { parallel_tool_calls: 'false' },
        tools: '[{"type":"function"}]',
      },
    ],
    [
      'messages with images beside them',
      { messages: [user('<image>Who is it?'), says('A cat.')], images: ['demo/1.jpg'] },
      'sft-messages',
      { asked: ['user: <image>Who is it?'], answer: 'A cat.', images: ['demo/1.jpg'] },
    ],
    [
      'multilingual-thinking of Easy Dataset, which says everything twice',
      {
        reasoning_language: 'English',
        developer: '',
        user: 'Why?',
        analysis: 'Hm.',
        final: 'So.',
        messages: [
          { content: '', role: 'system', thinking: null },
          { content: 'Why?', role: 'user', thinking: null },
          { content: 'So.', role: 'assistant', thinking: 'Hm.' },
        ],
      },
      'sft-messages',
      {
        asked: ['user: Why?'],
        answer: '<think>\nHm.\n</think>\n\nSo.',
        metadata: { reasoning_language: 'English' },
      },
    ],
    [
      'prompt and completion as texts',
      { prompt: 'Hi', completion: 'Yes?' },
      'sft-completion',
      { asked: ['user: Hi'], answer: 'Yes?' },
    ],
    [
      'prompt and completion as messages',
      { prompt: [user('Hi')], completion: [says('Yes?')], tools: [] },
      'sft-completion',
      { asked: ['user: Hi'], answer: 'Yes?' },
    ],
    [
      'query and response of ms-swift',
      { query: 'And now?', response: 'Now.', history: [['Hi', 'Yes?']] },
      'sft-completion',
      { asked: ['user: Hi', 'assistant: Yes?', 'user: And now?'], answer: 'Now.' },
    ],
  ])('%s', async (_name, row, format, expected) => {
    expect(readable(await importAll([lines('data.jsonl', row)]))).toEqual({
      format: [format],
      rows: [expected],
      problems: [],
    });
  });

  it('reads objects that are printed over several lines one after the other', async () => {
    const rows = ['a', 'b'].map((text) => ({ messages: [user(text), says(`${text}!`)] }));
    const file = fileOf(
      'multilingual-thinking.json',
      rows.map((row) => JSON.stringify(row, null, 2)).join('\n'),
    );
    expect(responsesOf(await importAll([file])).map(({ turns }) => turns[0])).toEqual(['a!', 'b!']);
  });

  it('joins files on the same prompt, whatever layout they have', async () => {
    const imported = await importAll([
      lines('a.jsonl', { instruction: 'Hi', output: 'one' }),
      lines('b.jsonl', { messages: [user('Hi'), says('two')] }),
      lines('c.jsonl', { conversations: [human('Hi '), { from: 'gpt', value: 'three' }] }),
    ]);
    expect(imported.summary.counts).toMatchObject({ prompts: 1, responses: 3, leftOut: 0 });
  });
});

test('what is no answered conversation is left out, with the place', async () => {
  const imported = await importAll([
    lines(
      'm.jsonl',
      { messages: [user('Hi'), says('Yes?')] },
      { messages: [user('Hi'), says('Yes?'), user('Well')] },
      { messages: [says('Yes?')] },
      { messages: [user(' '), says('Yes?')] },
      { messages: [user('Hi'), says(' ')] },
      { messages: [] },
      { text: 'Hi' },
      { messages: [user('Hi'), says('Yes?')], tools: 4 },
      { messages: [user('Hi'), says('Yes?')] },
    ),
    lines(
      'a.jsonl',
      { instruction: 'Hi', output: 'Yes?' },
      { instruction: '', output: 'x' },
      { instruction: 'Hi' },
    ),
    lines('c.jsonl', { prompt: 'Hi', completion: 'Yes?' }, { prompt: 'Hi', completion: '' }),
  ]);
  expect(shortProblems(imported)).toEqual([
    'm.jsonl:2 messages.2.role bad_turns',
    'm.jsonl:3 messages.0.content bad_turns',
    'm.jsonl:4 messages.1.content empty_prompt',
    'm.jsonl:5 messages.1.content empty_response',
    'm.jsonl:6 messages bad_value',
    'm.jsonl:7 messages bad_value',
    'm.jsonl:8 tools not_text',
    'm.jsonl:9 messages.1.content duplicate_response',
    'a.jsonl:2 instruction empty_prompt',
    'a.jsonl:3 output missing_field',
    'c.jsonl:2 completion empty_response',
  ]);
});

test.each(['llamafactory-sft', 'trl-sft'])('what %s writes comes back as it is', async (preset) => {
  const { file, text } = fixture(`export/${preset}/pairwright_sft.jsonl`);
  type Row = { messages: unknown[] } | { prompt: unknown[]; completion: unknown[] };
  // The shapes of the two presets.
  const written = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Row]));
  const imported = await importAll([file]);
  const prompts = new Map(promptsOf(imported).map((prompt) => [prompt.id, prompt]));
  const read = responsesOf(imported).map(({ promptId, turns }) => [
    ...(prompts.get(promptId)?.messages ?? []),
    { role: 'assistant', content: turns[0] },
  ]);
  expect(shortProblems(imported)).toEqual([]);
  expect(read).toEqual(
    written.map((row) => ('messages' in row ? row.messages : [...row.prompt, ...row.completion])),
  );
});

describe('prompts without answers', () => {
  test.each<[string, InputFile, string]>([
    ['questions with a reference answer', fixture('belle/eval_set.json').file, 'question'],
    ['a list of prompts', fixture('awesome_prompts_zh/prompts-zh.json').file, 'prompt'],
    ['a table of prompts', fileOf('p.csv', 'act,prompt\nTeacher,Explain it.\nPoet,Write it.\n'), 'prompt'],
    [
      'conversations that end with the user',
      lines('m.jsonl', { messages: [user('a')] }, { messages: [user('b')] }),
      'messages',
    ],
    ['messages under the name of a prompt', lines('m.jsonl', { prompt: [user('a')] }), 'prompt'],
  ])('%s are one fault of the file', async (_name, file, column) => {
    const imported = await importAll([file]);
    expect(imported.records).toEqual([]);
    expect(shortProblems(imported)).toEqual([`${file.name}:- ${column} prompts_only`]);
  });

  it('say which columns there are', async () => {
    const { summary } = await importAll([fixture('belle/eval_set.json').file]);
    expect(summary.problems[0]?.message).toContain(
      'question without answers of models (the other columns are std_answer, class)',
    );
  });
});

describe('real files', () => {
  test.each([
    ['llama_factory/alpaca_en_demo.json', 'sft-alpaca', 25, []],
    ['llama_factory/alpaca_zh_demo.json', 'sft-alpaca', 25, []],
    ['llama_factory/identity.json', 'sft-alpaca', 20, []],
    // The seventh conversation is the fifth once more.
    ['llama_factory/glaive_toolcall_en_demo.json', 'sft-sharegpt', 15, ['duplicate_response']],
    ['llama_factory/glaive_toolcall_zh_demo.json', 'sft-sharegpt', 15, []],
    ['llama_factory/reason_tool_use_demo_50.jsonl', 'sft-messages', 10, []],
    ['llama_factory/v1_sft_demo.jsonl', 'sft-messages', 29, []],
  ])('%s', async (name, format, rows, faults) => {
    const { file } = fixture(name);
    const { summary } = await importAll([file]);
    expect(summary.sources.map((source) => source.format)).toEqual([format]);
    expect(summary.problems.map(({ code }) => code)).toEqual(faults);
    expect(summary.rows.read).toBe(rows);
    expect(summary.counts.responses).toBe(rows - faults.length);
  });

  it('keep every text of a conversation with tools', async () => {
    const { file, text } = fixture('llama_factory/glaive_toolcall_en_demo.json');
    const imported = await importAll([file]);
    const prompts = promptsOf(imported);
    const kept = [
      ...prompts.flatMap(({ messages }) => messages.map(({ content, toolCalls }) => toolCalls ?? content)),
      ...responsesOf(imported).flatMap(({ turns }) => turns),
    ];
    // What the file is made of, once each: it repeats a conversation.
    const rows = JSON.parse(text) as { conversations: { value: string }[]; tools: string }[];
    const said = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
    expect(kept.toSorted()).toEqual(
      said.flatMap((row) => row.conversations.map(({ value }) => value)).toSorted(),
    );
    expect(prompts.flatMap(({ tools }) => tools ?? []).toSorted()).toEqual(
      said.flatMap(({ tools }) => (tools === '[]' ? [] : [tools])).toSorted(),
    );
  });

  it('keep reasoning before the answer and before calls', async () => {
    const { file, text } = fixture('llama_factory/reason_tool_use_demo_50.jsonl');
    const imported = await importAll([file]);
    const reasoned = text.split('"type": "reasoning"').length - 1;
    const marks = JSON.stringify(imported.records).split('<think>').length - 1;
    expect(reasoned).toBeGreaterThan(10);
    expect(marks).toBe(reasoned);
  });
});
