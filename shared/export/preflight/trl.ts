import { toComparableText } from '../../domain/ids.ts';
import { FindingLog, type PreflightReport } from './finding.ts';
import { type FileRow, isRecord, type PreflightFile } from './file-row.ts';
import { readRows } from './read-rows.ts';
import { checkTrlImages, checkTrlTools } from './trl-attachments.ts';

type Row = Readonly<Record<string, unknown>>;

/** Checks a file against what TRL's DPOTrainer or SFTTrainer (0.29 to 1.13) does with it. */
export function preflightTrl(stage: 'dpo' | 'sft', file: PreflightFile): PreflightReport {
  const log = new FindingLog();
  const rows = readRows(file, log);
  const columns = new Set(rows.flatMap(({ value }) => Object.keys(value)));
  for (const field of ['images', 'image']) {
    if (!columns.has(field) || rows.some(({ value }) => isFilled(value[field]))) continue;
    log.add(
      'reserved-column',
      'aborts',
      { field },
      'TRL takes the data for pictures: "appears to be vision-related".',
    );
  }
  for (const row of rows) {
    checkTrlTools(row, columns, log);
    checkTrlImages(row, columns, log);
    if (stage === 'dpo') checkPreference(row, columns, log);
    else checkAnswer(row, columns, log);
  }
  return log.toReport(rows.length);
}

function isFilled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}

function checkPreference({ row, value }: FileRow, columns: ReadonlySet<string>, log: FindingLog): void {
  if (columns.has('conversations')) {
    log.add(
      'foreign-layout',
      'aborts',
      { row, field: 'conversations' },
      'This is LLaMA-Factory’s layout: KeyError.',
    );
    return;
  }
  const chosen = readMessages(row, 'chosen', value, 'dpo', log);
  const rejected = readMessages(row, 'rejected', value, 'dpo', log);
  if (!columns.has('prompt')) {
    if (chosen && rejected && !sameMessage(chosen[0], rejected[0])) {
      log.add('different-prompts', 'aborts', { row }, 'Without a prompt column both sides must begin alike.');
    }
  } else {
    const prompt = readMessages(row, 'prompt', value, 'dpo', log);
    checkPromptEnd(row, prompt, log);
  }
  checkEmpty(row, 'chosen', chosen, log);
  checkEmpty(row, 'rejected', rejected, log);
  if (chosen && rejected && chosen.length === rejected.length) {
    if (chosen.every((message, index) => sameMessage(message, rejected[index]))) {
      log.add('identical-answers', 'misreads', { row }, 'Both sides are the same: nothing is learnt.');
    }
  }
}

function checkAnswer({ row, value }: FileRow, columns: ReadonlySet<string>, log: FindingLog): void {
  if (columns.has('messages')) {
    if (columns.has('prompt')) {
      log.add(
        'foreign-layout',
        'aborts',
        { row, field: 'prompt' },
        '"messages" beside "prompt": KeyError \'completion\'.',
      );
    }
    const message = 'With "messages" TRL trains on every token unless assistant_only_loss is set.';
    log.add('trains-every-token', 'misreads', { row, field: 'messages' }, message);
    checkEmpty(row, 'messages', readMessages(row, 'messages', value, 'sft', log), log);
    return;
  }
  if (!columns.has('prompt') || !columns.has('completion')) {
    const message = 'Neither "messages" nor "prompt" and "completion": KeyError \'text\'.';
    log.add('foreign-layout', 'aborts', { row }, message);
    return;
  }
  checkPromptEnd(row, readMessages(row, 'prompt', value, 'sft', log), log);
  checkEmpty(row, 'completion', readMessages(row, 'completion', value, 'sft', log), log);
}

/** A column's messages, if it is a list of them. */
function readMessages(
  row: number,
  field: string,
  value: Row,
  stage: 'dpo' | 'sft',
  log: FindingLog,
): Row[] | undefined {
  const messages = value[field];
  if (messages === undefined || messages === null) {
    log.add('missing-column', 'aborts', { row, field }, `"${field}" is missing: KeyError or TypeError.`);
    return undefined;
  }
  if (!Array.isArray(messages)) {
    log.add('plain-text', 'aborts', { row, field }, 'A text or object where a list of messages belongs.');
    return undefined;
  }
  if (messages.length === 0) {
    log.add('empty-list', 'aborts', { row, field }, 'An empty conversation: IndexError or ValueError.');
    return undefined;
  }
  const records = messages.filter(isRecord);
  for (const message of records) {
    if ('from' in message || 'value' in message) {
      const effect = stage === 'dpo' ? 'aborts' : 'misreads';
      log.add(
        'foreign-layout',
        effect,
        { row, field },
        'from/value instead of role/content; roles stay human and gpt.',
      );
      return undefined;
    }
    if (typeof message['role'] !== 'string' || !isContent(message['content'])) {
      log.add('null-text', 'aborts', { row, field }, 'A message without role or content.');
      return undefined;
    }
  }
  if (records.length === messages.length) return records;
  log.add('plain-text', 'aborts', { row, field }, 'A message must be an object with role and content.');
  return undefined;
}

/** A text, or the list of parts that vision data have. */
function isContent(content: unknown): boolean {
  return typeof content === 'string' || (Array.isArray(content) && content.every(isRecord));
}

function checkPromptEnd(row: number, prompt: readonly Row[] | undefined, log: FindingLog): void {
  if (prompt?.at(-1)?.['role'] !== 'assistant') return;
  const message = 'The prompt ends with an answer: a second assistant header is added.';
  log.add('prompt-ends-with-answer', 'misreads', { row, field: 'prompt' }, message);
}

function checkEmpty(row: number, field: string, messages: readonly Row[] | undefined, log: FindingLog): void {
  const { content: answer, tool_calls: calls } = messages?.at(-1) ?? {};
  if (typeof answer === 'string' && answer.trim() === '' && !isFilled(calls)) {
    log.add('empty-answer', 'misreads', { row, field }, 'An empty answer trains on a bare end token.');
  }
}

function sameMessage(left: Row | undefined, right: Row | undefined): boolean {
  const text = (message: Row | undefined) =>
    toComparableText(JSON.stringify([message?.['content'], message?.['tool_calls'] ?? null]));
  return left?.['role'] === right?.['role'] && text(left) === text(right);
}
