import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { FileChoice } from '../../../shared/import/file-choice.ts';
import type { ImportOutcome, ImportProgress } from '../../../shared/import/import-job.ts';
import type { FileInspection } from '../../../shared/import/inspect-files.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { ProjectManifest } from '../../../shared/project/project-manifest.ts';
import type { Host, ImportRequest, OpenedFile, RemoteImport } from '../host/host.ts';

/** Files as a person has opened them, with what was decided about each, by name. */
export interface ChosenFiles {
  readonly files: readonly OpenedFile[];
  readonly choices: ReadonlyMap<string, FileChoice>;
}

/** What the runner tells while an import runs, and how it is stopped. */
export interface ImportWatch {
  readonly onInspections?: (inspections: readonly FileInspection[]) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal: AbortSignal;
}

export interface ImportResult {
  readonly outcome: ImportOutcome;
  /** Of the project that was written to; `undefined` after a trial. */
  readonly manifest: ProjectManifest | undefined;
}

/** Whether the surroundings can import these files beside the page: they know where all of them lie. */
export function canRunBeside(host: Host, files: readonly OpenedFile[]): boolean {
  return host.startImport !== undefined && files.every(({ token }) => token !== undefined);
}

/**
 * Runs an import, or a trial of one, beside the page. Aborting ends it without a trace.
 *
 * @param into the project it is compared with (`write: false`) or goes into
 */
export async function runImportBeside(
  host: Host,
  { files, choices }: ChosenFiles,
  into: { readonly project: ProjectId | null; readonly write: boolean; readonly limitBytes: number | null },
  watch: ImportWatch,
): Promise<Result<ImportResult, Failure>> {
  const request: ImportRequest = {
    ...into,
    files: files.map(({ token = '', name }) => ({ token, choice: choices.get(name) ?? {} })),
  };
  const started = await host.startImport?.(request);
  if (started === undefined) return err({ code: 'bad-request', message: 'Nothing here runs imports.' });
  return started.ok ? follow(started.value, watch) : started;
}

async function follow(run: RemoteImport, watch: ImportWatch): Promise<Result<ImportResult, Failure>> {
  watch.signal.addEventListener('abort', () => void run.cancel(), { once: true });
  let seen = 0;
  let isInspected = false;
  for (;;) {
    const state = await run.watch(seen);
    if (watch.signal.aborted) throw new DOMException('The import was cancelled', 'AbortError');
    if (!state.ok) return state;
    const { version, inspections, progress, end } = state.value;
    seen = version;
    if (inspections !== null && !isInspected) {
      isInspected = true;
      watch.onInspections?.(inspections);
    }
    if (progress !== null) watch.onProgress?.(progress);
    if (end?.is === 'failed') return err(end.failure);
    if (end?.is === 'done') return ok({ outcome: end.outcome, manifest: end.manifest ?? undefined });
  }
}
