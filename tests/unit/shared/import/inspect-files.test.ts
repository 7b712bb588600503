import { describe, expect, it } from 'vitest';
import type { InputFile } from '../../../../shared/import/input-file.ts';
import { inspectFiles } from '../../../../shared/import/inspect-files.ts';
import { fileOf, fixtureFiles, importAll } from './support.ts';

describe('looking at files before they are imported', () => {
  it('shows layout, encoding, fields and first rows', async () => {
    const [file] = fixtureFiles('alpaca_eval').filter(({ name }) => name === 'gemini-pro/model_outputs.json');
    if (file === undefined) throw new Error('the fixture is missing');
    const [inspection] = await inspectFiles([file]);
    expect(inspection).toMatchObject({
      name: file.name,
      size: file.size,
      format: 'alpaca-eval',
      encoding: 'UTF-8',
      container: 'json-array',
      fields: ['dataset', 'instruction', 'output', 'generator'],
      mapping: null,
      suggestedMapping: { prompt: ['instruction'], responses: [{ column: 'output' }] },
      problem: null,
    });
    expect(inspection?.firstRows).toHaveLength(20);
    expect(inspection?.firstRows[0]?.slice(0, 2)).toEqual([
      'helpful_base',
      'How did US states get their names?',
    ]);
    expect(inspection?.firstRows.every((row) => row.every((cell) => cell.length <= 500))).toBe(true);
  });

  it('reads next to nothing of a file of 2 GiB', async () => {
    const line = new TextEncoder().encode('{"instruction":"p","output":"r","generator":"m"}\n');
    let bytes = 0;
    const file: InputFile = {
      name: 'large.jsonl',
      size: 2 ** 31 - (2 ** 31 % line.length),
      read(offset, length) {
        bytes += length;
        return Promise.resolve(
          Uint8Array.from({ length }, (_, at) => line[(offset + at) % line.length] ?? 0),
        );
      },
    };
    const [inspection] = await inspectFiles([file]);
    expect(inspection).toMatchObject({ format: 'alpaca-eval', encoding: 'UTF-8', encodingCertain: true });
    expect(inspection?.firstRows).toHaveLength(20);
    expect(bytes).toBeLessThan(2 * 1024 * 1024);
  });

  it('guesses the mapping of a table; the guess is what an import without a mapping does', async () => {
    const file = fileOf('t.csv', '编号;提示;回答甲;回答乙\n1;p;a;b\n');
    const [inspection] = await inspectFiles([file]);
    expect(inspection).toMatchObject({
      format: 'wide',
      container: 'csv',
      fields: ['编号', '提示', '回答甲', '回答乙'],
      firstRows: [['1', 'p', 'a', 'b']],
      mapping: { prompt: ['提示'], metadata: ['编号'] },
    });
    const mapping = inspection?.mapping;
    if (mapping === undefined || mapping === null) throw new Error('no mapping was guessed');
    const given = await importAll([file], { choices: new Map([[file.name, { mapping }]]) });
    expect(given).toEqual(await importAll([file]));
  });

  it('says why a file cannot be read, and still shows what it found', async () => {
    const files = [
      fileOf('empty.json', ''),
      fileOf('notes.csv', 'when;what\nnow;this\nthen;that\n'),
      fileOf('cut.json', '[{"instruction":"p","out'),
      fileOf('noise.csv', Uint8Array.from([0x81, 0x0a, 0x8d, 0x0a])),
      { name: 'gone.csv', size: 10, read: () => Promise.reject(new Error('ENOENT')) },
    ];
    const inspections = await inspectFiles(files);
    expect(inspections.map(({ format, problem }) => [format, problem?.code, problem?.line])).toEqual([
      [null, 'empty_file', null],
      [null, 'unknown_layout', null],
      [null, 'truncated_json', 1],
      [null, 'wrong_encoding', null],
      [null, 'cannot_read', null],
    ]);
    expect(inspections[1]).toMatchObject({
      fields: ['when', 'what'],
      firstRows: [
        ['now', 'this'],
        ['then', 'that'],
      ],
    });
  });

  it('finds the first record even when it is longer than what is looked at', async () => {
    const long = JSON.stringify({ instruction: 'p', output: 'x'.repeat(3_000_000), generator: 'm' });
    const [inspection] = await inspectFiles([fileOf('a.jsonl', `${long}\n${long}\n`)]);
    expect(inspection).toMatchObject({ format: 'alpaca-eval', container: 'json-lines', problem: null });
  });
});

describe('recognising the container', () => {
  it.each([
    [
      'JSON Lines under a .json name',
      'a.json',
      '{"instruction":"p","output":"r","generator":"m"}\n{"instruction":"q","output":"s","generator":"m"}',
      'json-lines',
    ],
    ['an array on one line', 'a.json', '[{"instruction":"p","output":"r","generator":"m"}]', 'json-array'],
    [
      'an array under a .jsonl name',
      'a.jsonl',
      ' [\n{"instruction":"p","output":"r","generator":"m"}]',
      'json-array',
    ],
    [
      'one printed object',
      'a.json',
      '{\n  "instruction": "p",\n  "output": "r",\n  "generator": "m"\n}\n',
      'json-values',
    ],
    [
      'printed objects one after the other',
      'a.json',
      '{\n"instruction":"p","output":"r","generator":"m"\n}\n{\n"instruction":"q","output":"s","generator":"m"\n}',
      'json-values',
    ],
    ['one line without an end', 'a.json', '{"instruction":"p","output":"r","generator":"m"}', 'json-lines'],
    [
      'a list in an object on one line',
      'a.json',
      '{"version":1,"data":[{"instruction":"p","output":"r","generator":"m"}],"more":[1]}',
      'json-array',
    ],
    [
      'a list two names deep, one record per line',
      'a.json',
      '{"result": {"n": 2, "found": [\n{"instruction":"p","output":"r","generator":"m"},\n{"instruction":"q","output":"s","generator":"m"}\n]}}',
      'json-array',
    ],
    ['a table', 'a.txt', 'instruction\toutput\tgenerator\np\tr\tm\n', 'csv'],
    [
      'a table whose first column is called [x]',
      'a.csv',
      '[x],instruction,output,generator\n1,p,r,m\n',
      'csv',
    ],
  ])('%s', async (_what, name, text, container) => {
    const [inspection] = await inspectFiles([fileOf(name, text)]);
    expect([inspection?.container, inspection?.format]).toEqual([container, 'alpaca-eval']);
  });
});
