import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { InputFile } from '../../../../shared/import/input-file.ts';
import { fileOf, importAll, promptsOf, responsesOf, shortProblems, toUtf16 } from './support.ts';

/** One AlpacaEval record as JSON. */
function record(instruction: unknown, output: unknown, generator: unknown = 'm1'): string {
  return JSON.stringify({ instruction, output, generator });
}

async function importText(
  name: string,
  content: string | Uint8Array,
): Promise<{ problems: string[]; kept: string[] }> {
  const imported = await importAll([fileOf(name, content)]);
  return {
    problems: shortProblems(imported),
    kept: responsesOf(imported).map(({ turns }) => turns.join('|')),
  };
}

describe('files that cannot be read', () => {
  it.each<[string, string, string | Uint8Array, string]>([
    ['an empty file', 'a.json', '', 'a.json:- - empty_file'],
    ['a file of blanks', 'a.jsonl', ' \n\n ', 'a.jsonl:- - empty_file'],
    ['a byte order mark and nothing else', 'a.csv', '\ufeff', 'a.csv:- - empty_file'],
    ['an empty list', 'a.json', '[]', 'a.json:- - empty_file'],
    ['a table of a header alone', 'a.csv', 'prompt,response_a,response_b\n', 'a.csv:- - empty_file'],
    ['a list of texts', 'a.json', '[\n"a",\n"b"]', 'a.json:2 - not_an_object'],
    ['text under a JSON name', 'a.json', 'hello', 'a.json:1 - bad_json'],
    ['prose', 'a.txt', 'Hello there.\nHow are you?', 'a.txt:- - unknown_layout'],
    [
      'gzip that is cut off',
      'a.jsonl.gz',
      Uint8Array.from([0x1f, 0x8b, 8, 0]),
      'a.jsonl.gz:- - damaged_file',
    ],
    [
      'an Excel sheet that is cut off',
      'a.xlsx',
      Uint8Array.from([0x50, 0x4b, 3, 4, 1]),
      'a.xlsx:- - damaged_file',
    ],
    [
      'an old Excel sheet',
      'a.xls',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'a.xls:- - unsupported_container',
    ],
    ['Parquet that is cut off', 'a.parquet', 'PAR1 and no more', 'a.parquet:- - damaged_file'],
    [
      'noise',
      'a.csv',
      Uint8Array.from({ length: 999 }, (_, at) => (at * 193) % 256),
      'a.csv:- - unsupported_container',
    ],
    ['unknown fields', 'a.jsonl', '{"foo":"x","bar":"y"}\n', 'a.jsonl:- - unknown_layout'],
    ['one object around the list', 'a.json', '{\n"data": [\n{"a":1}\n]\n}', 'a.json:- - unknown_layout'],
    [
      'a record that is cut off, with none before',
      'a.json',
      '[\n{"instruction": "x',
      'a.json:2 - truncated_json',
    ],
    ['an open bracket alone', 'a.json', '[', 'a.json:1 - truncated_json'],
  ])('%s', async (_what, name, content, problem) => {
    const imported = await importAll([fileOf(name, content)]);
    expect(shortProblems(imported)).toEqual([problem]);
    expect(imported.records).toEqual([]);
    expect(imported.summary.sources).toEqual([]);
    // One line, and it says what to do.
    expect(imported.summary.problems[0]?.message).toMatch(/^[^\n]{20,}$/);
  });

  it('a folder, or a file that has vanished', async () => {
    const folder: InputFile = { name: 'data', size: 4096, read: () => Promise.reject(new Error('EISDIR')) };
    const good = fileOf('a.jsonl', record('p', 'r'));
    const unhashed: InputFile = { ...good, name: 'b.jsonl', sha256: () => Promise.reject(new Error('EIO')) };
    const imported = await importAll([folder, good, unhashed]);
    expect(shortProblems(imported)).toEqual(['data:- - cannot_read', 'b.jsonl:- - cannot_read']);
    expect(responsesOf(imported)).toHaveLength(1);
  });

  it('a file that fails half way: nothing of the import is to be used, and the message names the file', async () => {
    const bytes = new TextEncoder().encode(`${record('提示', 'r')}\n`.repeat(40_000));
    const file: InputFile = {
      name: 'a.jsonl',
      size: bytes.length,
      read: (offset, length) =>
        offset < 1_000_000
          ? Promise.resolve(bytes.subarray(offset, offset + length))
          : Promise.reject(new Error('EIO')),
    };
    await expect(importAll([file])).rejects.toThrow(/^a\.jsonl: the file could not be read \(EIO\)/);
  });

  it('a packed file that is cut off: what came before is kept, and the file is no row', async () => {
    const text = Array.from({ length: 9000 }, (_, index) => `${record(`p${index}`, `r${index}`)}\n`).join('');
    const packed = new Uint8Array(gzipSync(text));
    const imported = await importAll([fileOf('a.jsonl.gz', packed.subarray(0, packed.length - 20))]);
    expect(shortProblems(imported)).toEqual(['a.jsonl.gz:- - damaged_file']);
    const kept = responsesOf(imported).length;
    expect(kept).toBeGreaterThan(1000);
    expect(imported.summary.rows).toEqual({ read: kept, kept });
  });

  it('names the fields it found and what it would take', async () => {
    const imported = await importAll([fileOf('a.jsonl', '{"foo":"x","bar":"y"}')]);
    const message = imported.summary.problems[0]?.message;
    expect(message).toContain('foo, bar');
    expect(message).toContain('instruction, output, generator');
  });
});

describe('rows that cannot be read', () => {
  it('a cut-off array: what was whole before is kept', async () => {
    const text = `[\n${record('p1', 'r1')},\n${record('p2', 'r2')},\n{"instruction": "p3", "out`;
    expect(await importText('a.json', text)).toEqual({
      problems: ['a.json:4 - truncated_json'],
      kept: ['r1', 'r2'],
    });
  });

  it('a cut-off last line', async () => {
    const text = `${record('p1', 'r1')}\n${record('p2', 'r2').slice(0, 20)}`;
    expect(await importText('a.jsonl', text)).toEqual({
      problems: ['a.jsonl:2 - truncated_json'],
      kept: ['r1'],
    });
  });

  it('lines that are no JSON, or no object, between good ones', async () => {
    const text = [record('p1', 'r1'), 'oops {', '', '[1]', 'null', '12', record('p2', 'r2'), ''].join('\n');
    expect(await importText('a.jsonl', text)).toEqual({
      problems: [
        'a.jsonl:2 - bad_json',
        'a.jsonl:4 - not_an_object',
        'a.jsonl:5 - not_an_object',
        'a.jsonl:6 - not_an_object',
      ],
      kept: ['r1', 'r2'],
    });
  });

  it('a missing comma: nothing after it is guessed', async () => {
    const text = `[${record('p1', 'r1')}\n${record('p2', 'r2')}]`;
    expect(await importText('a.json', text)).toEqual({ problems: ['a.json:2 - bad_json'], kept: ['r1'] });
  });

  it('a record that nests too deep', async () => {
    const deep = `{"instruction":"p","output":"r","generator":"m","x":${'['.repeat(300)}${']'.repeat(300)}}`;
    expect(await importText('a.json', `[${record('p1', 'r1')},${deep},${record('p2', 'r2')}]`)).toEqual({
      problems: ['a.json:1 - too_deep'],
      kept: ['r1', 'r2'],
    });
    expect(await importText('a.jsonl', `${record('p1', 'r1')}\n${deep}\n${'['.repeat(100_000)}\n`)).toEqual({
      problems: ['a.jsonl:2 - too_deep', 'a.jsonl:3 - too_deep'],
      kept: ['r1'],
    });
  });

  it('a record of too many fields', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, 1]));
    const text = `${record('p1', 'r1')}\n${JSON.stringify(many)}\n`;
    expect((await importText('a.jsonl', text)).problems).toEqual(['a.jsonl:2 - too_many_fields']);
  });

  it('half of a character, written as an escape', async () => {
    const lone = String.raw`{"instruction":"p2","output":"bad \ud83d end","generator":"m"}`;
    const pair = String.raw`{"instruction":"p3","output":"good \ud83d\ude00","generator":"m"}`;
    expect(await importText('a.jsonl', `${record('p1', 'r1')}\n${lone}\n${pair}\n`)).toEqual({
      problems: ['a.jsonl:2 output lone_surrogate'],
      kept: ['r1', 'good 😀'],
    });
  });

  it('a byte that does not belong among good ones: its row is left out, the others stay as they are', async () => {
    const bytes = new TextEncoder().encode(
      [record('提示一', '回答一'), record('提示二', '回答二'), record('提示三', '回答\ufffd三'), ''].join(
        '\n',
      ),
    );
    bytes[bytes.indexOf(0x0a) + 30] = 0xff;
    expect(await importText('a.jsonl', bytes)).toEqual({
      problems: ['a.jsonl:2 - wrong_encoding'],
      kept: ['回答一', '回答\ufffd三'],
    });
  });

  it('CSV rows with too few or too many cells, and quotes that do not match', async () => {
    const text = 'prompt,response_a,response_b\np1,a,b\np2,a\np3,a,b,\np4,a,b,more\np5,a,"b" b"\np6,c,"d';
    expect(await importText('a.csv', text)).toEqual({
      problems: ['a.csv:3 - cell_count', 'a.csv:5 - cell_count', 'a.csv:6 - bad_csv', 'a.csv:7 - bad_csv'],
      kept: ['a', 'b', 'a', 'b'],
    });
  });
});

describe('texts that are no texts', () => {
  it.each([
    ['true', true, 'not_text'],
    ['null', null, 'not_text'],
    ['a number', 7, 'not_text'],
    ['a list', ['x'], 'not_text'],
    ['empty', '', 'empty_response'],
    ['white space', ' \n\t\u3000', 'empty_response'],
  ])('a response that is %s', async (_what, output, code) => {
    expect(await importText('a.json', `[${record('p1', 'r1')},\n${record('p2', output)}]`)).toEqual({
      problems: [`a.json:2 output ${code}`],
      kept: ['r1'],
    });
  });

  it.each([
    ['missing response', '{"instruction":"p","generator":"m"}', 'output missing_field'],
    ['missing prompt', '{"output":"r","generator":"m"}', 'instruction missing_field'],
    ['blank prompt', '{"instruction":" ","output":"r","generator":"m"}', 'instruction empty_prompt'],
    ['missing model', '{"instruction":"p","output":"r"}', 'generator missing_field'],
    ['blank model', '{"instruction":"p","output":"r","generator":""}', 'generator bad_value'],
  ])('a %s', async (_what, row, problem) => {
    expect((await importText('a.jsonl', `${record('p1', 'r1')}\n${row}\n`)).problems).toEqual([
      `a.jsonl:2 ${problem}`,
    ]);
  });
});

describe('texts that are unusual and stay as they are', () => {
  it.each([
    ['a script', '<script>alert(1)</script><a href="javascript:alert(1)">x</a>'],
    ['right-to-left and zero-width characters', 'שלום\u202e\u200b\u200f\u2066 مرحبا \ufeff'],
    ['control characters', 'a\u0000b\u0007c\u2028d'],
    ['combining characters that are not in NFC', 'e\u0301 \u1100\u1161'],
    ['a formula', '=HYPERLINK("http://x")'],
    ['line ends of every kind', 'a\r\nb\rc\nd\n'],
    ['100 KB in one line', `x${'漢字'.repeat(50_000)}`],
    ['3 MB in one line', `x${'long '.repeat(600_000)}`],
  ])('%s', async (_what, text) => {
    expect(await importText('a.json', `[${record('p', text)}]`)).toEqual({ problems: [], kept: [text] });
    expect(await importText('a.jsonl', `${record('p', text)}\n`)).toEqual({ problems: [], kept: [text] });
  });

  it('keys that name parts of the language are data', async () => {
    const row =
      '{"instruction":"p","output":"r","generator":"m","__proto__":{"polluted":"yes"},"constructor":"c","prototype":"t"}';
    const imported = await importAll([fileOf('a.jsonl', row)]);
    expect(JSON.stringify(responsesOf(imported)[0]?.metadata)).toBe(
      '{"__proto__":"{\\"polluted\\":\\"yes\\"}","constructor":"c","prototype":"t"}',
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();

    const table = await importAll([fileOf('a.csv', '__proto__,prompt,response_a,constructor\nx,p,r,y\n')]);
    expect(promptsOf(table)[0]).toMatchObject({ messages: [{ content: 'p' }] });
    expect(JSON.stringify(promptsOf(table)[0]?.metadata)).toBe('{"__proto__":"x","constructor":"y"}');
  });

  it('UTF-16 with a mark, and UTF-8 with one', async () => {
    const text = 'prompt,回答A,回答B\n你好,甲,乙😀\n';
    for (const content of [`\ufeff${text}`, toUtf16(text, 'UTF-16LE'), toUtf16(text, 'UTF-16BE')]) {
      expect(await importText('a.csv', content)).toEqual({ problems: [], kept: ['甲', '乙😀'] });
    }
  });
});

describe('prompts and responses that do not fit together', () => {
  it('keeps the same text of two models, and reports the same text of one model in one file', async () => {
    const rows = [record('p', 'same', 'm1'), record('p', 'same', 'm2'), record('p', ' same\r\n', 'm1')];
    const imported = await importAll([fileOf('a.jsonl', rows.join('\n'))]);
    expect(responsesOf(imported).map(({ origin }) => origin.model)).toEqual(['m1', 'm2']);
    expect(shortProblems(imported)).toEqual(['a.jsonl:3 output duplicate_response']);
  });

  it('counts the same text of one model in two files as already there, without a complaint', async () => {
    const imported = await importAll([
      fileOf('a.jsonl', record('p', 'r')),
      fileOf('b.jsonl', record('p', 'r')),
    ]);
    expect(imported.summary).toMatchObject({
      counts: { prompts: 1, responses: 1, leftOut: 0 },
      alreadyThere: { prompts: 0, responses: 1, judgments: 0 },
    });
  });

  it('keeps a prompt with one response and counts it', async () => {
    const rows = [record('p1', 'r', 'm1'), record('p2', 'r', 'm1'), record('p2', 'r', 'm2')];
    const { summary } = await importAll([fileOf('a.jsonl', rows.join('\n'))]);
    expect(summary).toMatchObject({ counts: { prompts: 2, responses: 3, leftOut: 0 }, oneResponseOnly: 1 });
  });

  it('leaves out a table row without any response, and only the empty cells of another', async () => {
    const text = 'prompt,response_a,response_b\np1,a,b\np2,,\np3,a,  \n';
    expect(await importText('a.csv', text)).toEqual({
      problems: ['a.csv:3 - no_responses', 'a.csv:4 response_b empty_response'],
      kept: ['a', 'b', 'a'],
    });
  });
});
