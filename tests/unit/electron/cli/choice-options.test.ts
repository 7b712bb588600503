import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CliOutcome, runCli } from '../../../../electron/cli/run-cli.ts';
import { readPack } from '../../../../shared/pack/read-pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'pairwright-choice-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function place(name: string, content: string | Uint8Array = ''): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function readJson({ stdout }: CliOutcome): Record<string, unknown> {
  // The command line prints one JSON object; the tests look at what is in it.
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe('the mapping of a table on the command line', () => {
  it('is printed by inspect, edited, and handed back to import', async () => {
    const table = place('t.csv', 'prompt,text_1,text_2,winner\np,x,y,1\nq,u,v,2\n');
    const inspection = readJson(await runCli(['inspect', table, '--json']));
    expect(inspection).toMatchObject({
      kind: 'file',
      name: 't.csv',
      format: 'wide',
      mapping: {
        rows: 'prompt',
        prompt: ['prompt'],
        responses: [{ column: 'text_1' }, { column: 'text_2' }],
      },
    });
    const edited = {
      ...inspection,
      mapping: {
        prompt: ['prompt'],
        responses: [
          { column: 'text_1', model: { from: 'fixed', name: 'heron' } },
          { column: 'text_2', model: { from: 'fixed', name: 'lark' } },
        ],
        verdict: {
          column: 'winner',
          meanings: [
            { value: '1', means: { is: 'better', response: 'text_1' } },
            { value: '2', means: { is: 'tie' } },
          ],
        },
      },
    };
    for (const [name, content] of [
      ['whole.json', edited],
      ['alone.json', edited.mapping],
    ] as const) {
      const mapping = place(name, JSON.stringify(content));
      const out = join(folder, `${name}.pairwright`);
      const run = await runCli(['import', table, '--mapping', mapping, '--out', out, '--json']);
      expect(readJson(run)).toMatchObject({ prompts: 2, responses: 4, judgments: 2, leftOut: [] });
      const pack = readPack(readFileSync(out));
      expect(pack).toMatchObject({
        value: { sources: [{ format: 'wide', mapping: { verdict: { column: 'winner' } } }] },
      });
    }
  });

  it('is there to be filled in when nothing can be told of a table', async () => {
    const table = place('odd.csv', 'x,y,z\n1,2,3\n');
    const run = await runCli(['inspect', table, '--json']);
    expect(readJson(run)).toMatchObject({
      format: null,
      fields: ['x', 'y', 'z'],
      mapping: { prompt: [], responses: [] },
      problem: { code: 'unknown_layout' },
    });
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /mapping\.json: not valid JSON/],
    [
      'a field of the wrong type',
      '{"prompt":["q"],"responses":[{"column":3}]}',
      /mapping\.json: responses\.0\.column: /,
    ],
    ['a field left out', '{"responses":[]}', /mapping\.json: prompt: /],
    ['a field that is none', '{"prompt":["q"],"responses":[],"respones":[]}', /mapping\.json: .*respones/],
    [
      'an inspection whose mapping does not fit',
      '{"kind":"file","mapping":{"prompt":"q","responses":[]}}',
      /mapping\.json: mapping\.prompt: /,
    ],
    ['columns that the table does not have', '{"prompt":["q"],"responses":[{"column":"r"}]}', /no q, r/],
  ])('is refused with %s', async (_what, content, says) => {
    const table = place('t.csv', 'prompt,a,b\np,x,y\n');
    const args = ['import', table, '--mapping', place('mapping.json', content), '--out', join(folder, 'no')];
    const run = await runCli(args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(says);
  });
});

describe('the encoding on the command line', () => {
  it('is taken as it is said, however it is spelt', async () => {
    // 提示,回答A,回答B and one row, in GBK.
    const bytes = Buffer.from('cce1cabe2cbbd8b4f0412cbbd8b4f0420a70312c61312c62310a', 'hex');
    const table = place('gbk.csv', bytes);
    const run = readJson(await runCli(['inspect', table, '--encoding', 'gbk', '--json']));
    expect(run).toMatchObject({ encoding: 'GBK' });
  });

  it('has to be one that can be read', async () => {
    const run = await runCli(['import', 'x', '--encoding', 'EBCDIC', '--out', 'y']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('there is no encoding EBCDIC; give one of UTF-8');
  });
});
