import type { Failure } from './failure.ts';
import { attempt, closeQuietly, type Folder, type FolderFile } from './folder.ts';
import { err, ok, type Result } from '../base/result.ts';
import { SerialQueue } from './serial-queue.ts';

export const REPORT_FOLDER = 'reports';

/** The first report of revision 7 is number 7,001: the revision only grows, so no two reports share a number. */
export const REPORTS_PER_REVISION = 1_000;

/** `import-12.jsonl`: names that `ReportFileWriter` gives, and no others. */
export const REPORT_NAME = /^import-\d{1,15}\.jsonl$/;

export function toReportName(number: number): string {
  return `import-${number}.jsonl`;
}

/** The number in a name that `REPORT_NAME` knows. */
export function toReportNumber(name: string): number {
  return Number(/\d+/.exec(name)?.[0]);
}

export function toReportPath(name: string): string {
  return `${REPORT_FOLDER}/${name}`;
}

/** Begins the report of an import under a temporary name. *name* is one that `REPORT_NAME` knows. */
export async function openReport(folder: Folder, name: string): Promise<Result<ReportFileWriter, Failure>> {
  const path = `${toReportPath(name)}.tmp`;
  const opened = await attempt(async () => {
    await folder.makeFolder(REPORT_FOLDER);
    return folder.open(path, 'replace');
  });
  return opened.ok ? ok(new ReportFileWriter(folder, name, opened.value)) : opened;
}

/**
 * Writes what an import has to say, line by line (`ReportEntry` as JSON). It belongs to the project from the moment a
 * source in the manifest names it.
 */
export class ReportFileWriter {
  readonly #folder: Folder;
  readonly #name: string;
  readonly #file: FolderFile;
  readonly #queue = new SerialQueue();
  #hasEnded = false;

  constructor(folder: Folder, name: string, file: FolderFile) {
    this.#folder = folder;
    this.#name = name;
    this.#file = file;
  }

  write(bytes: Uint8Array): Promise<Result<void, Failure>> {
    return this.#queue.run(() => attempt(() => this.#file.append(bytes)));
  }

  /** Gives the report its name; the manifest may name it after that. */
  finish(): Promise<Result<string, Failure>> {
    return this.#queue.run(async () => {
      if (this.#hasEnded) return err({ code: 'bad-request', message: 'The report has been given up.' });
      this.#hasEnded = true;
      const finished = await attempt(async () => {
        await this.#file.sync();
        await this.#file.close();
        await this.#folder.rename(`${toReportPath(this.#name)}.tmp`, toReportPath(this.#name));
        await this.#folder.syncFolder(REPORT_FOLDER);
        return this.#name;
      });
      if (!finished.ok) await this.#discard();
      return finished;
    });
  }

  /** Leaves nothing behind; does nothing after `finish`. */
  abort(): Promise<void> {
    return this.#queue.run(async () => {
      if (this.#hasEnded) return;
      this.#hasEnded = true;
      await this.#discard();
    });
  }

  async #discard(): Promise<void> {
    await closeQuietly(this.#file);
    // What cannot be removed now, or has its name already, is removed at the next opening.
    await attempt(() => this.#folder.remove(`${toReportPath(this.#name)}.tmp`));
  }
}
