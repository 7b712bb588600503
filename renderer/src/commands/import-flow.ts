import { ok, type Result } from '../../../shared/base/result.ts';
import { createProject, type Labelling, type Project, toProjectId } from '../../../shared/domain/project.ts';
import type { FileChoice } from '../../../shared/import/file-choice.ts';
import type { ImportSummary } from '../../../shared/import/import-files.ts';
import type { ImportOutcome } from '../../../shared/import/import-job.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { OpenedFile } from '../host/host.ts';
import { type ImportDraft, isEnded } from '../state/app-store.ts';
import type { Desk } from './desk.ts';
import { runImportHere } from './import-here.ts';
import { type ImportEnding, ImportQueue } from './import-queue.ts';
import { canRunBeside, type ChosenFiles, type ImportWatch, runImportBeside } from './run-import.ts';
import { toFailure } from './to-failure.ts';

/** What a person decides about an import before it is done. */
export interface ImportChoice {
  /** Of the new project; without effect when the files go into an open one. */
  readonly name: string;
  readonly guideline?: string;
  readonly comparison?: Labelling['comparison'];
}

/** An import that a person has ordered. */
interface Ordered {
  readonly chosen: ChosenFiles;
  readonly project: Project;
  /** The project was made for it. */
  readonly isNew: boolean;
  readonly isBeside: boolean;
  readonly ending: Promise<ImportEnding>;
}

/** A trial reads so much; of more it says how it begins. */
export const TRIAL_BYTES = 64_000_000;
/** Most trials are done by then; after it the screen comes up without waiting for the rest. */
const SHOW_AFTER_MS = 600;

/** Importing files: tried first, so that what they become can be seen before anything is written; then ordered. */
export class ImportFlow {
  readonly queue: ImportQueue;
  readonly #desk: Desk;
  #chosen: ChosenFiles = { files: [], choices: new Map() };
  #trial = new AbortController();
  #isOrdering = false;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.queue = new ImportQueue(desk, () => performance.now());
  }

  /**
   * Looks at the files and tries what they become. Files that made a project before open that project; when they hold
   * nothing new, that is said instead. Resolves when the trial is over.
   */
  async try(
    files: readonly OpenedFile[],
    choices: ReadonlyMap<string, FileChoice> = new Map(),
  ): Promise<void> {
    this.#trial.abort();
    const trial = new AbortController();
    this.#trial = trial;
    this.#chosen = { files, choices };
    await this.#desk.during({ what: 'reading', share: undefined }, async () => {
      let tried = await this.#runTrial(trial.signal);
      if (tried?.ok && !this.#desk.project && (await this.#openKnown(tried.value.summary))) {
        tried = await this.#runTrial(trial.signal);
      }
      // Other files were opened meanwhile, or something else chosen: that trial speaks for itself.
      if (tried === undefined || trial.signal.aborted) return;
      if (tried.ok && this.#desk.project && isNothingNew(tried.value.summary)) {
        this.#forget();
        await this.#desk.show('review');
        this.#desk.store.setState({ message: { kind: 'nothing-new' } });
        return;
      }
      this.#show({
        trial: tried.ok ? { is: 'done', outcome: tried.value } : { is: 'failed', failure: tried.error },
      });
    });
  }

  /** Reads a file in another way (encoding, columns, layout …) and tries again. */
  async choose(fileName: string, choice: FileChoice): Promise<void> {
    const { files, choices } = this.#chosen;
    const changed = new Map(choices).set(fileName, choice);
    // At once, so that the next change starts from this one.
    this.#chosen = { files, choices: changed };
    this.#show({ trial: { is: 'running', progress: undefined } });
    await this.try(files, changed);
  }

  /** Tries the same files for a project of their own instead of the open one. */
  async intoNewProject(): Promise<void> {
    const { files, choices } = this.#chosen;
    if (!(await this.#desk.close())) return;
    await this.#desk.refreshProjects();
    await this.try(files, choices);
  }

  /**
   * Does the import that has been tried, into the open project or a new one. Beside the page where that is possible:
   * the screen waits for it, and may be left meanwhile.
   */
  async confirm(choice: ImportChoice): Promise<void> {
    // Pressed twice, it is still one import.
    if (this.#isOrdering) return;
    this.#isOrdering = true;
    let order: Ordered | undefined;
    try {
      order = await this.#order(choice);
      // While one runs beside the page, a further import may be ordered; in the page there is only one at a time.
      if (order && !order.isBeside) await order.ending;
    } finally {
      this.#isOrdering = false;
    }
    if (order) await this.#settle(await order.ending, order);
  }

  /** Forgets what was tried. What has been ordered goes on. */
  cancel(): void {
    this.#trial.abort();
    this.#forget();
  }

  /** One trial; `undefined` when it was given up. Shows what is known on the way, when it takes long enough to be seen. */
  async #runTrial(signal: AbortSignal): Promise<Result<ImportOutcome, Failure> | undefined> {
    const startedAt = performance.now();
    const show = (change: Partial<ImportDraft>): void => {
      if (signal.aborted) return;
      if (this.#desk.store.getState().importDraft || performance.now() - startedAt > SHOW_AFTER_MS) {
        this.#show(change);
      }
    };
    let inspections: ImportDraft['inspections'] = [];
    const watch: ImportWatch = {
      signal,
      onInspections: (found) => {
        inspections = found;
        this.#inspections = found;
        show({ inspections: found, trial: { is: 'running', progress: undefined } });
      },
      onProgress: (progress) => {
        show({ inspections, trial: { is: 'running', progress } });
      },
    };
    try {
      const { host, project, app } = this.#desk;
      const id = project?.store.id ?? null;
      if (canRunBeside(host, this.#chosen.files)) {
        const into = { project: id, write: false, limitBytes: TRIAL_BYTES };
        const result = await runImportBeside(host, this.#chosen, into, watch);
        return result.ok ? ok(result.value.outcome) : result;
      }
      const into = { app, project, writer: undefined, limitBytes: TRIAL_BYTES };
      return ok(await runImportHere(this.#chosen, into, watch));
    } catch (error) {
      if (signal.aborted) return undefined;
      throw error;
    }
  }

  /** What the files of the trial under way are. */
  #inspections: ImportDraft['inspections'] = [];

  #show(change: Partial<ImportDraft>): void {
    const { files, choices } = this.#chosen;
    this.#desk.store.setState(({ importDraft }) => ({
      screen: { name: 'import' },
      importDraft: {
        trial: { is: 'running', progress: undefined },
        ...importDraft,
        files: files.map(({ name, size }) => ({ name, size })),
        choices,
        inspections: this.#inspections,
        target: this.#desk.project?.store.manifest().project.name,
        suggestedName: suggestName(files),
        orderedAs: undefined,
        ...change,
      },
    }));
  }

  /** Gives the word to go; `undefined` when there is nothing to be imported, or nowhere. */
  async #order(choice: ImportChoice): Promise<Ordered | undefined> {
    const { importDraft: draft } = this.#desk.store.getState();
    if (draft?.trial.is !== 'done' || draft.orderedAs !== undefined) return undefined;
    const isNew = !this.#desk.project;
    if (isNew && !(await this.#createProject(draft.trial.outcome.summary, choice))) return undefined;
    const project = this.#desk.project?.store.manifest().project;
    if (!project) return undefined;
    const chosen = this.#chosen;
    const isBeside = canRunBeside(this.#desk.host, chosen.files);
    const ending = isBeside ? this.#importBeside(chosen, project) : this.#importHere(chosen);
    return { chosen, project, isNew, isBeside, ending };
  }

  #importBeside(chosen: ChosenFiles, project: Project): Promise<ImportEnding> {
    const { store } = this.#desk;
    const ending = this.queue.add({ chosen, project });
    store.setState(({ importDraft, imports }) => ({
      importDraft: importDraft && { ...importDraft, orderedAs: imports.at(-1)?.id },
    }));
    return ending;
  }

  async #importHere(chosen: ChosenFiles): Promise<ImportEnding> {
    const { store, project, app } = this.#desk;
    let outcome: ImportOutcome | undefined;
    const isWritten = await this.#desk.during({ what: 'importing', share: 0 }, () =>
      this.#desk.writeSegment(async (writer) => {
        const done = await runImportHere(
          chosen,
          { app, project, writer, limitBytes: null },
          {
            signal: new AbortController().signal,
            onProgress: ({ bytesDone, bytesTotal }) => {
              const share = bytesTotal === 0 ? 1 : bytesDone / bytesTotal;
              store.setState({ busy: { what: 'importing', share } });
            },
          },
        );
        outcome = done;
        const { counts, sources, raters } = done.summary;
        return { origin: 'import', counts, sources, raters };
      }),
    );
    return isWritten === true && outcome
      ? { is: 'done', outcome }
      : { is: 'failed', failure: toFailure(new Error('The import was not written')) };
  }

  /** What a person sees when an import has ended. */
  async #settle(ending: ImportEnding, { chosen, project, isNew }: Ordered): Promise<void> {
    const { store } = this.#desk;
    // Other files may have been opened since, or the screen left.
    const isWaitedFor = store.getState().screen.name === 'import' && this.#chosen === chosen;
    if (ending.is !== 'done') {
      if (isNew) await this.#discard(project);
      if (isWaitedFor) this.#show({ orderedAs: undefined });
      if (ending.is === 'failed' && !store.getState().message) this.#desk.fail(ending.failure);
      return;
    }
    if (!isWaitedFor || this.#desk.project?.store.id !== project.id) return;
    const { importDraft: draft } = store.getState();
    const wasOpen = draft?.target !== undefined;
    // Whoever has waited has seen all of it before; of a longer file the rest of the report is new.
    if (draft?.orderedAs !== undefined && hasSeenAll(draft)) this.queue.dismiss(draft.orderedAs);
    this.#forget();
    await this.#desk.show('review');
    // A new project shows what it holds; an old one looks as before.
    if (wasOpen) {
      const { prompts, responses } = ending.outcome.summary.counts;
      store.setState({ message: { kind: 'imported', prompts, responses } });
    }
  }

  /** Removes the project of an import that came to nothing, unless a further import goes into it. */
  async #discard({ id }: Project): Promise<void> {
    const { store } = this.#desk;
    const isWanted = store
      .getState()
      .imports.some(({ project, state }) => project.id === id && !isEnded(state));
    if (isWanted) return;
    const isOpen = this.#desk.project?.store.id === id;
    await this.#desk.discardEmpty(id);
    if (isOpen && store.getState().screen.name === 'project') store.setState({ screen: { name: 'home' } });
  }

  #forget(): void {
    this.#chosen = { files: [], choices: new Map() };
    this.#inspections = [];
    this.#desk.store.setState({ importDraft: undefined });
  }

  /** Opens the project that these very files made before, if there is one. */
  async #openKnown({ sources }: ImportSummary): Promise<boolean> {
    const id = toProjectId(sources.map(({ sha256 }) => sha256));
    const { projects } = this.#desk.store.getState();
    const isKnown = sources.length > 0 && projects.some((project) => project.id === id && !project.failure);
    return isKnown && this.#desk.open(id);
  }

  async #createProject({ sources }: ImportSummary, choice: ImportChoice): Promise<boolean> {
    const { name, guideline, comparison } = choice;
    const id = toProjectId(sources.map(({ sha256 }) => sha256));
    return this.#desk.create(
      createProject({
        id,
        name,
        seed: id,
        ...(guideline === undefined ? {} : { guideline }),
        ...(comparison === undefined ? {} : { labelling: { comparison } }),
      }),
    );
  }
}

function isNothingNew({ counts, problems }: ImportSummary): boolean {
  return counts.prompts + counts.responses + counts.judgments === 0 && problems.length === 0;
}

function hasSeenAll({ trial }: ImportDraft): boolean {
  return trial.is === 'done' && trial.outcome.summary.complete;
}

/** The folder that all files share, else the first file's name without its extension. */
function suggestName(files: readonly { readonly name: string }[]): string {
  const [first] = files;
  if (!first) return 'Pairwright';
  const folder = first.name.includes('/') ? (first.name.split('/')[0] ?? '') : '';
  if (folder !== '' && files.every(({ name }) => name.startsWith(`${folder}/`))) return folder;
  const base = first.name.split('/').at(-1) ?? first.name;
  return base.replace(/\.[^.]+$/, '') || base;
}
