import type { ItemRecord } from '../domain/item-record.ts';
import type { ReportEntry } from '../domain/source.ts';
import { importFiles, type ImportOptions, type ImportSummary } from './import-files.ts';
import type { InputFile } from './input-file.ts';

/** What an import, or a trial of one, came to. */
export interface ImportOutcome {
  readonly summary: ImportSummary;
  /** The first prompts with all their responses. */
  readonly firstRecords: readonly ItemRecord[];
  /** How many models the responses name. */
  readonly models: number;
}

/** How far an import is. */
export interface ImportProgress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
}

/** Where an import goes; a trial has none. */
export interface ImportTarget {
  /** Takes the records in segment order and may take its time. */
  records(records: readonly ItemRecord[]): void | Promise<void>;
  /** A line of the report. */
  report(entry: ReportEntry): void;
}

/** Enough to show what the files become. */
const SHOWN_PROMPTS = 3;

/** Does an import, or tries it when there is no *target*, and keeps the first items to be looked at. */
export async function runImportJob(
  files: readonly InputFile[],
  options: Omit<ImportOptions, 'onReport'>,
  target: ImportTarget | undefined,
): Promise<ImportOutcome> {
  const sample = new RecordSample();
  const summary = await importFiles(
    files,
    target === undefined ? options : { ...options, onReport: (entry) => target.report(entry) },
    (records) => {
      sample.add(records);
      return target?.records(records);
    },
  );
  return { summary, firstRecords: sample.records, models: sample.models.size };
}

/** The first prompts with all their responses, whichever file these come from, and the models met anywhere. */
class RecordSample {
  readonly records: ItemRecord[] = [];
  readonly models = new Set<string>();
  readonly #prompts = new Set<string>();

  add(records: readonly ItemRecord[]): void {
    for (const record of records) {
      if ('prompt' in record && this.#prompts.size < SHOWN_PROMPTS) {
        this.#prompts.add(record.prompt.id);
        this.records.push(record);
      } else if ('response' in record) {
        if (record.response.origin.model !== null) this.models.add(record.response.origin.model);
        if (this.#prompts.has(record.response.promptId)) this.records.push(record);
      }
    }
  }
}
