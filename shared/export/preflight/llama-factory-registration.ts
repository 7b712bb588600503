import type { FindingLog } from './finding.ts';
import { isRecord, type PreflightFile } from './file-row.ts';

const COLUMNS = ['messages', 'chosen', 'rejected', 'system', 'tools', 'images'] as const;
const DEFAULT_TAGS = {
  role_tag: 'from',
  content_tag: 'value',
  user_tag: 'human',
  assistant_tag: 'gpt',
  observation_tag: 'observation',
  function_tag: 'function_call',
  system_tag: 'system',
} as const;

type TagName = keyof typeof DEFAULT_TAGS;
const TAG_NAMES = Object.keys(DEFAULT_TAGS) as TagName[]; // The keys of the literal above.

/** What an entry of `dataset_info.json` comes to: `null` where LLaMA-Factory sets None. */
export interface LlamaFactoryEntry {
  readonly columns: Readonly<Record<(typeof COLUMNS)[number], string | null>>;
  readonly tags: Readonly<Record<TagName, string | null>>;
}

/**
 * Reads `dataset_info.json` as LLaMA-Factory does, and reports what it would trip over.
 *
 * Where `columns` or `tags` is present, all that it does not list becomes None: the defaults count only without it.
 */
export function readRegistration(
  registration: PreflightFile,
  dataset: string,
  fileName: string,
  stage: 'dpo' | 'sft',
  log: FindingLog,
): LlamaFactoryEntry | undefined {
  const info = parseRegistration(registration, log);
  if (dataset.includes(',')) {
    log.add('dataset-name', 'aborts', { field: dataset }, 'The name is split at its comma.');
  }
  const entry = info?.[dataset];
  if (!isRecord(entry) || entry['file_name'] !== fileName) {
    const message = `No entry "${dataset}" for "${fileName}": "Undefined dataset".`;
    if (info) log.add('not-registered', 'aborts', { field: dataset }, message);
    return undefined;
  }
  if (entry['formatting'] !== 'sharegpt') {
    const message =
      'Only the sharegpt layout is checked here; "openai" also adds words to the system prompt.';
    log.add('layout-not-checked', 'misreads', { field: 'formatting' }, message);
    return undefined;
  }
  if ((entry['ranking'] === true) !== (stage === 'dpo')) {
    const message = '"The dataset is not applicable in the current training stage."';
    log.add('wrong-stage', 'aborts', { field: 'ranking' }, message);
  }
  const columns = readNames(entry['columns'], COLUMNS, { messages: 'conversations' });
  const needed = stage === 'dpo' ? (['messages', 'chosen', 'rejected'] as const) : (['messages'] as const);
  for (const name of needed) {
    if (columns[name] !== null) continue;
    log.add('columns-incomplete', 'aborts', { field: `columns.${name}` }, `"columns" lists no ${name}.`);
  }
  const tags = readNames(entry['tags'], TAG_NAMES, DEFAULT_TAGS);
  for (const name of TAG_NAMES) {
    if (tags[name] !== null) continue;
    log.add(
      'tags-incomplete',
      'drops',
      { field: `tags.${name}` },
      `"tags" lists no ${name}: rows that need it are dropped.`,
    );
  }
  return { columns, tags };
}

function parseRegistration(
  { chunks }: PreflightFile,
  log: FindingLog,
): Readonly<Record<string, unknown>> | undefined {
  // Every byte as one character: what is not ASCII stands out.
  let text = '';
  for (const chunk of chunks) for (const byte of chunk) text += String.fromCharCode(byte);
  if (text.startsWith('\u00ef\u00bb\u00bf')) {
    log.add(
      'registration-text',
      'aborts',
      {},
      'dataset_info.json starts with a byte order mark: "Unexpected UTF-8 BOM".',
    );
    return undefined;
  }
  if (/[^\0-\x7f]/.test(text)) {
    log.add(
      'registration-text',
      'aborts',
      {},
      'dataset_info.json is opened in the system’s encoding: use ASCII only.',
    );
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (isRecord(parsed)) return parsed;
  } catch {
    // Said below.
  }
  log.add('registration-text', 'aborts', {}, 'dataset_info.json is not a JSON object: "Cannot open".');
  return undefined;
}

function readNames<Name extends string>(
  given: unknown,
  names: readonly Name[],
  defaults: Readonly<Partial<Record<Name, string>>>,
): Record<Name, string | null> {
  const read = (name: Name): string | null => {
    if (!isRecord(given)) return defaults[name] ?? null;
    const value = given[name];
    return typeof value === 'string' ? value : null;
  };
  // Every name has its entry.
  return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string | null>;
}
