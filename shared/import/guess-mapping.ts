import { getField, type Row } from './row.ts';
import type { WideMapping, WideResponse } from './wide-mapping.ts';

/** Names of prompt columns, likeliest first, in the form that `toPlainName` gives. */
const PROMPT_NAMES = (
  'prompt instruction question query user_prompt user_input user_message input user message request task text ' +
  '提示 提示词 提示语 指令 问题 提问 用户问题 用户输入 用户提问 题目 题干 输入 请求 任务'
).split(' ');
const INPUT_NAMES = ['input', '输入'];
const SYSTEM_NAMES = 'system system_prompt system_message 系统 系统提示 系统提示词 系统消息 角色设定'.split(
  ' ',
);
const REFERENCE_NAMES = (
  'reference reference_answer reference_output ref ref_answer gold gold_answer golden_answer ground_truth target ' +
  'expected expected_output expected_answer std_answer standard_answer ideal ideal_answer correct_answer solution ' +
  '参考 参考答案 参考回答 标准答案 标准回答 正确答案'
).split(' ');
/** Answers when they stand alone; the reference when models have columns of their own. */
const ANSWER_OR_REFERENCE_NAMES = 'answer output 答案'.split(' ');
const TAG_NAMES = 'tag tags 标签'.split(' ');
const MODEL_NAMES = 'model model_name model_id generator 模型 模型名 模型名称'.split(' ');

const RESPONSE_WORDS =
  'response|answer|output|completion|reply|candidate|generation|回答|答复|回复|输出|答案|候选|候选回答';
/** `response`, `answer1`, `response_a`, `output_gpt4`, `gpt4_output`, `回答A`, `GPT4回答`. */
const RESPONSE_NAME = new RegExp(
  `^(?:model_|模型)?(?:${RESPONSE_WORDS})(?:_?(.+))?$|^(.+?)_?(?:${RESPONSE_WORDS})$`,
  'u',
);
/** Names that say of a column what it is, and that it is no text to judge. */
const METADATA_NAME = new RegExp(
  '(?:^|_)(?:id|ids|uuid|index|idx|no|num|number|count|len|length|tokens?|time|date|timestamp|tstamp|latency|cost|' +
    'price|scores?|ratings?|rank|label|lang|language|locale|type|kind|category|class|topic|domain|subject|source|' +
    'dataset|split|url|link|path|file|level|difficulty|version|model|generator|judge|annotator|author|rater|user_name|' +
    'winner|preference|vote|verdict|comments?|notes?|remarks?|status|reason|tags?)$' +
    '|(?:编号|序号|类别|类型|分类|来源|语言|难度|领域|主题|日期|时间|备注|评分|分数|得分|标注|标注员|评委|胜者|状态|链接|模型|名称)$',
  'u',
);

/** Names of columns that are called after a model. */
const MODEL_LIKE_NAME =
  /gpt|claude|llama|qwen|gemini|gemma|mi[sx]tral|glm|baichuan|internlm|ernie|deepseek|kimi|doubao|hunyuan|vicuna|davinci|falcon|phi_?\d|\d+b$|^model|^模型|文心|通义|千问|混元|星火|豆包|智谱|盘古/u;

interface NamedColumn {
  /** As in the file. */
  readonly field: string;
  /** In lower case, with `_` between words. */
  readonly plain: string;
}

/**
 * Guesses from the column names, in English and Chinese, and from the first rows what the columns of a table hold.
 *
 * Columns that are named as responses are responses; when none is, those called after models are, else all further
 * columns of text, each under its own name as the model. Whatever is left is kept as metadata.
 *
 * @returns `undefined` when no prompt or no response can be told
 */
export function guessMapping(fields: readonly string[], rows: readonly Row[]): WideMapping | undefined {
  const columns = fields
    .filter((field) => isTextColumn(field, rows))
    .map((field): NamedColumn => ({ field, plain: toPlainName(field) }));
  const prompt = findNamed(columns, PROMPT_NAMES) ?? columns.find(isPromptLike);
  if (prompt === undefined) return undefined;
  // Alpaca's two columns are one prompt.
  const input = prompt.plain === 'instruction' ? findNamed(columns, INPUT_NAMES) : undefined;
  const system = findNamed(columns, SYSTEM_NAMES);
  const namedReference = findNamed(columns, REFERENCE_NAMES);
  const taken = new Set([prompt, input, system, namedReference]);
  const rest = columns.filter((column) => !taken.has(column) && !METADATA_NAME.test(column.plain));
  const { responses, reference } = pickResponses(rest, namedReference, rows);
  if (responses.length === 0) return undefined;
  const tags = fields.filter((field) => TAG_NAMES.includes(toPlainName(field)));
  const wideResponses = responses.map((column) => toResponse(column, responses.length === 1, fields));
  const used = new Set<string | undefined>([
    ...[prompt, input, system, reference].map((column) => column?.field),
    ...tags,
    ...wideResponses.flatMap(({ column, model }) =>
      model !== null && 'column' in model ? [column, model.column] : [column],
    ),
  ]);
  return {
    prompt: input === undefined ? [prompt.field] : [prompt.field, input.field],
    system: system?.field ?? null,
    reference: reference?.field ?? null,
    responses: wideResponses,
    tags,
    metadata: fields.filter((field) => !used.has(field)),
  };
}

/** Tells responses from the reference among the columns that are neither prompt nor metadata. */
function pickResponses(
  rest: readonly NamedColumn[],
  namedReference: NamedColumn | undefined,
  rows: readonly Row[],
): { readonly responses: readonly NamedColumn[]; readonly reference: NamedColumn | undefined } {
  const named = rest.filter(({ plain }) => RESPONSE_NAME.test(plain));
  const alone = findNamed(named, ANSWER_OR_REFERENCE_NAMES);
  const others = named.filter((column) => column !== alone);
  if (others.length > 0) {
    // With two names for a reference, the second is one more response.
    return namedReference === undefined
      ? { responses: others, reference: alone }
      : { responses: named, reference: namedReference };
  }
  const further = rest.filter((column) => column !== alone && !isCategoryColumn(column.field, rows));
  const models = further.filter(({ plain }) => MODEL_LIKE_NAME.test(plain));
  if (models.length > 0) return { responses: models, reference: namedReference ?? alone };
  if (alone !== undefined) return { responses: [alone], reference: namedReference };
  // One column of which nothing is known may be anything; several beside a prompt are most likely answers.
  return { responses: further.length > 1 ? further : [], reference: namedReference };
}

/** Who wrote the responses of a column: a column that says so, nobody known, or the column's own name. */
function toResponse({ field, plain }: NamedColumn, isOnly: boolean, fields: readonly string[]): WideResponse {
  const match = RESPONSE_NAME.exec(plain);
  const suffix = match?.[1] ?? match?.[2];
  const modelNames = isOnly
    ? MODEL_NAMES
    : ['model', 'generator', 'model_name', '模型'].flatMap((word) => [
        `${word}_${suffix}`,
        `${word}${suffix}`,
      ]);
  const modelColumn =
    isOnly || suffix !== undefined
      ? fields.find((name) => name !== field && modelNames.includes(toPlainName(name)))
      : undefined;
  if (modelColumn !== undefined) return { column: field, model: { column: modelColumn } };
  if (isOnly && match !== null && suffix === undefined) return { column: field, model: null };
  return { column: field, model: { name: field } };
}

function findNamed(columns: readonly NamedColumn[], names: readonly string[]): NamedColumn | undefined {
  for (const name of names) {
    const found = columns.find(({ plain }) => plain === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPromptLike({ plain }: NamedColumn): boolean {
  return !METADATA_NAME.test(plain) && /prompt|question|instruction|提示|问题|指令/u.test(plain);
}

/** `Response A` → `response_a`, `GPT-4` → `gpt_4`. */
function toPlainName(field: string): string {
  return field
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
}

/** Texts in the first rows, or nothing at all: an empty column may fill up later. */
function isTextColumn(field: string, rows: readonly Row[]): boolean {
  const values = rows
    .map(({ value }) => getField(value, field))
    .filter((value) => value !== undefined && value !== null);
  return values.length === 0 || values.some((value) => typeof value === 'string');
}

/** Numbers, addresses, or the same few short texts again and again: nothing that a model wrote. */
function isCategoryColumn(field: string, rows: readonly Row[]): boolean {
  const texts = rows
    .map(({ value }) => getField(value, field))
    .filter((value) => typeof value === 'string')
    .filter((text) => text.trim() !== '');
  if (texts.every((text) => /^[\d\s.,:%+/-]*$|^https?:|^(?:true|false|null|n\/?a)$/i.test(text.trim())))
    return true;
  return (
    texts.length >= 4 && texts.every((text) => text.length <= 40) && new Set(texts).size * 2 <= texts.length
  );
}
