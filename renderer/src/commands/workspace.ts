import type { Result } from '../../../shared/base/result.ts';
import type { ProjectId, PromptId, ResponseId } from '../../../shared/domain/ids.ts';
import { createProject, type Labelling, type Project, toProjectId } from '../../../shared/domain/project.ts';
import type { ExportBundle, ExportFailure } from '../../../shared/export/export-bundle.ts';
import type { PresetName } from '../../../shared/export/presets.ts';
import type { Settings } from '../../../shared/ipc/settings.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { PackKind } from '../../../shared/pack/pack.ts';
import type { WideMapping } from '../../../shared/import/wide-mapping.ts';
import type { Host, OpenedFile, ProjectStore, SegmentWriter } from '../host/host.ts';
import type { AppStore, Busy, ProjectTab } from '../state/app-store.ts';
import type { AgreementFindings } from '../workers/agreement-job.ts';
import { runAgreement, runExport, runImport, runMergePack, runWritePack } from '../workers/jobs.ts';
import { OpenProject, type ProjectDeps } from './open-project.ts';

/** The built-in sample: a file to import, and what the project is called. */
export interface Sample {
  readonly projectName: string;
  readonly guideline: string;
  readonly file: OpenedFile;
}

export interface WorkspaceDeps extends ProjectDeps {
  readonly host: Host;
  readonly store: AppStore;
  readonly loadSample: () => Promise<Sample>;
}

const PIECE = 1024 * 1024;

/**
 * The window's work apart from judging: opening, importing, merging, handing in, exporting.
 *
 * Each method is one thing that a person does; what came of it stands in the store. Failures become messages there,
 * with the project as it was before.
 */
export class Workspace {
  readonly #deps: WorkspaceDeps;
  readonly #host: Host;
  readonly #store: AppStore;
  #project: OpenProject | undefined;
  #importFiles: readonly OpenedFile[] = [];
  #mappings: ReadonlyMap<string, WideMapping> = new Map();

  constructor(deps: WorkspaceDeps) {
    this.#deps = deps;
    this.#host = deps.host;
    this.#store = deps.store;
  }

  get project(): OpenProject | undefined {
    return this.#project;
  }

  /** Starts with the files of the command line, else the projects that are there, else the sample. */
  async start(): Promise<void> {
    this.#store.setState({ settings: await this.#host.loadSettings() });
    this.#host.onLaunchFiles(() => {
      void this.#host.takeLaunchFiles().then((files) => this.openFiles(files));
    });
    const files = await this.#host.takeLaunchFiles();
    await this.#refreshProjects();
    if (files.length > 0) {
      await this.openFiles(files);
      if (this.#store.getState().screen.name === 'loading')
        this.#store.setState({ screen: { name: 'home' } });
    } else if (this.#store.getState().projects.length === 0) await this.openSample();
    else this.#store.setState({ screen: { name: 'home' } });
  }

  async goHome(): Promise<void> {
    if (await this.#keepsUnsaved()) return;
    await this.#closeProject();
    await this.#refreshProjects();
    this.#importFiles = [];
    this.#store.setState({ screen: { name: 'home' }, importDraft: undefined, mergeReports: [] });
  }

  go(tab: ProjectTab): void {
    this.#store.setState({ screen: { name: 'project', tab }, message: undefined });
  }

  async saveSettings(change: Partial<Settings>): Promise<void> {
    const settings = { ...this.#store.getState().settings, ...change };
    this.#store.setState({ settings });
    const saved = await this.#host.saveSettings(settings);
    if (!saved.ok) this.#fail(saved.error);
  }

  /** The person says who they are; judging can begin. */
  async setName(name: string): Promise<void> {
    if (await this.#keepsUnsaved()) {
      this.#store.setState({ dialog: undefined });
      return;
    }
    await this.saveSettings({ raterName: name });
    await this.#project?.setRater(name);
    this.#store.setState(({ projectVersion }) => ({ dialog: undefined, projectVersion: projectVersion + 1 }));
  }

  async openProject(id: ProjectId): Promise<boolean> {
    return this.#during({ what: 'opening', share: undefined }, async () => {
      const opened = await this.#host.openProject(id);
      return opened.ok ? this.#take(opened.value, 'review') : this.#fail(opened.error);
    });
  }

  async openSample(): Promise<void> {
    const { file, projectName, guideline } = await this.#deps.loadSample();
    await this.#closeProject();
    await this.#tryImport([file]);
    const draft = this.#store.getState().importDraft;
    if (draft) await this.confirmImport({ name: projectName, guideline });
  }

  async pickFiles(): Promise<void> {
    await this.openFiles(await this.#host.pickFiles());
  }

  async dropFiles(files: readonly File[]): Promise<void> {
    await this.openFiles(this.#host.openDropped(files));
  }

  /** Opens whatever it is: packs are merged (or become a project), everything else is imported. */
  async openFiles(files: readonly OpenedFile[]): Promise<void> {
    const packs = files.filter(({ name }) => name.toLowerCase().endsWith('.pairwright'));
    const others = files.filter((file) => !packs.includes(file));
    if (packs.length > 0) await this.mergePacks(packs);
    if (others.length > 0) await this.#tryImport(others);
  }

  /** Does the import that has been tried, into the open project or a new one. */
  async confirmImport(choice: {
    readonly name: string;
    readonly guideline?: string;
    readonly comparison?: Labelling['comparison'];
  }): Promise<void> {
    const { importDraft } = this.#store.getState();
    const files = this.#importFiles;
    if (!importDraft || files.length === 0) return;
    await this.#during({ what: 'importing', share: 0 }, async () => {
      const project =
        this.#project ??
        (await this.#createProject(
          importDraft.summary.sources.map((s) => s.sha256),
          choice,
        ));
      if (!project) return;
      const failure = await this.#writeSegment(project.store, async (writer) => {
        const { summary } = await runImport(this.#importInput(files, true, project), {
          answers: { ...this.#readAnswers(files), records: project.records(), write: writePiece(writer) },
          onProgress: ({ bytesDone, bytesTotal }) => {
            this.#store.setState({
              busy: { what: 'importing', share: bytesTotal === 0 ? 1 : bytesDone / bytesTotal },
            });
          },
        });
        return { origin: 'import', counts: summary.counts, sources: summary.sources, raters: summary.raters };
      });
      if (failure) {
        this.#fail(failure);
        return;
      }
      await project.copy.takeNewSegments();
      this.#importFiles = [];
      const { prompts, responses } = importDraft.summary.counts;
      this.#store.setState({ importDraft: undefined });
      // A new project shows what it holds; an old one looks as before.
      if (importDraft.target !== undefined)
        this.#store.setState({ message: { kind: 'imported', prompts, responses } });
      await this.#show(project, 'review');
    });
  }

  /** Takes other columns of a table for prompt, responses and so on, and tries again. */
  async mapColumns(fileName: string, mapping: WideMapping): Promise<void> {
    await this.#tryImport(this.#importFiles, new Map(this.#mappings).set(fileName, mapping));
  }

  /** Puts the files that were tried into a project of their own instead of the open one. */
  async importIntoNewProject(): Promise<void> {
    const files = this.#importFiles;
    if (await this.#keepsUnsaved()) return;
    await this.#closeProject();
    await this.#refreshProjects();
    await this.#tryImport(files, this.#mappings);
  }

  async cancelImport(): Promise<void> {
    this.#importFiles = [];
    this.#store.setState({ importDraft: undefined });
    if (this.#project) this.go('review');
    else await this.goHome();
  }

  /** Merges packs into the open project; without one, the first pack says which project it is. */
  async mergePacks(files: readonly OpenedFile[]): Promise<void> {
    for (const file of files) {
      await this.#during({ what: 'merging', share: undefined }, () => this.#mergePack(file));
    }
  }

  async saveReturnPack(): Promise<void> {
    const project = this.#project;
    const rater = project?.rater;
    if (!project || !rater) return;
    const saved = await this.#savePack('return', `${project.store.manifest().project.name} - ${rater.name}`);
    if (saved) await project.markHandedIn();
  }

  async saveBackup(): Promise<void> {
    const name = this.#project?.store.manifest().project.name;
    if (name !== undefined) await this.#savePack('backup', name);
  }

  async computeAgreement(): Promise<AgreementFindings | undefined> {
    const project = this.#project;
    if (!project) return undefined;
    const responses = project.copy.corpus.origins();
    return runAgreement({ judgments: [...project.copy.judgments], responses });
  }

  /** Makes the files of an export, to be looked at before they are saved. */
  async prepareExport(preset: PresetName): Promise<Result<ExportBundle, ExportFailure> | undefined> {
    const project = this.#project;
    return project && runExport({ preset }, { answers: { records: project.records() } });
  }

  async saveExport(preset: PresetName, bundle: ExportBundle): Promise<void> {
    const project = this.#project;
    if (!project) return;
    const name = `${project.store.manifest().project.name} - ${preset}`;
    await this.#during({ what: 'exporting', share: undefined }, async () => {
      const saved = await this.#host.saveFolder(
        name,
        bundle.files.map((file) => ({ name: file.name, content: inPieces(file.chunks) })),
      );
      this.#tellSaved(saved);
    });
  }

  /** Writes decisions that the journal did not take to a file of the person's choice. */
  async saveUnsaved(): Promise<void> {
    const unsaved = this.#project?.review?.flow.unsaved ?? [];
    const text = unsaved.map((draft) => `${JSON.stringify(draft)}\n`).join('');
    this.#tellSaved(
      await this.#host.saveFile('unsaved-judgments.jsonl', inPieces([new TextEncoder().encode(text)])),
    );
  }

  async saveText(name: string, text: string): Promise<void> {
    this.#tellSaved(await this.#host.saveFile(name, inPieces([new TextEncoder().encode(text)])));
  }

  /** Changes how the project is judged; nothing that was judged is lost. */
  async saveProject(change: Partial<Pick<Project, 'name' | 'guideline' | 'labelling'>>): Promise<void> {
    const project = this.#project;
    if (!project) return;
    const saved = await project.store.saveProject({ ...project.store.manifest().project, ...change });
    if (!saved.ok) this.#fail(saved.error);
    await project.startReview();
    this.#store.setState(({ projectVersion }) => ({ projectVersion: projectVersion + 1 }));
  }

  /** Opens the item that a unit of the agreement is about. */
  openItem(promptId: PromptId, responses: readonly ResponseId[]): void {
    const flow = this.#project?.review?.flow;
    if (!flow) return;
    const index = flow.findItem(promptId, responses);
    if (index !== undefined) flow.open(index);
    this.go('review');
  }

  async revealProject(id: ProjectId): Promise<void> {
    await this.#host.revealProject(id);
  }

  async #tryImport(
    files: readonly OpenedFile[],
    mappings: ReadonlyMap<string, WideMapping> = new Map(),
  ): Promise<void> {
    this.#mappings = mappings;
    await this.#during({ what: 'reading', share: 0 }, async () => {
      const first = await this.#dryRun(files, this.#project);
      const id = toProjectId(first.summary.sources.map(({ sha256 }) => sha256));
      const known = this.#store.getState().projects.find((project) => project.id === id && !project.failure);
      let outcome = first;
      if (!this.#project && known && first.summary.sources.length > 0) {
        const opened = await this.#host.openProject(id);
        if (!opened.ok) {
          this.#fail(opened.error);
          return;
        }
        await this.#take(opened.value, 'review');
        outcome = await this.#dryRun(files, this.#project);
      }
      this.#importFiles = files;
      const { summary, inspections, firstRecords, models } = outcome;
      const { counts, problems } = summary;
      if (
        this.#project &&
        counts.prompts + counts.responses + counts.judgments === 0 &&
        problems.length === 0
      ) {
        this.#importFiles = [];
        this.#store.setState({ message: { kind: 'nothing-new' } });
        return;
      }
      this.#store.setState({
        screen: { name: 'import' },
        importDraft: {
          files: files.map(({ name, size }) => ({ name, size })),
          summary,
          inspections,
          mappings: this.#mappings,
          firstRecords,
          models,
          target: this.#project?.store.manifest().project.name,
          suggestedName: suggestName(files),
        },
      });
    });
  }

  async #dryRun(files: readonly OpenedFile[], project: OpenProject | undefined) {
    return runImport(this.#importInput(files, false, project), {
      answers: {
        ...this.#readAnswers(files),
        records: project?.records() ?? (() => Promise.resolve({ records: [], next: null })),
        write: () => Promise.resolve(null),
      },
      onProgress: ({ bytesDone, bytesTotal }) => {
        this.#store.setState({
          busy: { what: 'reading', share: bytesTotal === 0 ? 1 : bytesDone / bytesTotal },
        });
      },
    });
  }

  #importInput(files: readonly OpenedFile[], write: boolean, project: OpenProject | undefined) {
    return {
      files: files.map(({ name, size }) => ({ name, size })),
      mappings: this.#mappings,
      app: this.#deps.app,
      write,
      intoProject: project !== undefined,
    };
  }

  #readAnswers(files: readonly OpenedFile[]) {
    return {
      read: async ({ file, offset, length }: { file: number; offset: number; length: number }) => {
        const opened = files[file];
        if (!opened) throw new Error(`No file ${file}`);
        return opened.read(offset, length);
      },
    };
  }

  async #createProject(
    sha256: readonly string[],
    { name, guideline, comparison }: Parameters<Workspace['confirmImport']>[0],
  ): Promise<OpenProject | undefined> {
    const id = toProjectId(sha256);
    return this.#openNew(
      createProject({
        id,
        name,
        seed: id,
        ...(guideline === undefined ? {} : { guideline }),
        ...(comparison === undefined ? {} : { labelling: { comparison } }),
      }),
    );
  }

  async #openNew(project: Project): Promise<OpenProject | undefined> {
    const created = await this.#host.createProject(project);
    if (!created.ok) {
      this.#fail(created.error);
      return undefined;
    }
    this.#project = await OpenProject.open(created.value, this.#deps);
    return this.#project;
  }

  async #mergePack(file: OpenedFile): Promise<void> {
    const look = await this.#readPack(file, this.#project, undefined);
    if (!look.ok) {
      const { code, message } = look.error;
      this.#store.setState({ message: { kind: 'pack-refused', file: file.name, code, detail: message } });
      return;
    }
    if (!this.#project) {
      const { project } = look.value;
      const known = this.#store.getState().projects.some(({ id }) => id === project.id);
      const opened = known
        ? await this.#host.openProject(project.id)
        : await this.#host.createProject(project);
      if (!opened.ok) {
        this.#fail(opened.error);
        return;
      }
      this.#project = await OpenProject.open(opened.value, this.#deps);
    }
    const target = this.#project;
    let report = await this.#readPack(file, target, undefined);
    const isNew = report.ok && Object.values(report.value.added).some((count) => count > 0);
    if (isNew) {
      const failure = await this.#writeSegment(target.store, async (writer) => {
        report = await this.#readPack(file, target, writer);
        if (!report.ok) throw new Error(report.error.message);
        const { added, lastSeqs, newRaters, sources } = report.value;
        return { origin: 'merge', counts: { ...added, leftOut: 0 }, lastSeqs, sources, raters: newRaters };
      });
      if (failure) {
        this.#fail(failure);
        return;
      }
      await target.copy.takeNewSegments();
    }
    if (report.ok) {
      const { value: summary } = report;
      this.#store.setState(({ mergeReports }) => ({
        mergeReports: [...mergeReports, { file: file.name, summary }],
      }));
    }
    await this.#show(target, 'handoff');
  }

  async #readPack(file: OpenedFile, project: OpenProject | undefined, writer: SegmentWriter | undefined) {
    return runMergePack(
      {
        task: 'merge',
        name: file.name,
        size: file.size,
        project: project?.store.manifest().project,
        write: writer !== undefined,
      },
      {
        answers: {
          ...this.#readAnswers([file]),
          records: project?.records() ?? (() => Promise.resolve({ records: [], next: null })),
          write: writer ? writePiece(writer) : () => Promise.resolve(null),
        },
      },
    );
  }

  /** Writes one segment, whole or not at all. */
  async #writeSegment(
    store: ProjectStore,
    fill: (writer: SegmentWriter) => Promise<Parameters<SegmentWriter['commit']>[0]>,
  ): Promise<Failure | undefined> {
    const begun = await store.beginSegment();
    if (!begun.ok) return begun.error;
    const writer = begun.value;
    try {
      const committed = await writer.commit(await fill(writer));
      return committed.ok ? undefined : committed.error;
    } catch (error) {
      await writer.abort();
      return { code: 'io', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #savePack(kind: PackKind, name: string): Promise<boolean> {
    const project = this.#project;
    if (!project) return false;
    return this.#during({ what: 'packing', share: undefined }, async () => {
      const { project: record, sources } = project.store.manifest();
      const bytes = await runWritePack(
        {
          task: 'write',
          kind,
          project: record,
          sources,
          raterId: kind === 'return' ? project.rater?.id : undefined,
        },
        { answers: { records: project.records() } },
      );
      const saved = await this.#host.saveFile(`${name}.pairwright`, inPieces([bytes]));
      return this.#tellSaved(saved);
    });
  }

  #tellSaved(saved: Result<{ readonly place: string | undefined }, Failure>): boolean {
    if (!saved.ok) return this.#fail(saved.error);
    if (saved.value.place === undefined) return false;
    this.#store.setState({ message: { kind: 'saved', place: saved.value.place } });
    return true;
  }

  async #take(store: ProjectStore, tab: ProjectTab): Promise<boolean> {
    await this.#closeProject();
    const project = await OpenProject.open(store, this.#deps);
    this.#project = project;
    const { rebuilt, damaged } = project.copy.report;
    if (damaged.length > 0)
      this.#store.setState({ message: { kind: 'damaged-journal', lines: damaged.length } });
    else if (rebuilt) this.#store.setState({ message: { kind: 'rebuilt' } });
    const [notice] = store.notices;
    if (notice) this.#store.setState({ message: { kind: 'repaired', detail: notice.message } });
    await this.#show(project, tab);
    void this.#verifySegments(project);
    return true;
  }

  /** Compares the imported files with their hashes, one after the other, behind the work; damage is told. */
  async #verifySegments(project: OpenProject): Promise<void> {
    for (const { sha256 } of project.store.manifest().segments) {
      if (project !== this.#project) return;
      const verified = await project.store.verifySegment(sha256);
      if (!verified.ok && project === this.#project) this.#fail(verified.error);
    }
  }

  /** Brings up a project; asks for the name first if nobody has said it yet. */
  async #show(project: OpenProject, tab: ProjectTab): Promise<void> {
    const { raterName } = this.#store.getState().settings;
    if (raterName === '') this.#store.setState({ dialog: 'name' });
    else if (project.rater) await project.startReview();
    else await project.setRater(raterName);
    this.#store.setState(({ projectVersion }) => ({
      screen: { name: 'project', tab },
      projectVersion: projectVersion + 1,
    }));
  }

  /** Decisions that are not on the disk hold the project open: leaving it would lose them. Says so where they are. */
  async #keepsUnsaved(): Promise<boolean> {
    const project = this.#project;
    if (!project || !(await project.hasUnsaved())) return false;
    this.go('review');
    project.review?.flow.refuse('saving-failed');
    return true;
  }

  async #closeProject(): Promise<void> {
    const project = this.#project;
    this.#project = undefined;
    await project?.close();
  }

  async #refreshProjects(): Promise<void> {
    this.#store.setState({ projects: await this.#host.listProjects() });
  }

  async #during<Value>(busy: Busy, work: () => Promise<Value>): Promise<Value> {
    this.#store.setState({ busy });
    try {
      return await work();
    } finally {
      this.#store.setState({ busy: undefined });
    }
  }

  #fail(failure: Failure): false {
    this.#store.setState({ message: { kind: 'failure', failure } });
    return false;
  }
}

function writePiece(writer: SegmentWriter): (bytes: Uint8Array) => Promise<null> {
  return async (bytes) => {
    const written = await writer.write(bytes);
    if (!written.ok) throw new Error(written.error.message);
    return null;
  };
}

function* inPieces(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const chunk of chunks) {
    for (let offset = 0; offset < chunk.length; offset += PIECE) yield chunk.subarray(offset, offset + PIECE);
  }
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
