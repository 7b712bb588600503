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
  const files = [
    new File(['prompt;chosen;rejected\n"你\n好";"a ""b""";c\n'], 'prefs.csv'),
    new File(
      [JSON.stringify([{ instruction: 'p', output: '😀'.repeat(400_000), generator: 'm' }])],
      'outputs.json',
    ),
    new File([utf16], 'wide.csv'),
    new File([Uint8Array.from([0xcc, 0xe1, 0x0a])], 'gbk.csv'),
  ].map(openFile);
  const kinds: string[] = [];
  const summary = await importFiles(files, { app: 'test' }, (records) => {
    kinds.push(...records.map((record) => Object.keys(record).join('')));
  });
  expect(summary.sources.map(({ format, encoding }) => `${format} ${encoding}`)).toEqual([
    'trl-preference UTF-8',
    'alpaca-eval UTF-8',
    'wide UTF-16LE',
  ]);
  expect(summary.problems.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([
    'gbk.csv:1 wrong_encoding',
  ]);
  expect(summary.counts).toEqual({ prompts: 2, responses: 5, judgments: 1, leftOut: 1 });
  expect(kinds.filter((kind) => kind === 'response')).toHaveLength(5);
});
