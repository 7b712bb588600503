/**
 * Makes files like those of AlpacaEval, as large as the real set: 491 prompts with 6 responses each. Seeded: the same
 * size gives the same bytes on every machine. The texts mean nothing; their lengths and their Markdown are what counts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PROMPTS = 491;
const MODELS = ['amber', 'birch', 'cedar', 'dune', 'elm', 'fern'];

/** How many bytes a response has, given a number drawn evenly from 0 to 1. */
export const SIZES = {
  // Half below 1 KB, a tenth above 3 KB.
  mixed: (drawn) => 200 * 25 ** drawn,
  '5 KB': () => 5000,
  '20 KB': () => 20_000,
};

const ENGLISH =
  'the a model answer price week city river people system question value reason small large green early often makes gives takes holds keeps shows about under between because however therefore example number table letter garden winter market'.split(
    ' ',
  );
const CHINESE =
  '春节 祝福 客户 分期 手续费 每月 还款 问题 回答 模型 比较 结果 因此 但是 例如 城市 朋友 工作 时间 方法 重要 我们 可以 需要 首先 其次 最后 数字 表格 文章'.split(
    ' ',
  );
const CODE = {
  python: (word, number) =>
    `def ${word}_total(rows: list[dict], rate: float = 0.${number}) -> float:\n    """Adds up the ${word} column."""\n    total = sum(row["${word}"] for row in rows if row.get("${word}") is not None)\n    return round(total * (1 + rate), 2)`,
  javascript: (word, number) =>
    `export function ${word}(items) {\n  // At most ${number} of them.\n  const kept = items.filter(({ ${word} }) => ${word} > ${number}).slice(0, ${number});\n  return kept.map((item) => \`\${item.name}: \${item.${word}}\`).join('\\n');\n}`,
  json: (word, number) =>
    `{\n  "${word}": ${number},\n  "items": ["${word}", "other", null],\n  "open": true\n}`,
  sql: (word, number) =>
    `SELECT ${word}, COUNT(*) AS n\nFROM orders\nWHERE ${word} > ${number}\nGROUP BY ${word}\nORDER BY n DESC;`,
};
const FORMULAS = [
  String.raw`E = mc^2`,
  String.raw`\frac{-b \pm \sqrt{b^2 - 4ac}}{2a}`,
  String.raw`\sum_{i=1}^{n} x_i^2`,
  String.raw`P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}`,
  String.raw`\int_0^1 x^k \, dx = \frac{1}{k + 1}`,
];

/**
 * Writes one file per model into a folder of its own, named as AlpacaEval names them.
 *
 * @param {string} folder where to put them
 * @param {keyof typeof SIZES} size
 * @returns {string[]} the files
 */
export function writeSampleSet(folder, size) {
  const draw = createDraw(20_261_121);
  const rows = MODELS.map(() => []);
  for (let number = 0; number < PROMPTS; number += 1) {
    const writer = createWriter(draw, draw() < 0.2 ? CHINESE : ENGLISH);
    const instruction = `${number + 1}. ${writer.sentence()} ${writer.sentence()}`;
    MODELS.forEach((generator, model) => {
      rows[model].push({
        dataset: 'bench',
        instruction,
        output: writer.response(Math.round(SIZES[size](draw()))),
        generator,
      });
    });
  }
  return MODELS.map((model, index) => {
    mkdirSync(join(folder, model), { recursive: true });
    const file = join(folder, model, 'model_outputs.json');
    writeFileSync(file, JSON.stringify(rows[index], null, 1));
    return file;
  });
}

/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export function createDraw(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function createWriter(draw, words) {
  const isChinese = words === CHINESE;
  const pick = (list) => list[Math.floor(draw() * list.length)];
  const some = (least, most) => least + Math.floor(draw() * (most - least + 1));
  const repeat = (count, make) => Array.from({ length: count }, make);
  const phrase = (count) => repeat(count, () => pick(words)).join(isChinese ? '' : ' ');

  function sentence() {
    const text = phrase(some(5, 18));
    const marked = draw() < 0.15 ? `**${phrase(2)}**${isChinese ? '' : ' '}${text}` : text;
    return isChinese ? `${marked}。` : `${marked.charAt(0).toUpperCase()}${marked.slice(1)}.`;
  }
  const paragraph = () => repeat(some(2, 5), sentence).join(isChinese ? '' : ' ');
  const list = (mark) => repeat(some(3, 7), (_, index) => `${mark(index)} ${sentence()}`).join('\n');
  const table = () =>
    [
      `| ${phrase(1)} | ${phrase(2)} | n |`,
      '| --- | --- | ---: |',
      ...repeat(some(3, 6), () => `| ${phrase(2)} | ${phrase(4)} | ${some(1, 999)} |`),
    ].join('\n');
  function code() {
    const language = pick(Object.keys(CODE));
    return `\`\`\`${language}\n${CODE[language](pick(ENGLISH), some(2, 99))}\n\`\`\``;
  }
  const block = () => {
    const drawn = draw();
    if (drawn < 0.55) return paragraph();
    if (drawn < 0.65) return `## ${phrase(4)}`;
    if (drawn < 0.75) return list((index) => `${index + 1}.`);
    if (drawn < 0.85) return list(() => '-');
    if (drawn < 0.91) return code();
    if (drawn < 0.95) return table();
    if (drawn < 0.975) return `${sentence()} $${pick(FORMULAS)}$ ${sentence()}`;
    return `$$${pick(FORMULAS)}$$`;
  };

  /** Whole blocks as long as they fit, then a sentence cut to the byte. */
  function response(bytes) {
    const blocks = [];
    let room = bytes;
    for (let next = block(); Buffer.byteLength(next) + 2 <= room; next = block()) {
      blocks.push(next);
      room -= Buffer.byteLength(next) + 2;
    }
    if (room < 12) return blocks.join('\n\n');
    const rest = Buffer.from(repeat(Math.ceil(room / 20), sentence).join(isChinese ? '' : ' '));
    // A character cut in two is left out.
    const cut = rest
      .subarray(0, room)
      .toString('utf8')
      .replace(/\uFFFD$/, '');
    return [...blocks, cut].join('\n\n');
  }

  return { sentence, response };
}
