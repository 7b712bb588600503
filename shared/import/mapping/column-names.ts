/** A column by the name that the file gives it. */
export interface NamedColumn {
  /** As in the file. */
  readonly field: string;
  /** In lower case, with `_` between words. */
  readonly plain: string;
}

/** `Response A` → `response_a`, `GPT-4` → `gpt_4`, `promptVersion` → `prompt_version`. */
export function toPlainName(field: string): string {
  return field
    .trim()
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_');
}

/** The first column with one of the names, likeliest name first. */
export function findNamed(
  columns: readonly NamedColumn[],
  names: readonly string[],
): NamedColumn | undefined {
  for (const name of names) {
    const found = columns.find(({ plain }) => plain === name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function words(list: string): readonly string[] {
  return list.split(' ');
}

/** Names of columns, likeliest first, in the form that `toPlainName` gives. */
export const COLUMN_NAMES = {
  prompt: words(
    'prompt instruction question query user_prompt user_input user_message input user message request task text ' +
      '提示 提示词 提示语 指令 问题 提问 用户问题 用户输入 用户提问 题目 题干 输入 请求 任务',
  ),
  input: words('input 输入'),
  system: words('system system_prompt system_message 系统 系统提示 系统提示词 系统消息 角色设定'),
  context: words(
    'context contexts retrieved_context retrieved_contexts passage passages retrieved_passages document documents ' +
      '上下文 参考资料 检索结果 检索内容 背景资料 材料',
  ),
  reference: words(
    'reference reference_answer reference_output ref ref_answer gold gold_answer golden_answer ground_truth target ' +
      'expected expected_output expected_answer std_answer standard_answer ideal ideal_answer correct_answer solution ' +
      '参考 参考答案 参考回答 标准答案 标准回答 正确答案',
  ),
  /** Answers when they stand alone; the reference when models have columns of their own. */
  answerOrReference: words('answer output 答案'),
  images: words('image images image_path image_paths image_url image_urls 图片 图像 图片路径'),
  tags: words('tag tags 标签'),
  model: words('model model_name model_id generator 模型 模型名 模型名称'),
  /** What stands before or after the part that tells two responses apart: `model_a`, `generator_2`, `模型A`. */
  modelOfResponse: words('model generator model_name 模型'),
  promptVersion: words('prompt_version prompt_variant 提示版本 提示词版本'),
  key: words(
    'question_id prompt_id query_id item_id sample_id example_id task_id instruction_id qid uid id ' +
      '问题编号 题目编号 题号 提示编号 编号 序号',
  ),
  verdict: words(
    'winner preference preferred preferred_response preferred_model vote verdict better better_response best choice ' +
      'judgment judgement human_preference 胜者 胜方 偏好 更好 更优 投票 选择 评判 评判结果 对比结果 比较结果',
  ),
  rater: words(
    'annotator annotator_id annotator_name rater rater_id rater_name worker worker_id judge judge_id reviewer ' +
      'reviewer_id evaluator evaluator_id labeler labeler_id labeller ' +
      '标注员 标注人 标注者 标注人员 评审 评审员 评委 评分人 评分员 评测员 评测人 打分人',
  ),
  comment: words(
    'comment comments rationale reason feedback explanation justification 评语 评论 理由 原因 反馈 点评',
  ),
} as const;

const RESPONSE_WORDS =
  'response|answer|output|completion|reply|candidate|generation|回答|答复|回复|输出|答案|候选|候选回答';
/** `response`, `answer1`, `response_a`, `output_gpt4`, `gpt4_output`, `回答A`, `GPT4回答`. */
const RESPONSE_NAME = new RegExp(
  `^(?:model_|模型)?(?:${RESPONSE_WORDS})(?:_?(.+))?$|^(.+?)_?(?:${RESPONSE_WORDS})$`,
  'u',
);

/** Whether a plain name says that the column holds responses. */
export function isResponseName(plain: string): boolean {
  return RESPONSE_NAME.test(plain);
}

/** The part of a plain response name that tells it from others: `a` of `response_a`, `gpt4` of `gpt4_output`. */
export function findResponseSuffix(plain: string): string | undefined {
  const match = RESPONSE_NAME.exec(plain);
  return match?.[1] ?? match?.[2];
}

/** Names that say of a column what it is, and that it is no text to judge. */
const METADATA_NAME = new RegExp(
  '(?:^|_)(?:id|ids|uuid|index|idx|no|num|number|count|len|length|tokens?|time|date|timestamp|tstamp|latency|cost|' +
    'price|scores?|ratings?|rank|label|lang|language|locale|type|kind|category|class|topic|domain|subject|source|' +
    'dataset|split|url|link|path|file|level|difficulty|version|model|generator|judge|annotator|author|rater|user_name|' +
    'winner|preference|vote|verdict|comments?|notes?|remarks?|status|reason|rationale|feedback|tags?)$' +
    '|(?:编号|序号|类别|类型|分类|来源|语言|难度|领域|主题|日期|时间|备注|评分|分数|得分|打分|标注|标注员|评委|胜者|状态|链接|模型|名称|评语|评论|理由)$',
  'u',
);

export function isMetadataName(plain: string): boolean {
  return METADATA_NAME.test(plain);
}

/** Names of columns that are called after a model. */
const MODEL_LIKE_NAME =
  /gpt|claude|llama|qwen|gemini|gemma|mi[sx]tral|glm|baichuan|internlm|ernie|deepseek|kimi|doubao|hunyuan|vicuna|davinci|falcon|phi_?\d|\d+b$|^model|^模型|文心|通义|千问|混元|星火|豆包|智谱|盘古/u;

export function isModelLikeName(plain: string): boolean {
  return MODEL_LIKE_NAME.test(plain);
}

/** Names of scales, and of what is commonly rated. */
const RATING_NAME = new RegExp(
  '(?:^|_)(?:scores?|ratings?|grade|stars?|helpfulness|correctness|coherence|complexity|verbosity|honesty|harmlessness|' +
    'truthfulness|relevance|accuracy|fluency|quality|overall|safety|factuality|faithfulness|completeness|style)$' +
    '|^(?:is|has)_|(?:评分|分数|得分|打分|星级|质量|准确性|相关性|流畅性|有用性|完整性|安全性|满意度)$',
  'u',
);

export function isRatingName(plain: string): boolean {
  return RATING_NAME.test(plain);
}
