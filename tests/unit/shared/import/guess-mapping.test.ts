import { describe, expect, it } from 'vitest';
import { guessMapping } from '../../../../shared/import/guess-mapping.ts';
import type { JsonObject } from '../../../../shared/import/row.ts';

const long = 'A text that is long enough to be what a model wrote.';

function guess(header: string, rows: readonly JsonObject[] = []): unknown {
  const fields = header.split(',');
  const filled =
    rows.length > 0
      ? rows
      : [Object.fromEntries(fields.map((field, index) => [field, `${long} (${index})`]))];
  const mapping = guessMapping(
    fields,
    filled.map((value, index) => ({ line: index + 1, value })),
  );
  if (mapping === undefined) return undefined;
  const { responses, ...rest } = mapping;
  const set = Object.entries(rest).filter(([, value]) => value !== null && value.length > 0);
  return {
    ...Object.fromEntries(set),
    responses: responses.map(({ column, model }) =>
      model === null
        ? `${column}: ?`
        : 'name' in model
          ? `${column}: ${model.name}`
          : `${column}: [${model.column}]`,
    ),
  };
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
    ['prompt,response,model', { prompt: ['prompt'], responses: ['response: [model]'] }],
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

  it('does not take columns of numbers, links or a few repeated words for responses', () => {
    const rows = Array.from({ length: 6 }, (_, index) => ({
      prompt: `${long} ${index}`,
      length: String(index),
      where: 'https://example.org',
      kind: index % 2 === 0 ? 'chat' : 'code',
      mood: index % 2 === 0 ? 'calm' : 'tense',
      first: `${long} a${index}`,
      second: `${long} b${index}`,
    }));
    expect(guess('prompt,length,where,kind,mood,first,second', rows)).toEqual({
      prompt: ['prompt'],
      responses: ['first: first', 'second: second'],
      metadata: ['length', 'where', 'kind', 'mood'],
    });
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
