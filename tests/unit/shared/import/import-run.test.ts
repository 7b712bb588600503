import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { ItemIndex } from '../../../../shared/import/existing-items.ts';
import { importFiles } from '../../../../shared/import/import-files.ts';
import type { InputFile } from '../../../../shared/import/input-file.ts';
import { fileOf, fixtureFiles, importAll, type Imported } from './support.ts';

function indexOf(records: readonly ItemRecord[]): ItemIndex {
  const index = new ItemIndex();
  for (const record of records) index.add(record);
  return index;
}

function asSet({ records }: Imported): Set<string> {
  return new Set(records.map((record) => JSON.stringify(record)));
}

/** The same file, read in small pieces: a read may always give less than was asked for. */
function inSmallPieces(file: InputFile, bytes: number): InputFile {
  return { ...file, read: (offset, length) => file.read(offset, Math.min(length, bytes)) };
}

const mtBench = fixtureFiles('mt_bench');
const alpacaEval = fixtureFiles('alpaca_eval').filter(({ name }) => name.endsWith('outputs.json'));
const preferences = fixtureFiles('llama_factory');
const everything = [...mtBench, ...alpacaEval, ...preferences];

describe('importing again', () => {
  it('adds nothing, and says that it was there', async () => {
    const first = await importAll(everything);
    const second = await importAll(everything, { existing: indexOf(first.records) });
    expect(second.records).toEqual([]);
    const { prompts, responses, judgments, leftOut } = first.summary.counts;
    expect(second.summary.counts).toEqual({ prompts: 0, responses: 0, judgments: 0, leftOut });
    expect(second.summary.alreadyThere).toMatchObject({ prompts, judgments });
    expect(second.summary.alreadyThere.responses).toBeGreaterThanOrEqual(responses);
    expect(second.summary.raters).toEqual([]);
    expect(second.summary.oneResponseOnly).toBe(0);
    expect(second.summary.problems).toEqual(first.summary.problems);
  });

  it('adds what is new when a file has grown', async () => {
    const row = (at: number): string => `{"prompt":"p${at % 3}","chosen":"c","rejected":"r"}\n`;
    const rows = [0, 1, 2, 3, 4, 5].map(row);
    const whole = await importAll([fileOf('t.jsonl', rows.join(''))]);
    const early = await importAll([fileOf('t.jsonl', rows.slice(0, 4).join(''))]);
    const late = await importAll([fileOf('t.jsonl', rows.join(''))], { existing: indexOf(early.records) });
    expect(late.summary.counts).toMatchObject({ prompts: 0, responses: 0, judgments: 2 });
    const judgmentIds = (imported: Imported): string[] =>
      imported.records.flatMap((record) =>
        'judgment' in record ? [`${record.judgment.seq} ${record.judgment.id}`] : [],
      );
    expect([...judgmentIds(early), ...judgmentIds(late)]).toEqual(judgmentIds(whole));
  });
});

describe('files of one import', () => {
  it('give the same records in whatever order they were opened', async () => {
    const expected = await importAll(everything);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(everything, { minLength: everything.length }), async (files) => {
        const imported = await importAll(files);
        expect(asSet(imported)).toEqual(asSet(expected));
        expect(imported.summary.counts).toEqual(expected.summary.counts);
      }),
      { numRuns: 5 },
    );
  });

  it('give the same records in whatever pieces they are read', async () => {
    const files = [...mtBench, ...preferences];
    const expected = await importAll(files);
    for (const bytes of [977, 65_536]) {
      const imported = await importAll(files.map((file) => inSmallPieces(file, bytes)));
      expect(imported).toEqual(expected);
    }
  });

  it('may come one after the other: answers and votes find the questions of an earlier import', async () => {
    const isAnswer = ({ name }: InputFile): boolean => name.startsWith('model_answer/');
    const isVote = ({ name }: InputFile): boolean => /^(human|gpt4_pair)/.test(name);
    const steps = [
      mtBench.filter((file) => !isVote(file) && !file.name.includes('alpaca')),
      mtBench.filter((file) => isAnswer(file) && file.name.includes('alpaca')),
      mtBench.filter(isVote),
    ];
    const records: ItemRecord[] = [];
    for (const files of steps) {
      const imported = await importAll(files, { existing: indexOf(records) });
      records.push(...imported.records);
    }
    expect(new Set(records.map((record) => JSON.stringify(record)))).toEqual(asSet(await importAll(mtBench)));
  });

  it('report their problems in the order in which they were opened, by line', async () => {
    const bad = fileOf('z.jsonl', '{"instruction":"p","output":"r","generator":"m"}\n{\n[]\n');
    const questions = fileOf('q.jsonl', '{"question_id":1,"turns":["x"]}\n{"question_id":2,"turns":[]}\n');
    const { summary } = await importAll([bad, fileOf('empty.csv', ''), questions]);
    expect(summary.problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'z.jsonl:2',
      'z.jsonl:3',
      'empty.csv:null',
      'q.jsonl:1',
      'q.jsonl:2',
    ]);
    expect(summary.sources.map(({ fileName, counts }) => [fileName, counts.leftOut])).toEqual([
      ['z.jsonl', 2],
      ['q.jsonl', 2],
    ]);
  });
});

describe('a file that was cut off', () => {
  it.each([
    [
      'an array',
      'a.json',
      '[\n {"instruction": "p\\"1", "output": "一[{", "generator": "m"},\n {"instruction": "p2", "output": "二", "generator": "n"}\n]',
    ],
    [
      'lines',
      'a.jsonl',
      '{"prompt": "p1", "chosen": "c\\\\", "rejected": "r"}\n{"prompt": "p2", "chosen": "d", "rejected": "s"}\n',
    ],
    ['a table', 'a.csv', 'prompt,response_a,response_b\n"p,1","a ""1""",甲\np2,"a\n2",乙\n'],
  ])('gives no record that the whole does not give: %s', async (_what, name, text) => {
    const bytes = new TextEncoder().encode(text);
    const whole = withoutSource(await importAll([fileOf(name, bytes)]));
    for (let length = 0; length < bytes.length; length += 1) {
      const imported = await importAll([fileOf(name, bytes.subarray(0, length))]);
      expect(withoutSource(imported).filter((record) => !whole.includes(record))).toEqual([]);
      // Lines and table rows are complete without what follows them; an array is not.
      expect(imported.summary.problems.length).toBeGreaterThanOrEqual(name === 'a.json' ? 1 : 0);
    }
  });
});

/** A file that was cut off is another source; all else has to be the same. */
function withoutSource({ records }: Imported): string[] {
  return records
    .filter((record) => !('source' in record))
    .map((record) =>
      JSON.stringify(record, (key, value: unknown) => (key === 'sourceId' ? undefined : value)),
    );
}

describe('the hash of a file', () => {
  it('is the same whether it is computed here, by the surroundings, or by another implementation', async () => {
    const files = [...mtBench, ...preferences];
    const expected = await importAll(files);
    const digests = new Map(expected.summary.sources.map(({ fileName, sha256 }) => [fileName, sha256]));
    const bytesOf = async (file: InputFile): Promise<Uint8Array> => file.read(0, file.size);
    for (const file of files) {
      expect(digests.get(file.name)).toBe(
        createHash('sha256')
          .update(await bytesOf(file))
          .digest('hex'),
      );
    }
    const known = files.map((file) => ({
      ...file,
      sha256: () => Promise.resolve(digests.get(file.name) ?? ''),
    }));
    expect(await importAll(known)).toEqual(expected);
    expect(await importAll(files, { createSha256: () => createHash('sha256') })).toEqual(expected);
  });
});

describe('while it runs', () => {
  it('tells how far it is, and ends at the end', async () => {
    const calls: [number, number, number][] = [];
    const { summary } = await importAll(everything, {
      onProgress: (done, total, rows) => calls.push([done, total, rows]),
    });
    const bytes = summary.sources.reduce((sum, source) => sum + source.bytes, 0);
    expect(calls.at(-1)?.slice(0, 2)).toEqual([bytes, bytes]);
    expect(calls.map(([done]) => done)).toEqual(
      calls.map(([done]) => done).toSorted((left, right) => left - right),
    );
  });

  it('stops when it is told to, and says so', async () => {
    const signal = { aborted: false };
    let pieces = 0;
    const summary = await importFiles(
      everything.map((file) => inSmallPieces(file, 10_000)),
      {
        app: 'test',
        signal,
        onProgress: () => {
          pieces += 1;
          if (pieces === 20) signal.aborted = true;
        },
      },
      () => undefined,
    );
    expect(summary.cancelled).toBe(true);
    expect(pieces).toBe(20);
  });

  it('waits for the sink and never asks for more than 1 MB', async () => {
    const text = Array.from(
      { length: 30_000 },
      (_, at) => `{"instruction":"p${at}","output":"${'x'.repeat(100)}","generator":"m"}\n`,
    ).join('');
    const file = fileOf('a.jsonl', text);
    let busy = false;
    let largest = 0;
    const summary = await importFiles(
      [
        {
          ...file,
          // Hashing reads the file on its own.
          sha256: () => Promise.resolve('0'.repeat(64)),
          read: (offset, length) => {
            expect(busy).toBe(false);
            largest = Math.max(largest, length);
            return file.read(offset, length);
          },
        },
      ],
      { app: 'test' },
      async () => {
        busy = true;
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        busy = false;
      },
    );
    expect(summary.counts.prompts).toBe(30_000);
    expect(largest).toBe(1024 * 1024);
  });
});
