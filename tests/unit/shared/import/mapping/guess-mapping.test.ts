import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NameSource, TableMapping } from '../../../../../shared/domain/table-mapping.ts';
import { findMappingFault } from '../../../../../shared/import/mapping/check-mapping.ts';
import { guessMapping } from '../../../../../shared/import/mapping/guess-mapping.ts';
import type { JsonObject, JsonValue } from '../../../../../shared/import/row.ts';

const long = 'A text that is long enough to be what a model wrote.';

function guessOf(
  header: string,
  values: readonly JsonObject[],
  fileName = 'table.csv',
): TableMapping | undefined {
  return guessMapping(
    header.split(','),
    values.map((value, index) => ({ line: index + 1, value })),
    fileName,
  );
}

/** Rows of a table by their cells, column by column. */
function rowsOf(header: string, ...cells: readonly (readonly JsonValue[])[]): readonly JsonObject[] {
  const fields = header.split(',');
  return cells.map((row) => Object.fromEntries(fields.map((field, index) => [field, row[index] ?? ''])));
}

function say(source: NameSource | null): string {
  if (source === null) return '?';
  if (source.from === 'column') return `[${source.column}]`;
  return source.from === 'fixed' ? source.name : `(${source.from})`;
}

/** What was guessed, in short: only what is set, and meanings as `value → what`. */
function shorten(mapping: TableMapping | undefined): unknown {
  if (mapping === undefined) return undefined;
  const { rows, responses, verdict, ratings, promptVersion, ...rest } = mapping;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value.length > 0)),
    ...(rows === 'response' ? { rows } : {}),
    ...(promptVersion === null ? {} : { promptVersion: say(promptVersion) }),
    responses: responses.map(({ column, model }) => `${column}: ${say(model)}`),
    ...(verdict === null
      ? {}
      : {
          [verdict.column]: verdict.meanings.map(
            ({ value, means }) =>
              `${value} → ${means.is === 'better' ? `${means.response} ${means.strength}` : means.is}`,
          ),
        }),
    ...(ratings.length === 0
      ? {}
      : { ratings: ratings.map(({ column, scale, response }) => `${column}: ${scale} of ${response}`) }),
  };
}

function guess(header: string, rows: readonly JsonObject[] = []): unknown {
  const fields = header.split(',');
  const filled =
    rows.length > 0
      ? rows
      : [Object.fromEntries(fields.map((field, index) => [field, `${long} (${index})`]))];
  return shorten(guessOf(header, filled));
}

describe('guessing what the columns of a table hold', () => {
  it.each<[string, unknown]>([
    [
      'id,prompt,response_a,response_b',
      {
        prompt: ['prompt'],
        responses: ['response_a: response_a', 'response_b: response_b'],
        metadata: ['id'],
      },
    ],
    [
      'prompt,response_a,response_b,model_a,model_b,winner',
      {
        prompt: ['prompt'],
        responses: ['response_a: [model_a]', 'response_b: [model_b]'],
        metadata: ['winner'],
      },
    ],
    [
      'Question,Answer 1,Answer 2',
      { prompt: ['Question'], responses: ['Answer 1: Answer 1', 'Answer 2: Answer 2'] },
    ],
    ['question,answer', { prompt: ['question'], responses: ['answer: ?'] }],
    ['prompt,response,model', { prompt: ['prompt'], rows: 'response', responses: ['response: [model]'] }],
    [
      'question,answer,gpt-4,claude-2',
      { prompt: ['question'], reference: 'answer', responses: ['gpt-4: gpt-4', 'claude-2: claude-2'] },
    ],
    [
      'question,answer,output_gpt4,output_qwen',
      {
        prompt: ['question'],
        reference: 'answer',
        responses: ['output_gpt4: output_gpt4', 'output_qwen: output_qwen'],
      },
    ],
    [
      'instruction,input,output,system_prompt,reference_answer,category',
      {
        prompt: ['instruction', 'input'],
        system: 'system_prompt',
        reference: 'reference_answer',
        responses: ['output: ?'],
        metadata: ['category'],
      },
    ],
    [
      'question,contexts,images,answer_a,answer_b,promptVersion',
      {
        prompt: ['question'],
        context: ['contexts'],
        images: ['images'],
        promptVersion: '[promptVersion]',
        responses: ['answer_a: answer_a', 'answer_b: answer_b'],
      },
    ],
    [
      '编号,问题,参考答案,回答A,回答B,标签',
      {
        prompt: ['问题'],
        reference: '参考答案',
        responses: ['回答A: 回答A', '回答B: 回答B'],
        tags: ['标签'],
        metadata: ['编号'],
      },
    ],
    ['提示,文心一言,通义千问', { prompt: ['提示'], responses: ['文心一言: 文心一言', '通义千问: 通义千问'] }],
    ['提示,版本一,版本二', { prompt: ['提示'], responses: ['版本一: 版本一', '版本二: 版本二'] }],
    [
      'question_id,question,a,b',
      { prompt: ['question'], responses: ['a: a', 'b: b'], metadata: ['question_id'] },
    ],
    ['act,prompt', undefined],
    ['prompt', undefined],
    ['a,b,c', undefined],
    ['prompt,id,category,score', undefined],
  ])('%s', (header, expected) => {
    expect(guess(header)).toEqual(expected);
  });

  it('does not take columns of numbers, links, ids or a few repeated words for responses', () => {
    const rows = Array.from({ length: 6 }, (_, index) => ({
      prompt: `${long} ${index}`,
      length: String(index),
      where: 'https://example.org',
      kind: index % 2 === 0 ? 'chat' : 'code',
      mood: index % 2 === 0 ? 'calm' : 'tense',
      hash: `9f3c-${index}`,
      first: `${long} a${index}`,
      second: `${long} b${index}`,
    }));
    expect(guess('prompt,length,where,kind,mood,hash,first,second', rows)).toEqual({
      prompt: ['prompt'],
      responses: ['first: first', 'second: second'],
      metadata: ['length', 'where', 'kind', 'mood', 'hash'],
    });
  });

  it('takes a column of numbers for no response even when it is called one', () => {
    const header = 'question,answer,gpt-4,qwen';
    const rows = rowsOf(header, ['p', '3', long, long], ['q', '1', long, long]);
    expect(guess(header, rows)).toEqual({
      prompt: ['question'],
      reference: 'answer',
      responses: ['gpt-4: gpt-4', 'qwen: qwen'],
    });
    expect(guess('question,answer', rowsOf('question,answer', ['p', '3'], ['q', '12']))).toBeUndefined();
  });

  it('looks at JSON types: lists and numbers are no texts', () => {
    const rows = [{ prompt: 'p', messages: ['x'], response_a: 'x', response_b: 'y', score: 3 }];
    expect(guess('prompt,messages,response_a,response_b,score', rows)).toEqual({
      prompt: ['prompt'],
      responses: ['response_a: response_a', 'response_b: response_b'],
      metadata: ['messages', 'score'],
    });
  });
});

describe('long tables', () => {
  it('are those whose prompts come again; notes that differ are those of the responses', () => {
    const header = '提示,类别,回答,耗时';
    const rows = rowsOf(
      header,
      ['p', 'x', `${long} 1`, '3'],
      ['p', 'x', `${long} 2`, '5'],
      ['q', 'y', `${long} 3`, '2'],
    );
    expect(guess(header, rows)).toEqual({
      prompt: ['提示'],
      rows: 'response',
      responses: ['回答: ?'],
      metadata: ['类别'],
      responseMetadata: ['耗时'],
    });
  });

  it('join rows without a prompt on the id that they share', () => {
    const header = 'id,question,model,text';
    const rows = rowsOf(
      header,
      ['1', 'p', 'a', `${long} 1`],
      ['1', '', 'b', `${long} 2`],
      ['2', 'q', 'a', long],
    );
    expect(guess(header, rows)).toEqual({
      prompt: ['question'],
      key: 'id',
      rows: 'response',
      responses: ['text: [model]'],
    });
  });

  it('take ratings, and who gave them', () => {
    const header = 'prompt,model,response,评分,is_safe,标注员,评语';
    const rows = rowsOf(
      header,
      ['p', 'a', `${long} 1`, '4', 'yes', 'ann', 'good'],
      ['p', 'b', `${long} 2`, '', 'no', 'bob', ''],
    );
    expect(guess(header, rows)).toEqual({
      prompt: ['prompt'],
      rows: 'response',
      responses: ['response: [model]'],
      ratings: ['评分: 评分 of response', 'is_safe: is_safe of response'],
      rater: '标注员',
      comment: '评语',
    });
  });

  it('take the model from the name of the file or the folder when that is called after one', () => {
    const rows = rowsOf('prompt,response', ['p', long], ['q', long]);
    const modelIn = (name: string) => guessOf('prompt,response', rows, name)?.responses[0]?.model;
    expect(modelIn('runs/gpt-4.csv')).toEqual({ from: 'file' });
    expect(modelIn('qwen2.5-7b/outputs.csv')).toEqual({ from: 'folder' });
    expect(modelIn('outputs.csv')).toBeNull();
  });
});

describe('verdict columns', () => {
  const wide = 'prompt,response_a,response_b,winner,annotator';
  const verdictOf = (header: string, ...values: readonly JsonValue[]): unknown => {
    const [, , , name = ''] = header.split(',');
    const rows = rowsOf(
      header,
      ...values.map((value, index) => [`p${index}`, `${long} ${index}`, `${long}! ${index}`, value, 'ann']),
    );
    const mapping = shorten(guessOf(header, rows));
    // The words are those of `shorten`, which gives an object for every mapping.
    return (mapping as Record<string, unknown>)[name];
  };

  it.each<[string, readonly JsonValue[], readonly string[]]>([
    [wide, ['a', 'b', 'tie'], ['a → response_a clearly', 'b → response_b clearly', 'tie → tie']],
    [wide, ['A', ''], ['A → response_a clearly', 'B → response_b clearly', 'tie → tie']],
    [
      wide,
      ['model_a', 'model_b', 'tie (bothbad)', 'tie (inconsistent)'],
      [
        'model_a → response_a clearly',
        'model_b → response_b clearly',
        'tie (bothbad) → both-bad',
        'tie (inconsistent) → tie',
      ],
    ],
    [wide, [1, 2, 0], ['1 → response_a clearly', '2 → response_b clearly', '0 → tie']],
    [
      wide,
      ['left', 'right', 'skip'],
      ['left → response_a clearly', 'right → response_b clearly', 'skip → skip', 'tie → tie'],
    ],
    [
      wide,
      ['A>>B', 'B>A', '[[A=B]]'],
      ['A>>B → response_a clearly', 'B>A → response_b slightly', '[[A=B]] → tie'],
    ],
    [
      wide,
      ['Response A is slightly better', 'b_better', 'both bad'],
      [
        'Response A is slightly better → response_a slightly',
        'b_better → response_b clearly',
        'both bad → both-bad',
        'tie → tie',
      ],
    ],
    [
      'question,gpt-4,qwen,better',
      ['gpt-4', 'qwen'],
      ['gpt-4 → gpt-4 clearly', 'qwen → qwen clearly', 'tie → tie'],
    ],
    [
      'prompt,answer_0,answer_1,choice',
      [0, 1],
      ['0 → answer_0 clearly', '1 → answer_1 clearly', 'tie → tie'],
    ],
    [
      '提示,回答A,回答B,评判结果',
      ['回答A更好', 'B略好', '平局', '两者都差', '无法判断', '差不多'],
      [
        '回答A更好 → 回答A clearly',
        'B略好 → 回答B slightly',
        '平局 → tie',
        '两者都差 → both-bad',
        '无法判断 → skip',
        '差不多 → tie',
      ],
    ],
  ])('%s: %j', (header, values, expected) => {
    expect(verdictOf(header, ...values)).toEqual(expected);
  });

  it.each<[string, readonly JsonValue[]]>([
    ['a value that could mean anything', ['a', 'b', 'purple']],
    ['0 and 1, which may count from 0 or say no and yes', [0, 1, 1]],
    ['nothing', ['', '']],
    ['lists', [['a'], ['b']]],
  ])('stay notes with %s', (_what, values) => {
    expect(verdictOf(wide, ...values)).toBeUndefined();
  });

  it('may hold the names of the models of the row', () => {
    const header = 'prompt,response_a,response_b,winner,model_a,model_b';
    const rows = rowsOf(
      header,
      ['p', long, `${long}!`, 'gpt', 'gpt', 'qwen'],
      ['q', long, `${long}!`, 'gpt', 'qwen', 'gpt'],
    );
    expect(guess(header, rows)).toMatchObject({
      winner: [],
      responses: ['response_a: [model_a]', 'response_b: [model_b]'],
    });
  });

  it('come with ratings of each response', () => {
    const header = 'prompt,response_a,response_b,score_a,helpfulness_b,winner,worker_id';
    const rows = rowsOf(header, ['p', long, `${long}!`, 4, '3.5', 'a', 7]);
    expect(guess(header, rows)).toEqual({
      prompt: ['prompt'],
      responses: ['response_a: response_a', 'response_b: response_b'],
      winner: ['a → response_a clearly', 'b → response_b clearly', 'tie → tie'],
      ratings: ['score_a: score of response_a', 'helpfulness_b: helpfulness of response_b'],
      rater: 'worker_id',
    });
  });
});

it('guesses nothing that the table could not be read with, whatever types stand in its cells', () => {
  const names =
    'prompt,question,id,answer,response_a,response_b,model,gpt-4,winner,score,score_a,rater,tags,x'.split(
      ',',
    );
  const cell = fc.oneof(
    fc.constantFrom<JsonValue>('', 'a', 'tie', '1', 'gpt-4', long, 0, 1, true, null),
    fc.constant<JsonValue>(['x']),
    fc.constant<JsonValue>({ a: 1 }),
  );
  const table = fc
    .subarray(names, { minLength: 1 })
    .chain((fields) =>
      fc.tuple(
        fc.constant(fields),
        fc.array(fc.tuple(...fields.map(() => cell)), { minLength: 1, maxLength: 6 }),
      ),
    );
  let guessed = 0;
  fc.assert(
    fc.property(table, ([fields, rows]) => {
      const mapping = guessOf(fields.join(','), rowsOf(fields.join(','), ...rows));
      const fault = mapping === undefined ? undefined : findMappingFault(mapping, fields, 'table.csv');
      guessed += mapping === undefined ? 0 : 1;
      expect(fault).toBeUndefined();
    }),
  );
  expect(guessed).toBeGreaterThan(5);
});
