import { expect, it } from 'vitest';
import { importFiles } from '../../../shared/import/import-files.ts';
import type { InputFile } from '../../../shared/import/input-file.ts';

/** A file as the browser gives it. */
function openFile(file: File): InputFile {
  return {
    name: file.name,
    size: file.size,
    read: async (offset, length) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()),
  };
}

it('reads tables, arrays and UTF-16 in the browser as in Node', async () => {
  const utf16 = Uint8Array.from([
    0xff,
    0xfe,
    ...Array.from('prompt,response_a,response_b\np,甲,乙\n').flatMap((c) => [
      c.charCodeAt(0) % 256,
      c.charCodeAt(0) >> 8,
    ]),
  ]);
  // 你好, 问题 and 回答, one row after the other.
  const row = [0xc4, 0xe3, 0xba, 0xc3, 0x2c, 0xce, 0xca, 0xcc, 0xe2, 0x2c, 0xbb, 0xd8, 0xb4, 0xf0, 0x0a];
  const head = Array.from('prompt,response_a,response_b\n').map((c) => c.charCodeAt(0));
  const gbk = Uint8Array.from([...head, ...row, 0x31, ...row, 0x32, ...row, 0x33, ...row]);
  const files = [
    new File(['prompt;chosen;rejected\n"你\n好";"a ""b""";c\n'], 'prefs.csv'),
    new File(
      [JSON.stringify([{ instruction: 'p', output: '😀'.repeat(400_000), generator: 'm' }])],
      'outputs.json',
    ),
    new File([utf16], 'wide.csv'),
    new File([gbk], 'gbk.csv'),
    new File([Uint8Array.from([0x7b, 0xff, 0x81, 0xff, 0x7d, 0x0a])], 'none.jsonl'),
  ].map(openFile);
  const kinds: string[] = [];
  const summary = await importFiles(files, { app: 'test' }, (records) => {
    kinds.push(...records.map((record) => Object.keys(record).join('')));
  });
  expect(summary.sources.map(({ format, encoding }) => `${format} ${encoding}`)).toEqual([
    'trl-preference UTF-8',
    'alpaca-eval UTF-8',
    'wide UTF-16LE',
    'wide GBK',
  ]);
  expect(summary.problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    'none.jsonl:null wrong_encoding',
  ]);
  expect(summary.counts).toEqual({ prompts: 6, responses: 13, judgments: 1, leftOut: 1 });
  expect(kinds.filter((kind) => kind === 'response')).toHaveLength(13);
});
