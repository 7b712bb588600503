import { createProject, type Labelling, toProjectId } from '../../../shared/domain/project.ts';
import type { ImportSummary } from '../../../shared/import/import-files.ts';
import type { WideMapping } from '../../../shared/import/wide-mapping.ts';
import type { OpenedFile, SegmentWriter } from '../host/host.ts';
import { runImport } from '../workers/jobs.ts';
import type { Desk } from './desk.ts';
import { answerRead, answerRecords, answerWrite } from './worker-answers.ts';

/** What a person decides about an import before it is done. */
export interface ImportChoice {
  /** Of the new project; without effect when the files go into an open one. */
  readonly name: string;
  readonly guideline?: string;
  readonly comparison?: Labelling['comparison'];
}

/** Importing files: tried first, so that counts, problems and the first items can be seen; then done. */
export class ImportFlow {
  readonly #desk: Desk;
  #files: readonly OpenedFile[] = [];
  #mappings: ReadonlyMap<string, WideMapping> = new Map();
  #isImporting = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /**
   * Reads the files without writing anything and shows what they become. Files that made a project before open that
   * project; when they hold nothing new, that is said instead.
   */
  async try(
    files: readonly OpenedFile[],
    mappings: ReadonlyMap<string, WideMapping> = new Map(),
  ): Promise<void> {
    const { store } = this.#desk;
    this.#files = files;
    this.#mappings = mappings;
    await this.#desk.during({ what: 'reading', share: 0 }, async () => {
      let outcome = await this.#run(undefined);
      if (!this.#desk.project && (await this.#openKnown(outcome.summary)))
        outcome = await this.#run(undefined);
      // Other files were opened meanwhile, or other columns chosen: what is shown has to be what would be imported.
      if (this.#files !== files || this.#mappings !== mappings) return;
      const { summary, inspections, firstRecords, models } = outcome;
      if (this.#desk.project && isNothingNew(summary)) {
        this.#files = [];
        await this.#desk.show('review');
        store.setState({ message: { kind: 'nothing-new' } });
        return;
      }
      store.setState({
        screen: { name: 'import' },
        importDraft: {
          files: files.map(({ name, size }) => ({ name, size })),
          summary,
          inspections,
          mappings,
          firstRecords,
          models,
          target: this.#desk.project?.store.manifest().project.name,
          suggestedName: suggestName(files),
        },
      });
    });
  }

  /** Takes other columns of a table for prompt, responses and so on, and tries again. */
  async mapColumns(fileName: string, mapping: WideMapping): Promise<void> {
    await this.try(this.#files, new Map(this.#mappings).set(fileName, mapping));
  }

  /** Tries the same files for a project of their own instead of the open one. */
  async intoNewProject(): Promise<void> {
    const [files, mappings] = [this.#files, this.#mappings];
    if (!(await this.#desk.close())) return;
    await this.#desk.refreshProjects();
    await this.try(files, mappings);
  }

  /** Does the import that has been tried, into the open project or a new one. */
  async confirm(choice: ImportChoice): Promise<void> {
    const { store } = this.#desk;
    const { importDraft } = store.getState();
    // Pressed twice, it is still one import.
    if (!importDraft || this.#files.length === 0 || this.#isImporting) return;
    this.#isImporting = true;
    await this.#desk.during({ what: 'importing', share: 0 }, async () => {
      if (!this.#desk.project && !(await this.#createProject(importDraft.summary, choice))) return;
      const isWritten = await this.#desk.writeSegment(async (writer) => {
        const { summary } = await this.#run(writer);
        return { origin: 'import', counts: summary.counts, sources: summary.sources, raters: summary.raters };
      });
      if (!isWritten) return;
      this.#files = [];
      store.setState({ importDraft: undefined });
      await this.#desk.show('review');
      // A new project shows what it holds; an old one looks as before.
      if (importDraft.target !== undefined) {
        const { prompts, responses } = importDraft.summary.counts;
        store.setState({ message: { kind: 'imported', prompts, responses } });
      }
    });
    this.#isImporting = false;
  }

  /** Forgets what was tried. */
  cancel(): void {
    this.#files = [];
    this.#desk.store.setState({ importDraft: undefined });
  }

  async #run(writer: SegmentWriter | undefined) {
    const { project, store, app } = this.#desk;
    const what = writer ? 'importing' : 'reading';
    return runImport(
      {
        files: this.#files.map(({ name, size }) => ({ name, size })),
        mappings: this.#mappings,
        app,
        write: writer !== undefined,
        intoProject: project !== undefined,
      },
      {
        answers: {
          read: answerRead(this.#files),
          records: answerRecords(project),
          write: answerWrite(writer),
        },
        onProgress: ({ bytesDone, bytesTotal }) => {
          store.setState({ busy: { what, share: bytesTotal === 0 ? 1 : bytesDone / bytesTotal } });
        },
      },
    );
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

/** The folder that all files share, else the first file's name without its extension. */
function suggestName(files: readonly { readonly name: string }[]): string {
  const [first] = files;
  if (!first) return 'Pairwright';
  const folder = first.name.includes('/') ? (first.name.split('/')[0] ?? '') : '';
  if (folder !== '' && files.every(({ name }) => name.startsWith(`${folder}/`))) return folder;
  const base = first.name.split('/').at(-1) ?? first.name;
  return base.replace(/\.[^.]+$/, '') || base;
}
