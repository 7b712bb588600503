import { toAsciiJson } from './json-text.ts';
import type { RowColumns } from './row-columns.ts';

/** How LLaMA-Factory is told about one file: an entry of `dataset_info.json`. */
export interface Registration {
  readonly file_name: string;
  readonly formatting: 'sharegpt';
  readonly ranking?: true;
  readonly columns: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The entry for `llamaFactoryPreferenceLines`.
 *
 * Where `columns` or `tags` is present, whatever it does not list counts as absent, so all are listed, the tags with
 * LLaMA-Factory's own defaults.
 */
export function preferenceRegistration(fileName: string, columns: RowColumns): Registration {
  return {
    file_name: fileName,
    formatting: 'sharegpt',
    ranking: true,
    columns: {
      messages: 'conversations',
      chosen: 'chosen',
      rejected: 'rejected',
      system: 'system',
      ...optionalColumns(columns),
    },
    tags: {
      role_tag: 'from',
      content_tag: 'value',
      user_tag: 'human',
      assistant_tag: 'gpt',
      observation_tag: 'observation',
      function_tag: 'function_call',
      system_tag: 'system',
    },
  };
}

/**
 * The entry for `messagesSftLines`: sharegpt with all seven tags renamed.
 *
 * `formatting: openai` would read the same rows, but it writes a sentence of its own into the system prompt.
 */
export function messagesRegistration(fileName: string, columns: RowColumns): Registration {
  return {
    file_name: fileName,
    formatting: 'sharegpt',
    columns: { messages: 'messages', ...optionalColumns(columns) },
    tags: {
      role_tag: 'role',
      content_tag: 'content',
      user_tag: 'user',
      assistant_tag: 'assistant',
      observation_tag: 'tool',
      function_tag: 'function_call',
      system_tag: 'system',
    },
  };
}

/** A column that is listed and in no row stops LLaMA-Factory, so only those that are there. */
function optionalColumns({ tools, images }: RowColumns): Record<string, string> {
  return { ...(tools ? { tools: 'tools' } : {}), ...(images ? { images: 'images' } : {}) };
}

/** The text of `dataset_info.json`: pure ASCII, because LLaMA-Factory opens it without naming an encoding. */
export function toDatasetInfo(entries: Readonly<Record<string, Registration>>): string {
  return toAsciiJson(entries);
}
