import type { Project } from '../../../shared/domain/project.ts';
import type { ImportOutcome, ImportProgress } from '../../../shared/import/import-job.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { type ImportEntry, isEnded } from '../state/app-store.ts';
import type { Desk } from './desk.ts';
import { type ChosenFiles, runImportBeside } from './run-import.ts';
import { toFailure } from './to-failure.ts';

/** An import that a person has confirmed. */
export interface ImportOrder {
  readonly chosen: ChosenFiles;
  readonly project: Pick<Project, 'id' | 'name'>;
}

export type ImportEnding =
  | { readonly is: 'done'; readonly outcome: ImportOutcome }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly failure: Failure };

/** Milliseconds after which the speed so far says something about the time left. */
const SPEED_AFTER_MS = 1_000;

/**
 * The imports that are under way beside the window's work: one runs, the others wait for their turn. What is shown of
 * them stands in the store (`imports`).
 */
export class ImportQueue {
  readonly #desk: Desk;
  readonly #now: () => number;
  readonly #stops = new Map<number, AbortController>();
  #turn: Promise<unknown> = Promise.resolve();
  #count = 0;

  /** @param now milliseconds of any clock that only goes forward */
  constructor(desk: Desk, now: () => number) {
    this.#desk = desk;
    this.#now = now;
  }

  /** Queues an import; resolves when it has ended, one way or another. Its project shows what is new by then. */
  add(order: ImportOrder): Promise<ImportEnding> {
    this.#count += 1;
    const id = this.#count;
    const stop = new AbortController();
    this.#stops.set(id, stop);
    const { files } = order.chosen;
    const entry: ImportEntry = {
      id,
      files: files.map(({ name }) => name),
      bytes: files.reduce((sum, { size }) => sum + size, 0),
      project: order.project,
      state: 'waiting',
      progress: undefined,
      secondsLeft: undefined,
      outcome: undefined,
      failure: undefined,
    };
    this.#desk.store.setState(({ imports }) => ({ imports: [...imports, entry] }));
    const ending = this.#turn.then(() => this.#run(id, order, stop.signal));
    this.#turn = ending;
    return ending;
  }

  /** Stops an import, or takes it out of the queue; nothing of it stays. */
  cancel(id: number): void {
    this.#stops.get(id)?.abort();
  }

  /** Takes one that has ended off the list. */
  dismiss(id: number): void {
    this.#desk.store.setState(({ imports }) => ({
      imports: imports.filter((entry) => entry.id !== id || !isEnded(entry.state)),
    }));
  }

  async #run(id: number, order: ImportOrder, signal: AbortSignal): Promise<ImportEnding> {
    const ending = signal.aborted ? ({ is: 'cancelled' } as const) : await this.#import(id, order, signal);
    this.#stops.delete(id);
    this.#change(id, {
      state: ending.is,
      secondsLeft: undefined,
      outcome: ending.is === 'done' ? ending.outcome : undefined,
      failure: ending.is === 'failed' ? ending.failure : undefined,
    });
    return ending;
  }

  async #import(id: number, { chosen, project }: ImportOrder, signal: AbortSignal): Promise<ImportEnding> {
    this.#change(id, { state: 'running' });
    const startedAt = this.#now();
    try {
      const result = await runImportBeside(
        this.#desk.host,
        chosen,
        { project: project.id, write: true, limitBytes: null },
        {
          signal,
          onProgress: (progress) => {
            this.#change(id, { progress, secondsLeft: estimate(progress, this.#now() - startedAt) });
          },
        },
      );
      if (!result.ok) return { is: 'failed', failure: result.error };
      const { outcome, manifest } = result.value;
      if (manifest !== undefined) await this.#desk.takeImport(manifest);
      return { is: 'done', outcome };
    } catch (error) {
      return signal.aborted ? { is: 'cancelled' } : { is: 'failed', failure: toFailure(error) };
    }
  }

  #change(id: number, change: Partial<ImportEntry>): void {
    this.#desk.store.setState(({ imports }) => ({
      imports: imports.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
    }));
  }
}

/** Seconds left at the speed so far, once it has settled. */
function estimate({ bytesDone, bytesTotal }: ImportProgress, elapsedMs: number): number | undefined {
  if (elapsedMs < SPEED_AFTER_MS || bytesDone === 0) return undefined;
  return ((bytesTotal - bytesDone) / bytesDone) * (elapsedMs / 1_000);
}
