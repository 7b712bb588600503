import { describe, expect, it } from 'vitest';
import { fileOf, importAll, type Imported } from './support.ts';

/** `file:line field code` of each warning. */
function shortWarnings({ summary }: Imported): string[] {
  return summary.warnings.map(({ file, line, field, code }) => `${file}:${line} ${field} ${code}`);
}

function lines(...rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

const long = Array.from({ length: 60 }, (_, index) => `Sentence ${index} is about ${index * 37}.`).join(' ');

describe('what an import says about what it keeps', () => {
  it('names row, field and code, keeps the row, and changes nothing', async () => {
    const chosen = 'Write to li.na@qq.com, or call 13812345678.<|im_end|>';
    const imported = await importAll([
      fileOf('t.jsonl', lines({ prompt: 'Who?\u200b', chosen, rejected: 'No\0body.</think>' })),
    ]);
    expect(shortWarnings(imported).toSorted()).toEqual([
      't.jsonl:1 chosen chat_token',
      't.jsonl:1 chosen email_address',
      't.jsonl:1 chosen phone_number',
      't.jsonl:1 prompt invisible_character',
      't.jsonl:1 rejected control_character',
      't.jsonl:1 rejected unbalanced_think',
    ]);
    expect(imported.summary.counts).toMatchObject({ prompts: 1, responses: 2, leftOut: 0 });
    expect(JSON.stringify(imported.records)).toContain(chosen);
  });

  it('shows no personal data whole', async () => {
    const { summary } = await importAll([
      fileOf('t.jsonl', lines({ prompt: 'p', chosen: 'li.na@qq.com 13812345678', rejected: 'r' })),
    ]);
    expect(summary.warnings).toHaveLength(2);
    expect(JSON.stringify(summary.warnings)).not.toMatch(/li\.na@qq\.com|13812345678/);
  });

  it('says each thing once for a row, in the first place, and once for every row', async () => {
    const row = (prompt: string): object => ({ prompt, chosen: 'a@qq.com b@qq.com', rejected: 'c@qq.com' });
    const imported = await importAll([fileOf('t.jsonl', lines(row('one'), row('two')))]);
    expect(shortWarnings(imported)).toEqual([
      't.jsonl:1 chosen email_address',
      't.jsonl:2 chosen email_address',
    ]);
    expect(imported.summary.warningsByCode).toEqual(new Map([['email_address', 2]]));
  });

  it('compares the responses of a row, of other rows and of other files', async () => {
    const answer = (generator: string, output: string): object => ({
      instruction: 'Tell me.',
      output,
      generator,
    });
    const imported = await importAll([
      fileOf('a.json', JSON.stringify([answer('a', long)])),
      fileOf('b.json', JSON.stringify([answer('b', `${long}\r\n`)])),
      fileOf('c.json', JSON.stringify([answer('c', long.replace('Sentence 7', 'Phrase 7'))])),
    ]);
    expect(shortWarnings(imported)).toEqual([
      'b.json:1 output equal_responses',
      'c.json:1 output similar_responses',
    ]);
    expect(imported.summary.warnings[0]?.message).toContain('b and a');
  });

  it('names the field that is the response before one that only holds it', async () => {
    const answer = (generator: string): object => ({
      instruction: 'A title? Demo',
      output: 'Demo',
      generator,
    });
    const imported = await importAll([fileOf('a.json', JSON.stringify([answer('a'), answer('b')]))]);
    expect(shortWarnings(imported)).toEqual(['a.json:1 output equal_responses']);
  });

  it('notices values of several kinds, for each file on its own', async () => {
    const row = (prompt: string, source: unknown): object => ({ prompt, chosen: 'c', rejected: 'r', source });
    const imported = await importAll([
      fileOf('t.jsonl', lines(row('one', 1), row('two', '2'), row('three', '3'))),
      fileOf('u.jsonl', lines(row('four', '1'))),
    ]);
    expect(shortWarnings(imported)).toEqual(['t.jsonl:2 source mixed_types']);
  });

  it('says nothing about rows that are left out, and nothing about ordinary ones', async () => {
    const imported = await importAll([
      fileOf(
        't.jsonl',
        lines(
          { prompt: 'p', chosen: 'a@qq.com', rejected: '' },
          { prompt: '1 < 2?', chosen: '<think>Hm.</think>Yes — 3.14 “times”.', rejected: 'No, $1,234.56\n' },
        ),
      ),
    ]);
    expect(imported.summary.problems).toHaveLength(1);
    expect(shortWarnings(imported)).toEqual([]);
  });
});
