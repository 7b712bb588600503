/**
 * Writes a JSON Lines file of model outputs of any size, as a team that compares four models has them: a prompt and four
 * responses a row, one prompt in five in Chinese. Seeded: the same options give the same bytes on every machine. The texts
 * mean nothing; their lengths, their line ends and their characters are what counts.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { createDraw } from './sample-set.mjs';

const MODELS = ['amber', 'birch', 'cedar', 'dune'];
/** Texts are cut from pools of this many characters: drawing word by word would take longer than importing. */
const POOL = 1 << 21;

const ENGLISH =
  'the a model answer price week city river people system question value reason small large green early often makes gives takes holds keeps shows about under between because however therefore example number table letter garden winter market "quoted" C:\\path **bold** `code` 3.14 it\'s'.split(
    ' ',
  );
const CHINESE =
  '春节祝福 客户 分期手续费 每月还款 问题 回答 模型 比较结果 因此 但是 例如 城市 朋友 工作 时间 方法 重要 我们可以 需要 首先 其次 最后 数字 表格 文章 model "引用" **重点** 3.14'.split(
    ' ',
  );

/**
 * @param {string} path
 * @param {{bytes: number, shortest?: number, longest?: number}} options how large the file becomes, and from and to how
 *   many characters a response has; lengths are drawn evenly on a logarithmic scale
 * @returns {{rows: number, responses: number, bytes: number}}
 */
export function writeOutputFile(path, { bytes, shortest = 200, longest = 20_000 }) {
  const draw = createDraw(20_261_121);
  const english = createPool(draw, ENGLISH, ' ');
  const chinese = createPool(draw, CHINESE, '，');
  const file = openSync(path, 'w');
  let written = 0;
  let rows = 0;
  let lines = [];
  let pending = 0;
  const cut = (pool, length) => {
    const from = Math.floor(draw() * (pool.length - length));
    return pool.slice(from, from + length);
  };
  while (written + pending < bytes) {
    const pool = draw() < 0.2 ? chinese : english;
    const row = { id: rows, prompt: `${rows}. ${cut(pool, 50 + Math.floor(draw() * 400))}` };
    for (const model of MODELS) {
      row[`response_${model}`] = cut(pool, Math.floor(shortest * (longest / shortest) ** draw()));
    }
    const line = `${JSON.stringify(row)}\n`;
    lines.push(line);
    pending += Buffer.byteLength(line);
    rows += 1;
    if (pending > 1 << 20) {
      written += writeSync(file, lines.join(''));
      lines = [];
      pending = 0;
    }
  }
  written += writeSync(file, lines.join(''));
  closeSync(file);
  return { rows, responses: rows * MODELS.length, bytes: written };
}

/** Text without half a character at any place: all of it is in the first plane. */
function createPool(draw, words, between) {
  const parts = [];
  for (let length = 0; length < POOL;) {
    const end = draw();
    const part =
      words[Math.floor(draw() * words.length)] + (end < 0.03 ? '.\n\n' : end < 0.12 ? '.\n' : between);
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}
