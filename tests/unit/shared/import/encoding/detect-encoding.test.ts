import { describe, expect, it } from 'vitest';
import { detectEncoding } from '../../../../../shared/import/encoding/detect-encoding.ts';
import { createEncoder, fileOf, findRefusal, readRows, toUtf16 } from '../support.ts';

/** A line or two of each, as a small table of prompts has them. */
const TEXTS = [
  ['GBK', '提示,回答\n请写一首关于春天的诗。,好的，下面是一首诗：春风拂面，花开满园。\n'],
  ['Big5', '提示,回答\n請寫一首關於春天的詩。,好的，下面是一首詩：春風拂面，花開滿園。\n'],
  ['Shift_JIS', '質問,回答\n春についての詩を書いてください。,はい、風がやさしく花が咲く。\n'],
  ['EUC-KR', '질문,답변\n봄에 대한 시를 써 주세요.,네 봄에 관한 시입니다 바람이 불고 있습니다\n'],
  ['Windows-1252', 'prompt,réponse\nÉcrivez un poème sur l’été,Voilà “un” poème – très bien à vous\n'],
] as const;

describe('recognising the encoding', () => {
  it.each(TEXTS)('%s, by two lines', (name, text) => {
    expect(detectEncoding(createEncoder(name).encode(text))).toEqual({
      encoding: { name, markBytes: 0 },
      certain: true,
    });
  });

  it.each(TEXTS)('UTF-8 and UTF-16 with and without a mark, of the text for %s', (_name, text) => {
    expect(detectEncoding(new TextEncoder().encode(text))).toEqual(certainly('UTF-8'));
    expect(detectEncoding(new TextEncoder().encode(`\ufeff${text}`))).toEqual(certainly('UTF-8', 3));
    for (const name of ['UTF-16LE', 'UTF-16BE'] as const) {
      expect(detectEncoding(toUtf16(text, name))).toEqual(certainly(name, 2));
      expect(detectEncoding(toUtf16(text, name).subarray(2))).toEqual(certainly(name));
    }
  });

  it('says GB18030 when a character is beyond GBK', () => {
    const gbk = createEncoder('GBK').encode('提示,回答\n请写一首关于春天的诗。,好的，\n');
    // U+20000 is 95 32 82 36.
    const bytes = Uint8Array.from([...gbk, 0x95, 0x32, 0x82, 0x36, 0x0a]);
    expect(detectEncoding(bytes)).toMatchObject({ encoding: { name: 'GB18030' } });
  });

  it('is not certain of a word or two', () => {
    expect(detectEncoding(createEncoder('GBK').encode('提示\n'))).toEqual({
      encoding: { name: 'GBK', markBytes: 0 },
      certain: false,
    });
  });

  it('does not take GBK for damaged UTF-8 where more than half of its characters could be both', () => {
    const gbk = createEncoder('GBK').encode('为什么 0? 所以 0. 为什么 1? 不 1.\n'.repeat(3));
    expect(detectEncoding(gbk)).toMatchObject({ encoding: { name: 'GBK' } });
  });

  it('takes a character that is cut at the end for whole', () => {
    expect(detectEncoding(new TextEncoder().encode('提示').subarray(0, 5))).toEqual(certainly('UTF-8'));
    const gbk = createEncoder('GBK').encode(TEXTS[0][1].repeat(3));
    expect(detectEncoding(gbk.subarray(0, gbk.length - 3))).toMatchObject({ encoding: { name: 'GBK' } });
  });

  it('takes a file with a damaged byte among good ones for what it is: only its row is lost', () => {
    const bytes = new TextEncoder().encode('提示\n问题\n回答\n');
    bytes[8] = 0xff;
    expect(detectEncoding(bytes)).toEqual(certainly('UTF-8'));
  });

  it('does not take what is no text for any', () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, at) => (at * at * 31 + at * 7) % 256);
    expect(detectEncoding(noise)).toMatchObject({ fault: { code: 'unsupported_container' } });
  });
});

describe('the encoding of a file', () => {
  const gbk = createEncoder('GBK').encode('提示,回答\n春天,夏天\n');

  it('is what a person says, and rows that do not fit it are named', async () => {
    const right = await readRows(fileOf('a.csv', gbk), { encoding: 'GB18030' });
    expect(right.rows.map(({ value }) => ({ ...value }))).toEqual([{ 提示: '春天', 回答: '夏天' }]);
    const wrong = await readRows(fileOf('a.csv', gbk), { encoding: 'UTF-8' });
    expect(wrong.rows).toEqual([]);
    expect(wrong.faults.map(({ line, fault }) => [line, fault.code])).toEqual([[1, 'wrong_encoding']]);
  });

  it('is found out by what comes later when it begins in plain English', async () => {
    const lines = [
      ...Array.from({ length: 4000 }, (_, index) => `{"id":${index},"text":"plain English"}`),
      ...Array.from({ length: 4000 }, (_, index) => `{"id":${index},"text":"请写一首关于春天的诗"}`),
    ].join('\n');
    const { reading, rows, faults } = await readRows(fileOf('a.jsonl', createEncoder('GBK').encode(lines)));
    expect(reading.encoding.name).toBe('GBK');
    expect(rows).toHaveLength(8000);
    expect(rows.at(-1)?.value['text']).toBe('请写一首关于春天的诗');
    expect(faults).toEqual([]);
  });

  it('is asked for when nothing fits', async () => {
    const bytes = Uint8Array.from([0x61, 0x2c, 0x81, 0x0a, 0x62, 0x2c, 0x8d, 0x0a]);
    expect(await findRefusal(fileOf('a.csv', bytes))).toBe('wrong_encoding');
  });
});

function certainly(name: string, markBytes = 0): unknown {
  return { encoding: { name, markBytes }, certain: true };
}
