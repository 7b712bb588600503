import { describe, expect, it } from 'vitest';
import { fixtureFiles, importAll, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { countEach, lines, readFixture } from './judged.ts';

describe('LLMZoo', () => {
  it('joins five models on the questions of another file', async () => {
    const files = fixtureFiles('llmzoo/zh');
    const raw = files.map(({ name }) => ({
      name,
      rows: readFixture(`llmzoo/zh/${name}`)
        .text.split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { question_id: number; text: string; model_id?: string }),
    }));
    const questions = raw.find(({ name }) => name.startsWith('questions'))?.rows ?? [];
    const answers = raw.filter(({ name }) => name.startsWith('answer')).flatMap(({ rows }) => rows);
    const imported = await importAll(files);
    const prompts = promptsOf(imported);
    const asked = new Map(prompts.map(({ id, messages }) => [id, messages[0]?.content]));
    expect(shortProblems(imported)).toEqual([]);
    expect(countEach(prompts.map(({ metadata }) => metadata['question_id'] ?? ''))).toEqual(
      countEach(questions.map(({ question_id }) => String(question_id))),
    );
    expect(
      countEach(
        responsesOf(imported).map(
          ({ promptId, origin, turns }) => `${asked.get(promptId)} ${origin.model} ${turns.join('|')}`,
        ),
      ),
    ).toEqual(
      countEach(
        answers.map(({ question_id, model_id, text }) => {
          const question = questions.find((row) => row.question_id === question_id);
          return `${question?.text} ${model_id} ${text}`;
        }),
      ),
    );
  });

  it('takes the model from the file when the row does not name it', async () => {
    const imported = await importAll([
      lines('answer_gpt35.jsonl', { question_id: 1, answer_id: 'x', text: 'So.' }),
      lines('questions.jsonl', { question_id: 1, text: 'Why?', category: 'generic' }),
    ]);
    expect(responsesOf(imported).map(({ origin, turns }) => [origin.model, turns[0]])).toEqual([
      ['gpt35', 'So.'],
    ]);
    expect(promptsOf(imported)[0]?.tags).toEqual(['generic']);
  });

  it('gives no answer to the question of another file that has the same id', async () => {
    const imported = await importAll([
      lines('questions-en.jsonl', { question_id: 1, text: 'Why?', category: 'c' }),
      lines('questions-zh.jsonl', { question_id: 1, text: '为什么？', category: 'c' }),
      lines('answer_m.jsonl', { question_id: 1, answer_id: 'x', model_id: 'm', text: '因为。' }),
    ]);
    expect(imported.records).toEqual([]);
    expect(shortProblems(imported)).toEqual([
      'questions-en.jsonl:1 - no_responses',
      'questions-zh.jsonl:1 question_id duplicate_id',
      'answer_m.jsonl:1 question_id unknown_question',
    ]);
  });

  it('reports questions without answers, in their other form too', async () => {
    const { file } = readFixture('llmzoo/ar/ar100.jsonl', 'ar100.jsonl');
    expect(shortProblems(await importAll([file]))).toEqual(
      [1, 2, 3, 4, 5].map((line) => `ar100.jsonl:${line} - no_responses`),
    );
  });
});

describe('Arena-Hard', () => {
  const expected = [['prompt', 'm', 'answer']];
  const readable = (imported: Awaited<ReturnType<typeof importAll>>): unknown => {
    const asked = new Map(promptsOf(imported).map(({ id, messages }) => [id, messages[0]?.content]));
    return responsesOf(imported).map(({ promptId, origin, turns }) => [
      asked.get(promptId),
      origin.model,
      turns[0],
    ]);
  };

  it.each([
    [
      'the first version',
      {
        question_id: 'u1',
        category: 'arena-hard-v0.1',
        cluster: 'SQL',
        turns: [{ content: 'prompt' }],
      },
      {
        question_id: 'u1',
        answer_id: 'x',
        model_id: 'm',
        choices: [{ index: 0, turns: [{ content: 'answer', token_len: 1 }] }],
        tstamp: 1,
      },
    ],
    [
      'the second version',
      { uid: 'u1', category: 'hard_prompt', subcategory: 'coding', prompt: 'prompt' },
      {
        uid: 'u1',
        ans_id: 'x',
        model: 'm',
        messages: [
          { role: 'user', content: 'prompt' },
          { role: 'assistant', content: { answer: 'answer' } },
        ],
        tstamp: 1,
        metadata: {},
      },
    ],
    [
      'the second version with plain messages',
      { uid: 'u1', category: 'creative_writing', prompt: 'prompt' },
      { uid: 'u1', model: 'm', messages: [{ role: 'assistant', content: 'answer' }] },
    ],
  ])('joins the files of %s', async (_version, question, answer) => {
    const imported = await importAll([
      lines('model_answer/m.jsonl', answer),
      lines('question.jsonl', question),
    ]);
    expect(shortProblems(imported)).toEqual([]);
    expect(readable(imported)).toEqual(expected);
    expect(promptsOf(imported)[0]?.metadata['question_id']).toBe('u1');
  });

  it('names the place of what is missing', async () => {
    const imported = await importAll([
      lines(
        'question.jsonl',
        { uid: 'u1', category: 'c', prompt: 'p' },
        { uid: 'u1', category: 'c', prompt: 'another' },
        { uid: 'u2', category: 'c', prompt: ' ' },
      ),
      lines(
        'm.jsonl',
        { uid: 'u1', model: 'm', messages: [{ role: 'user', content: 'p' }] },
        { uid: 'u1', model: 'm', messages: [{ role: 'assistant', content: { answer: '' } }] },
        { uid: 'u9', model: 'm', messages: [{ role: 'assistant', content: 'a' }] },
        {
          uid: 'u1',
          model: 'm',
          messages: [
            { role: 'assistant', content: 'a' },
            { role: 'assistant', content: 'b' },
          ],
        },
      ),
    ]);
    expect(shortProblems(imported)).toEqual([
      'question.jsonl:1 - no_responses',
      'question.jsonl:2 uid duplicate_id',
      'question.jsonl:3 prompt empty_prompt',
      'm.jsonl:1 messages no_responses',
      'm.jsonl:2 messages.0.content.answer empty_response',
      'm.jsonl:3 uid unknown_question',
      'm.jsonl:4 messages bad_turns',
    ]);
  });
});
