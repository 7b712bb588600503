import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InputFile } from '../../../../shared/import/input-file.ts';
import {
  fileOf,
  fixtures,
  type Imported,
  importAll,
  judgmentsOf,
  promptsOf,
  responsesOf,
  shortProblems,
} from './support.ts';

function lines(name: string, rows: readonly unknown[]): InputFile {
  return fileOf(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Each judgment in words: rater, turn, and the text that is better or what else it is. */
function verdictsOf(imported: Imported): string[] {
  const texts = new Map(responsesOf(imported).map(({ id, turns }) => [id, turns.join('|')]));
  const names = new Map(imported.summary.raters.map(({ id, name }) => [id, name]));
  return judgmentsOf(imported).map(({ raterId, turn, value, shown }) => {
    if (value.kind !== 'preference') throw new Error(value.kind);
    const { outcome } = value;
    const said = outcome.is === 'better' ? `better ${texts.get(outcome.better)}` : outcome.is;
    const sides = shown === null ? 'unknown sides' : shown.order.map((id) => texts.get(id)).join(' / ');
    return `${names.get(raterId)} ${turn}: ${said} (${sides})`;
  });
}

const question = (id: unknown, ...turns: string[]): unknown => ({ question_id: id, category: 'c', turns });
const answer = (id: unknown, model: string, ...turns: unknown[]): unknown => ({
  question_id: id,
  model_id: model,
  choices: [{ index: 0, turns }],
});
const vote = (
  id: unknown,
  judge: unknown,
  left: string,
  right: string,
  winner: unknown,
  turn: unknown = 1,
): unknown => ({
  question_id: id,
  judge,
  model_a: left,
  model_b: right,
  winner,
  turn,
});
const q = lines('question.jsonl', [question(1, 'one', 'two')]);
const a = lines('model_answer/a.jsonl', [answer(1, 'a', 'a1', 'a2')]);
const b = lines('model_answer/b.jsonl', [answer(1, 'b', 'b1', 'b2')]);

describe('MT-bench files', () => {
  it('keeps every kind of verdict with its sides and turn', async () => {
    const votes = lines('v.jsonl', [
      vote(1, 'ann', 'a', 'b', 'model_a'),
      vote(1, 'ann', 'b', 'a', 'model_a', 2),
      vote(1, 'bob', 'b', 'a', 'model_b'),
      vote(1, 'bob', 'a', 'b', 'tie'),
      vote('1', 'bob', 'a', 'b', 'tie (inconsistent)'),
      vote(1, ['gpt-4', 'pair-v2'], 'a', 'b', 'tie (bothbad)'),
    ]);
    expect(verdictsOf(await importAll([votes, b, a, q]))).toEqual([
      'ann 1: better a1|a2 (a1|a2 / b1|b2)',
      'ann 2: better b1|b2 (b1|b2 / a1|a2)',
      'bob 1: better a1|a2 (b1|b2 / a1|a2)',
      'bob 1: tie (a1|a2 / b1|b2)',
      'bob 1: tie (a1|a2 / b1|b2)',
      'gpt-4 pair-v2 1: both-bad (a1|a2 / b1|b2)',
    ]);
  });

  it('leaves out votes that cannot be placed, with the reason', async () => {
    const votes = lines('v.jsonl', [
      vote(1, 'ann', 'a', 'zzz', 'model_a'),
      vote(9, 'ann', 'a', 'b', 'model_a'),
      vote(1, 'ann', 'a', 'b', 'left'),
      vote(1, 'ann', 'a', 'b', 1),
      vote(1, 'ann', 'a', 'b', 'tie', 3),
      vote(1, 'ann', 'a', 'b', 'tie', 1.5),
      vote(1, 'ann', 'a', 'a', 'tie'),
      vote(1, '', 'a', 'b', 'tie'),
    ]);
    const imported = await importAll([q, a, b, votes]);
    expect(shortProblems(imported)).toEqual([
      'v.jsonl:1 model_b unknown_model',
      'v.jsonl:2 question_id unknown_question',
      'v.jsonl:3 winner unknown_winner',
      'v.jsonl:4 winner unknown_winner',
      'v.jsonl:5 turn bad_turns',
      'v.jsonl:6 turn bad_turns',
      'v.jsonl:7 model_b same_model',
      'v.jsonl:8 judge bad_value',
    ]);
    expect(judgmentsOf(imported)).toEqual([]);
    expect(imported.summary.raters).toEqual([]);
  });

  it('does not choose between two answers of one model when a vote names it', async () => {
    const other = lines('model_answer/a2.jsonl', [answer(1, 'a', 'A1', 'A2')]);
    const votes = lines('v.jsonl', [vote(1, 'ann', 'a', 'b', 'model_a')]);
    const imported = await importAll([q, a, b, other, votes]);
    expect(shortProblems(imported)).toEqual(['v.jsonl:1 model_a ambiguous_model']);
    expect(responsesOf(imported)).toHaveLength(3);
  });

  it('keeps further choices of a model as responses of their own; votes mean the first', async () => {
    const choices = lines('model_answer/a.jsonl', [
      {
        question_id: 1,
        model_id: 'a',
        choices: [
          { index: 0, turns: ['a1', 'a2'] },
          { index: 1, turns: ['x1', 'x2'] },
        ],
      },
    ]);
    const imported = await importAll([
      q,
      choices,
      b,
      lines('v.jsonl', [vote(1, 'ann', 'a', 'b', 'model_a')]),
    ]);
    expect(responsesOf(imported).map(({ turns, metadata }) => [turns[0], metadata['choice']])).toEqual([
      ['a1', undefined],
      ['x1', '1'],
      ['b1', undefined],
    ]);
    expect(verdictsOf(imported)).toEqual(['ann 1: better a1|a2 (a1|a2 / b1|b2)']);
  });

  it('reports questions without answers, answers without questions and answers with missing turns', async () => {
    const imported = await importAll([
      lines('question.jsonl', [question(1, 'one', 'two'), question(2, 'three'), question(3, 'four', 'five')]),
      lines('model_answer/a.jsonl', [
        answer(1, 'a', 'a1', 'a2'),
        answer(3, 'a', 'only one'),
        answer(4, 'a', 'x'),
        answer(2, 'a', ''),
        answer(1, 'b', 'b1', null),
      ]),
    ]);
    expect(shortProblems(imported)).toEqual([
      'question.jsonl:2 - no_responses',
      'question.jsonl:3 - no_responses',
      'model_answer/a.jsonl:2 choices.0.turns bad_turns',
      'model_answer/a.jsonl:3 question_id unknown_question',
      'model_answer/a.jsonl:4 choices.0.turns.0 empty_response',
      'model_answer/a.jsonl:5 choices.0.turns.1 not_text',
    ]);
    expect(imported.summary.counts).toEqual({ prompts: 1, responses: 1, judgments: 0, leftOut: 6 });
  });

  it('keeps the first of two questions with one id, and says nothing of a repetition', async () => {
    const imported = await importAll([
      lines('question.jsonl', [
        question(1, 'one', 'two'),
        question(1, 'other', 'two'),
        question(1, 'one', 'two'),
      ]),
      a,
    ]);
    expect(shortProblems(imported)).toEqual(['question.jsonl:2 question_id duplicate_id']);
    expect(promptsOf(imported).map(({ messages }) => messages[0]?.content)).toEqual(['one']);
  });

  it('takes the reference of the question first, then that of a reference file, and loses neither', async () => {
    const references = lines('reference_answer/gpt-4.jsonl', [
      answer(1, 'gpt-4', 'ref 1', 'ref 2'),
      answer(2, 'gpt-4', 'ref 3'),
      answer(7, 'gpt-4', 'ref 4'),
    ]);
    const imported = await importAll([
      references,
      lines('question.jsonl', [
        { ...(question(1, 'one', 'two') as object), reference: ['own 1', ''] },
        question(2, 'three'),
      ]),
      lines('model_answer/a.jsonl', [answer(1, 'a', 'a1', 'a2'), answer(2, 'a', 'a3')]),
    ]);
    expect(promptsOf(imported).map(({ reference, metadata }) => [reference, { ...metadata }])).toEqual([
      [['own 1', ''], { question_id: '1', 'reference answer of gpt-4': 'ref 1\n\nref 2' }],
      [['ref 3'], { question_id: '2' }],
    ]);
    expect(shortProblems(imported)).toEqual(['reference_answer/gpt-4.jsonl:3 question_id unknown_question']);
  });
});

describe('preference files', () => {
  it.each(['dpo_zh_demo.json', 'dpo_en_demo.json'])('reads %s of LLaMA-Factory', async (name) => {
    const content = readFileSync(join(fixtures, 'llama_factory', name), 'utf8');
    const rows = JSON.parse(content) as {
      conversations: { from: string; value: string }[];
      chosen: { value: string };
      rejected: { value: string };
    }[];
    const imported = await importAll([fileOf(`data/${name}`, content)]);
    const rater = name.replace('.json', '');
    expect(shortProblems(imported)).toEqual([]);
    expect(verdictsOf(imported)).toEqual(
      rows.map(({ chosen }) => `${rater} 1: better ${chosen.value} (unknown sides)`),
    );
    const roles = { human: 'user', gpt: 'assistant', system: 'system' } as Record<string, string>;
    const prompts = new Map(promptsOf(imported).map(({ id, messages }) => [id, messages]));
    expect(judgmentsOf(imported).map(({ promptId }) => prompts.get(promptId))).toEqual(
      rows.map(({ conversations }) =>
        conversations.map(({ from, value }) => ({ role: roles[from], content: value })),
      ),
    );
    const texts = new Map(responsesOf(imported).map(({ id, turns }) => [id, turns[0]]));
    expect(
      judgmentsOf(imported).map(({ value }) =>
        value.kind === 'preference' ? value.responses.map((id) => texts.get(id)) : [],
      ),
    ).toEqual(rows.map(({ chosen, rejected }) => [chosen.value, rejected.value]));
  });

  it('reads the Alpaca style with input, system and history', async () => {
    const imported = await importAll([
      lines('prefs.jsonl', [
        {
          instruction: 'do',
          input: 'this',
          chosen: 'c',
          rejected: 'r',
          system: 'be brief',
          history: [['u', 'v']],
          id: 7,
        },
        { instruction: 'do', input: '', chosen: 'c', rejected: 'r', system: null },
      ]),
    ]);
    expect(promptsOf(imported).map(({ messages, metadata }) => [messages, { ...metadata }])).toEqual([
      [
        [
          { role: 'system', content: 'be brief' },
          { role: 'user', content: 'u' },
          { role: 'assistant', content: 'v' },
          { role: 'user', content: 'do\nthis' },
        ],
        { id: '7' },
      ],
      [[{ role: 'user', content: 'do' }], {}],
    ]);
    expect(responsesOf(imported).map(({ origin, metadata }) => [origin.model, metadata['side']])).toEqual([
      [null, 'chosen'],
      [null, 'rejected'],
      [null, 'chosen'],
      [null, 'rejected'],
    ]);
  });

  const user = (content: string): unknown => ({ role: 'user', content });
  const says = (content: string): unknown => ({ role: 'assistant', content });

  it('reads explicit, implicit and plain rows of TRL as the same preference', async () => {
    const system = { role: 'system', content: 's' };
    const start = [system, user('u1'), says('v1'), user('u2')];
    const rows: unknown[] = [
      { prompt: start, chosen: [says('c')], rejected: [says('r')] },
      { chosen: [...start, says('c')], rejected: [...start, says('r')] },
      {
        prompt: 'ignored: the conversations say it',
        chosen: [...start, says('c')],
        rejected: [...start, says('r')],
      },
    ];
    for (const row of rows) {
      const imported = await importAll([lines('t.jsonl', [row])]);
      expect(promptsOf(imported)[0]?.messages).toEqual(start);
      expect(verdictsOf(imported)).toEqual(['t 1: better c (unknown sides)']);
      expect(shortProblems(imported)).toEqual([]);
    }
    for (const row of [
      { prompt: 'p', chosen: 'c', rejected: 'r' },
      { question: 'p', chosen: 'c', rejected: 'r' },
      { prompt: 'p', chosen: [says('c')], rejected: [says('r')] },
      { prompt: 'p', chosen: [user('p'), says('c')], rejected: [user('p'), says('r')] },
    ]) {
      const imported = await importAll([lines('t.jsonl', [row])]);
      expect(promptsOf(imported)[0]?.messages).toEqual([user('p')]);
      expect(verdictsOf(imported)).toEqual(['t 1: better c (unknown sides)']);
    }
    const table = await importAll([fileOf('t.csv', 'prompt,chosen,rejected\np,c,r\n')]);
    expect(verdictsOf(table)).toEqual(['t 1: better c (unknown sides)']);
  });

  it('leaves out rows in which nothing is preferred, or nothing can be compared', async () => {
    const trl = await importAll([
      lines('t.jsonl', [
        { prompt: 'p', chosen: 'c', rejected: 'r' },
        { prompt: 'p', chosen: 'same', rejected: ' same\r\n' },
        { prompt: 'p', chosen: '', rejected: ' ' },
        { prompt: 'p', chosen: 'c', rejected: null },
        { prompt: [user('u'), says('v')], chosen: [says('c')], rejected: [says('r')] },
        {
          chosen: [user('u'), says('c'), user('w'), says('d')],
          rejected: [user('u'), says('r'), user('w'), says('s')],
        },
        { prompt: [{ role: 'judge', content: 'x' }], chosen: [says('c')], rejected: [says('r')] },
        { prompt: [], chosen: [says('c')], rejected: [says('r')] },
        { chosen: [user('u'), says('c')], rejected: [user('u'), says('c')] },
        { chosen: [says('c')], rejected: [says('r')] },
        { prompt: [user(7 as never)], chosen: [says('c')], rejected: [says('r')] },
      ]),
    ]);
    expect(shortProblems(trl)).toEqual([
      't.jsonl:2 rejected identical_responses',
      't.jsonl:3 chosen empty_response',
      't.jsonl:3 rejected empty_response',
      't.jsonl:4 rejected not_text',
      't.jsonl:5 prompt bad_turns',
      't.jsonl:6 chosen bad_turns',
      't.jsonl:7 prompt.0.role unknown_role',
      't.jsonl:8 prompt bad_value',
      't.jsonl:9 rejected.1.content identical_responses',
      't.jsonl:10 prompt missing_field',
      't.jsonl:11 prompt.0.content not_text',
    ]);
    expect(trl.summary.counts).toEqual({ prompts: 1, responses: 2, judgments: 1, leftOut: 11 });

    const human = { from: 'human', value: 'u' };
    const gpt = (value: unknown): unknown => ({ from: 'gpt', value });
    const factory = await importAll([
      lines('f.jsonl', [
        { conversations: [human], chosen: gpt('c'), rejected: gpt('r') },
        { conversations: [human], chosen: human, rejected: gpt('r') },
        { conversations: [human, gpt('x')], chosen: gpt('c'), rejected: gpt('r') },
        { conversations: [human], chosen: 3, rejected: gpt('r') },
        { conversations: [human], chosen: gpt(null), rejected: gpt('r') },
        { conversations: [human], chosen: gpt('c'), rejected: gpt('r'), system: 3 },
      ]),
    ]);
    expect(shortProblems(factory)).toEqual([
      'f.jsonl:2 chosen.from bad_turns',
      'f.jsonl:3 conversations bad_turns',
      'f.jsonl:4 chosen not_text',
      'f.jsonl:5 chosen.value not_text',
      'f.jsonl:6 system not_text',
    ]);
  });

  it('shares a text that stands in several pairs of one prompt, and keeps every preference', async () => {
    const imported = await importAll([
      lines('t.jsonl', [
        { prompt: 'p', chosen: 'x', rejected: 'y' },
        { prompt: 'p', chosen: 'x', rejected: 'z' },
        { prompt: 'p', chosen: 'x', rejected: 'y' },
      ]),
    ]);
    expect(imported.summary.counts).toEqual({ prompts: 1, responses: 3, judgments: 3, leftOut: 0 });
  });
});

describe('the sample project', () => {
  it('is read whole: every prompt with all its responses, versions and probes', async () => {
    const content = readFileSync(join(fixtures, '../../resources/sample/sample-project.jsonl'), 'utf8');
    const rows = content
      .split('\n')
      .filter((line) => line !== '')
      .map(
        (line) =>
          JSON.parse(line) as {
            id: string;
            probe?: string;
            messages: unknown;
            tags: string[];
            responses: { model: string; promptVersion: string; text: string }[];
          },
      );
    const imported = await importAll([fileOf('sample-project.jsonl', content)]);
    expect(shortProblems(imported)).toEqual([]);
    expect(
      promptsOf(imported).map(({ metadata, probe, messages, tags }) => [
        metadata['id'],
        probe,
        messages,
        tags,
      ]),
    ).toEqual(rows.map(({ id, probe, messages, tags }) => [id, probe, messages, tags]));
    expect(
      responsesOf(imported).map(({ origin, turns }) => [origin.model, origin.promptVersion, turns[0]]),
    ).toEqual(
      rows.flatMap(({ responses }) =>
        responses.map(({ model, promptVersion, text }) => [model, promptVersion, text]),
      ),
    );
  });
});
