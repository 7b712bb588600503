import type { Result } from '../../../shared/base/result.ts';
import type { ProjectId, PromptId, ResponseId } from '../../../shared/domain/ids.ts';
import { responsesOf } from '../../../shared/domain/judgment.ts';
import type { Project } from '../../../shared/domain/project.ts';
import type { ExportBundle, ExportFailure } from '../../../shared/export/export-bundle.ts';
import type { PresetName } from '../../../shared/export/presets.ts';
import type { Settings } from '../../../shared/ipc/settings.ts';
import type { OpenedFile } from '../host/host.ts';
import type { AppStore, ProjectTab } from '../state/app-store.ts';
import type { AgreementFindings } from '../workers/agreement-job.ts';
import { runAgreement, runExport } from '../workers/jobs.ts';
import { Desk, type DeskDeps } from './desk.ts';
import { HandoffFlow } from './handoff-flow.ts';
import { ImportFlow } from './import-flow.ts';
import type { OpenProject } from './open-project.ts';
import { Sources } from './sources.ts';

/** The built-in sample: a file to import, and what the project is called. */
export interface Sample {
  readonly projectName: string;
  readonly guideline: string;
  readonly file: OpenedFile;
}

export interface WorkspaceDeps extends DeskDeps {
  readonly loadSample: () => Promise<Sample>;
}

/**
 * The window's work apart from judging: opening, importing, handing in, merging, agreement, exports.
 *
 * Each method is one thing that a person does; what came of it stands in the store. Failures become messages there,
 * with the project as it was before.
 */
export class Workspace {
  readonly imports: ImportFlow;
  readonly handoff: HandoffFlow;
  readonly sources: Sources;
  readonly #desk: Desk;
  readonly #store: AppStore;
  readonly #loadSample: WorkspaceDeps['loadSample'];

  constructor(deps: WorkspaceDeps) {
    this.#desk = new Desk(deps);
    this.#store = deps.store;
    this.#loadSample = deps.loadSample;
    this.imports = new ImportFlow(this.#desk);
    this.handoff = new HandoffFlow(this.#desk);
    this.sources = new Sources(this.#desk);
  }

  get project(): OpenProject | undefined {
    return this.#desk.project;
  }

  /** Starts with the files of the command line, else the projects that are there, else the sample. */
  async start(): Promise<void> {
    const { host } = this.#desk;
    this.#store.setState({ settings: await host.loadSettings() });
    host.onLaunchFiles(() => {
      void host.takeLaunchFiles().then((files) => this.openFiles(files));
    });
    const files = await host.takeLaunchFiles();
    await this.#desk.refreshProjects();
    if (files.length > 0) await this.openFiles(files);
    else if (this.#store.getState().projects.length === 0) await this.openSample();
    if (this.#store.getState().screen.name === 'loading') this.#store.setState({ screen: { name: 'home' } });
  }

  async goHome(): Promise<void> {
    if (!(await this.#desk.close())) return;
    await this.#desk.refreshProjects();
    this.imports.cancel();
    this.#store.setState({ screen: { name: 'home' }, mergeReports: [] });
  }

  go(tab: ProjectTab): void {
    this.#desk.go(tab);
  }

  async saveSettings(change: Partial<Settings>): Promise<void> {
    const settings = { ...this.#store.getState().settings, ...change };
    this.#store.setState({ settings });
    const saved = await this.#desk.host.saveSettings(settings);
    if (!saved.ok) this.#desk.fail(saved.error);
  }

  /** The person says who they are; judging can begin. */
  async setName(name: string): Promise<void> {
    if (await this.#desk.keepsUnsaved()) {
      this.#store.setState({ dialog: undefined });
      return;
    }
    await this.saveSettings({ raterName: name });
    await this.project?.setRater(name);
    this.#store.setState(({ projectVersion }) => ({ dialog: undefined, projectVersion: projectVersion + 1 }));
  }

  async openProject(id: ProjectId): Promise<void> {
    await this.#desk.during({ what: 'opening', share: undefined }, async () => {
      if ((await this.#desk.close()) && (await this.#desk.open(id))) await this.#desk.show('review');
    });
  }

  async openSample(): Promise<void> {
    const { file, projectName, guideline } = await this.#loadSample();
    if (!(await this.#desk.close())) return;
    await this.imports.try([file]);
    if (this.#store.getState().importDraft) await this.imports.confirm({ name: projectName, guideline });
    // Opening the sample again is no import to the person who does it.
    else this.#store.setState({ message: undefined });
  }

  async pickFiles(): Promise<void> {
    await this.openFiles(await this.#desk.host.pickFiles());
  }

  /** Opens again what was opened together before. */
  async openRecent(id: string): Promise<void> {
    await this.openFiles(await this.#desk.host.openRecentFiles(id));
  }

  async dropFiles(files: readonly File[]): Promise<void> {
    await this.openFiles(await this.#desk.host.openDropped(files));
  }

  /** Opens whatever it is: packs are merged (or become a project), everything else is imported. */
  async openFiles(files: readonly OpenedFile[]): Promise<void> {
    const packs = files.filter(({ name }) => name.toLowerCase().endsWith('.pairwright'));
    const others = files.filter((file) => !packs.includes(file));
    if (packs.length > 0) await this.handoff.merge(packs);
    if (others.length > 0) await this.imports.try(others);
  }

  async cancelImport(): Promise<void> {
    this.imports.cancel();
    if (this.project) await this.#desk.show('review');
    else await this.goHome();
  }

  async computeAgreement(): Promise<AgreementFindings | undefined> {
    const { project } = this;
    if (!project) return undefined;
    const { corpus, judgments } = project.copy;
    await corpus.whenComplete;
    return runAgreement({
      judgments: [...judgments],
      responses: corpus.originsOf(new Set(judgments.flatMap(responsesOf))),
    });
  }

  /** Makes the files of an export, to be looked at before they are saved. */
  async prepareExport(preset: PresetName): Promise<Result<ExportBundle, ExportFailure> | undefined> {
    const { project } = this;
    return project && runExport({ preset }, { answers: { records: project.records() } });
  }

  async saveExport(preset: PresetName, bundle: ExportBundle): Promise<void> {
    const { project } = this;
    if (!project) return;
    const name = `${project.store.manifest().project.name} - ${preset}`;
    await this.#desk.during({ what: 'exporting', share: undefined }, async () => {
      const files = bundle.files.map((file) => ({ name: file.name, content: file.chunks }));
      this.#desk.tellSaved(await this.#desk.host.saveFolder(name, files));
    });
  }

  /** Writes decisions that the journal did not take to a file of the person's choice. */
  async saveUnsaved(): Promise<void> {
    const unsaved = this.project?.review?.flow.unsaved ?? [];
    await this.saveText(
      'unsaved-judgments.jsonl',
      unsaved.map((draft) => `${JSON.stringify(draft)}\n`).join(''),
    );
  }

  async saveText(name: string, text: string): Promise<void> {
    this.#desk.tellSaved(await this.#desk.host.saveFile(name, [new TextEncoder().encode(text)]));
  }

  /** Changes how the project is judged; nothing that was judged is lost. */
  async saveProject(change: Partial<Pick<Project, 'name' | 'guideline' | 'labelling'>>): Promise<void> {
    const { project } = this;
    if (!project) return;
    const saved = await project.store.saveProject({ ...project.store.manifest().project, ...change });
    if (!saved.ok) this.#desk.fail(saved.error);
    await project.startReview();
    this.#store.setState(({ projectVersion }) => ({ projectVersion: projectVersion + 1 }));
  }

  /** Opens the item that a unit of the agreement is about. */
  openItem(promptId: PromptId, responses: readonly ResponseId[]): void {
    const flow = this.project?.review?.flow;
    if (!flow) return;
    const index = flow.findItem(promptId, responses);
    if (index !== undefined) flow.open(index);
    this.go('review');
  }

  /** The address of an image that a prompt of the open project refers to, when there is one to show. */
  async findImage(reference: string): Promise<string | undefined> {
    const { project } = this;
    return project && this.#desk.host.findImage(project.store.id, reference);
  }

  async revealProject(id: ProjectId): Promise<void> {
    await this.#desk.host.revealProject(id);
  }
}
