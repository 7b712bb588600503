import { toComparableText } from '../../domain/ids.ts';
import { IMAGE_MARK } from '../../domain/prompt.ts';
import { parseToolCalls } from '../../domain/tool-calls.ts';
import { FindingLog, type PreflightReport } from './finding.ts';
import { type LlamaFactoryEntry, readRegistration } from './llama-factory-registration.ts';
import { type FileRow, isJsonList, isRecord, type PreflightFile } from './file-row.ts';
import { readRows } from './read-rows.ts';

export interface LlamaFactoryCheck {
  readonly stage: 'dpo' | 'sft';
  /** The name in the YAML's `dataset`. */
  readonly dataset: string;
  /** `dataset_info.json`. */
  readonly registration: PreflightFile;
  readonly file: PreflightFile;
}

/**
 * Checks a file against what LLaMA-Factory does with it (v0.9.3 to main of August 2026, data path v0): the registration,
 * the reader, the sharegpt converter and the processors of the stages `dpo`, `rm` and `sft`.
 */
export function preflightLlamaFactory({
  stage,
  dataset,
  registration,
  file,
}: LlamaFactoryCheck): PreflightReport {
  const log = new FindingLog();
  const entry = readRegistration(registration, dataset, file.name, stage, log);
  const rows = readRows(file, log);
  if (!entry) return log.toReport(rows.length);

  for (const [name, column] of Object.entries(entry.columns)) {
    if (column === null || rows.length === 0 || rows.some(({ value }) => column in value)) continue;
    log.add('missing-column', 'aborts', { field: column }, `No row has "${column}" (${name}): KeyError.`);
  }
  let valid = 0;
  for (const row of rows) if (checkRow(row, entry, stage, log)) valid += 1;
  if (rows.length > 0 && valid === 0) {
    log.add('no-valid-rows', 'aborts', {}, 'No row is left: "Cannot find valid samples".');
  }
  return log.toReport(rows.length);
}

/** Whether the row survives conversion. */
function checkRow(
  { row, value }: FileRow,
  entry: LlamaFactoryEntry,
  stage: 'dpo' | 'sft',
  log: FindingLog,
): boolean {
  const { columns, tags } = entry;
  const messages = columns.messages === null ? undefined : value[columns.messages];
  const field = columns.messages ?? 'messages';
  if (!Array.isArray(messages)) {
    log.add('foreign-layout', 'aborts', { row, field }, 'The conversation is not a list: TypeError.');
    return false;
  }
  const [first] = messages as unknown[];
  const hasSystem = isRecord(first) && tags.system_tag !== null && roleOf(first, entry) === tags.system_tag;
  const turns = (hasSystem ? messages.slice(1) : messages) as unknown[];
  checkTexts(row, field, messages, entry, log);
  checkTools(row, value, entry, log);

  const isWhole = turns.every((turn, index) => {
    const allowed =
      index % 2 === 0 ? [tags.user_tag, tags.observation_tag] : [tags.assistant_tag, tags.function_tag];
    const role = isRecord(turn) ? roleOf(turn, entry) : null;
    return role !== null && allowed.includes(role);
  });
  const isOdd = turns.length % 2 === 1;
  if (!isWhole || turns.length === 0 || isOdd !== (stage === 'dpo')) {
    const message = isWhole
      ? `${turns.length} turns, but ${stage === 'dpo' ? 'an odd' : 'an even'} number is needed: "Invalid message count".`
      : 'Roles do not take turns, or are unknown: "Invalid role tag".';
    log.add('bad-turns', 'drops', { row, field }, `${message} The row is dropped.`);
    return false;
  }
  const asked = turns.map((turn) => textOf(turn, entry));
  if (stage === 'sft') {
    checkImages(row, value, asked, entry, log);
    const answer = textOf(turns.at(-1), entry);
    if (answer?.trim() === '') addEmpty(row, field, log);
    return true;
  }
  return checkSides({ row, value }, asked, entry, log);
}

function checkSides(
  { row, value }: FileRow,
  asked: readonly (string | undefined)[],
  entry: LlamaFactoryEntry,
  log: FindingLog,
): boolean {
  const { tags } = entry;
  const texts: string[] = [];
  for (const column of [entry.columns.chosen, entry.columns.rejected]) {
    const field = column ?? 'chosen';
    const side = column === null ? undefined : value[column];
    if (!isRecord(side)) {
      log.add(
        'answer-not-object',
        'drops',
        { row, field },
        'An answer must be one object; the row is dropped.',
      );
      return false;
    }
    checkTexts(row, field, [side], entry, log);
    const role = roleOf(side, entry);
    const known = [
      tags.user_tag,
      tags.assistant_tag,
      tags.observation_tag,
      tags.function_tag,
      tags.system_tag,
    ];
    if (role === null || !known.includes(role)) {
      log.add('unknown-role', 'aborts', { row, field }, `The role "${role ?? ''}" has no tag: KeyError.`);
    } else if (role !== tags.assistant_tag && role !== tags.function_tag) {
      log.add(
        'answer-role',
        'misreads',
        { row, field },
        'The answer is not the assistant’s and is trained all the same.',
      );
    }
    const text = textOf(side, entry);
    if (text?.trim() === '') addEmpty(row, field, log);
    checkImages(row, value, [...asked, text], entry, log);
    if (text !== undefined) texts.push(text);
  }
  const [chosen, rejected] = texts;
  if (
    chosen !== undefined &&
    rejected !== undefined &&
    toComparableText(chosen) === toComparableText(rejected)
  ) {
    log.add('identical-answers', 'misreads', { row }, 'Both sides are the same: a constant loss.');
  }
  return true;
}

function addEmpty(row: number, field: string, log: FindingLog): void {
  log.add('empty-answer', 'misreads', { row, field }, 'An empty answer trains on a bare end token.');
}

function checkTexts(
  row: number,
  field: string,
  turns: readonly unknown[],
  entry: LlamaFactoryEntry,
  log: FindingLog,
): void {
  for (const turn of turns) {
    if (!isRecord(turn)) continue;
    const text = textOf(turn, entry);
    if (text === undefined) {
      log.add('null-text', 'aborts', { row, field }, 'A turn without text: "Expected a string".');
    } else if (
      entry.tags.function_tag !== null &&
      roleOf(turn, entry) === entry.tags.function_tag &&
      !isFunctionCall(text)
    ) {
      const message =
        'A function call must be JSON with name and arguments: "Invalid JSON format", KeyError.';
      log.add('tool-json', 'aborts', { row, field }, message);
    }
  }
}

/** Whether a text is calls as LLaMA-Factory parses them: JSON with name and arguments, after reasoning at most. */
function isFunctionCall(text: string): boolean {
  const calls = text.replace(/^<think>\n[^]*?\n<\/think>\n\n/, '');
  return parseToolCalls(calls)?.flat === calls.trim();
}

/** Vision templates count the marks of the turns, the answer's included. */
function checkImages(
  row: number,
  value: FileRow['value'],
  texts: readonly (string | undefined)[],
  { columns }: LlamaFactoryEntry,
  log: FindingLog,
): void {
  if (columns.images === null) return;
  const images = value[columns.images] ?? [];
  const field = columns.images;
  if (!Array.isArray(images)) {
    log.add('image-count', 'aborts', { row, field }, 'Images must be a list of paths.');
    return;
  }
  const marks = texts.reduce((sum, text = '') => sum + text.split(IMAGE_MARK).length - 1, 0);
  if (marks === images.length) return;
  const message = `${images.length} images, but ${marks} <image> marks: vision templates raise ValueError.`;
  log.add('image-count', 'aborts', { row, field }, message);
}

function checkTools(
  row: number,
  value: FileRow['value'],
  { columns }: LlamaFactoryEntry,
  log: FindingLog,
): void {
  if (columns.tools === null) return;
  const tools = value[columns.tools];
  if (tools === '' || tools === null || tools === undefined) return;
  if (typeof tools === 'string' && isJsonList(tools)) return;
  const message = 'Tools must be a text that holds a JSON list.';
  log.add('tool-json', 'aborts', { row, field: columns.tools }, message);
}

function roleOf(turn: Readonly<Record<string, unknown>>, { tags }: LlamaFactoryEntry): string | null {
  const role = tags.role_tag === null ? undefined : turn[tags.role_tag];
  return typeof role === 'string' ? role : null;
}

function textOf(turn: unknown, { tags }: LlamaFactoryEntry): string | undefined {
  const text = isRecord(turn) && tags.content_tag !== null ? turn[tags.content_tag] : undefined;
  return typeof text === 'string' ? text : undefined;
}
