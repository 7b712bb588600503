import { describe, expect, it } from 'vitest';
import { FindingLog } from '../../../../../shared/export/preflight/finding.ts';
import { readRows } from '../../../../../shared/export/preflight/read-rows.ts';
import { inShort, toFile, toLines } from './preflight-files.ts';

function read(text: string | Uint8Array, name = 'rows.jsonl') {
  const log = new FindingLog();
  const rows = readRows(toFile(name, text), log);
  return { rows: rows.map(({ value }) => value), findings: inShort(log.toReport(rows.length)) };
}

const row = { prompt: 'Wie geht’s?', answer: '好' };

describe('what the datasets reader takes', () => {
  it.each([
    ['JSON Lines', toLines(row, row)],
    [
      'Windows line ends, blank lines, no final newline',
      `${JSON.stringify(row)}\r\n\r\n${JSON.stringify(row)}`,
    ],
    ['an array', JSON.stringify([row, row])],
    ['an array over several lines', JSON.stringify([row, row], null, 2)],
  ])('reads %s', (_what, text) => {
    expect(read(text)).toEqual({ rows: [row, row], findings: [] });
    expect(read(text, 'rows.json')).toEqual({ rows: [row, row], findings: [] });
  });

  it('reads a line of more than 10 MB', () => {
    const long = { prompt: 'x'.repeat(10_500_000), answer: 'y' };
    expect(read(toLines(long)).findings).toEqual([]);
  });
});

describe('what it refuses or misreads', () => {
  const utf16 = Uint8Array.from([0xff, 0xfe, 0x7b, 0x00]);

  it.each([
    ['a byte order mark before an array', `\ufeff${JSON.stringify([row])}`, ['byte-order-mark aborts']],
    ['a byte order mark before lines', `\ufeff${toLines(row)}`, ['byte-order-mark unportable']],
    ['one object around the rows', JSON.stringify({ data: [row] }, null, 2), ['not-json aborts']],
    ['UTF-16', utf16, ['not-utf8 aborts']],
    ['invalid UTF-8', Uint8Array.from([0x7b, 0xc3, 0x28]), ['not-utf8 aborts']],
    ['nothing', '', ['no-rows aborts']],
    ['an empty array', '[]', ['no-rows aborts']],
    ['a truncated array', '[{"a":"b"},', ['not-json aborts']],
    ['a truncated line', `${toLines(row)}{"prompt":`, ['not-json aborts']],
    ['NaN', '{"a":NaN}\n', ['not-json aborts']],
    ['a bare text', '"row"\n', ['row-not-object aborts']],
    ['a text here and a number there', toLines({ a: 'x' }, { a: 1 }), ['mixed-types aborts']],
    ['a text here and a list there', toLines({ a: { b: 'x' } }, { a: { b: ['x'] } }), ['mixed-types aborts']],
    ['a key that comes later', toLines({ a: 'x' }, { a: 'x', b: 'y' }), ['changing-keys unportable']],
    [
      'a key that comes later inside',
      toLines({ m: [{ a: 'x' }] }, { m: [{ a: 'x', b: 'y' }] }),
      ['changing-keys unportable'],
    ],
    ['null', toLines({ a: null }, { a: 'x' }), ['null-value unportable']],
    ['half of a surrogate pair', '{"a":"\\ud83d"}\n', ['lone-surrogate aborts']],
    ['U+0000', '{"a":"x\\u0000"}\n', ['control-character misreads']],
    ['a raw U+2028', '{"a":"x\u2028y"}\n', ['line-separator unportable']],
    ['the same key twice', '{"a":"x","a":"y"}\n', ['duplicate-key aborts']],
    [
      'dates only',
      toLines({ a: '2024-01-02', b: 'x' }, { a: '2024-01-03T10:00:00Z', b: 'y' }),
      ['all-dates aborts'],
    ],
  ])('reports %s', (_what, text, findings) => {
    expect(read(text).findings).toEqual(findings);
  });

  it('does not take a text with a colon or a quote in it for a second key', () => {
    expect(read(toLines({ a: 'he said "x": \\', 'b"': [{ c: '":' }] })).findings).toEqual([]);
  });

  it.each([
    '2024-01-02',
    '2024-01-02 10',
    '2024-01-02 10:00',
    '2024-01-02T10:00:00Z',
    '2024-01-02T10:00:00+01:00',
  ])('knows that a column of %s becomes a time', (text) => {
    expect(read(toLines({ a: text })).findings).toEqual(['all-dates aborts']);
  });

  it.each([
    '2024',
    '2024-01',
    '10:00:00',
    '2024-01-02T10:00:00.123',
    '2024-13-45',
    ' 2024-01-02',
    'tomorrow',
  ])('knows that a column with "%s" in it stays text', (text) => {
    expect(read(toLines({ a: '2024-01-02' }, { a: text })).findings).toEqual([]);
  });

  it.each(['rows.ndjson', 'rows', 'rows.csv'])('refuses the name %s', (name) => {
    expect(read(toLines(row), name).findings).toEqual(['file-type aborts']);
  });

  it('knows that from 10 MB on what the first rows leave empty has no type', () => {
    const long = { ...row, answer: 'y'.repeat(10_500_000) };
    const fillsLater = toLines({ ...long, images: [] }, { ...row, images: ['a.png'] });
    expect(read(fillsLater).findings).toEqual(['changing-keys aborts']);
    const fillsFirst = toLines({ ...long, images: ['a.png'] }, { ...row, images: [] });
    expect(read(fillsFirst).findings).toEqual([]);
    const small = toLines({ ...row, images: [] }, { ...row, images: ['a.png'] });
    expect(read(small).findings).toEqual([]);
  });

  it('knows that from 10 MB on a key that comes later stops the run', () => {
    const many = toLines(...Array.from({ length: 11 }, () => ({ a: 'x'.repeat(1_000_000) })), {
      a: 'x',
      b: 'y',
    });
    expect(read(many).findings).toEqual(['changing-keys aborts']);
  });

  it('lists a hundred of a kind and counts the rest', () => {
    const log = new FindingLog();
    readRows(
      toFile('rows.jsonl', toLines({ a: 'x' }, ...Array.from({ length: 250 }, () => ({ a: 1 })))),
      log,
    );
    const report = log.toReport(251);
    expect(report.findings).toHaveLength(100);
    expect(report.counts).toEqual({ 'mixed-types': 250 });
  });
});
