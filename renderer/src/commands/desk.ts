import type { Result } from '../../../shared/base/result.ts';
import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { Project } from '../../../shared/domain/project.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { ProjectManifest } from '../../../shared/project/project-manifest.ts';
import type { Host, ProjectStore, SegmentWriter } from '../host/host.ts';
import type { AppStore, Busy, ProjectTab } from '../state/app-store.ts';
import { OpenProject, type ProjectDeps } from './open-project.ts';
import { toFailure } from './to-failure.ts';

export interface DeskDeps extends ProjectDeps {
  readonly host: Host;
  readonly store: AppStore;
}

/**
 * The project that is open in the window, if there is one: opening, closing, and saying how it went.
 *
 * Everything else that a person does to a project (importing, merging, exporting) is built on this. What came of it
 * stands in the store; failures become messages there.
 */
export class Desk {
  readonly host: Host;
  readonly store: AppStore;
  readonly app: string;
  readonly #deps: DeskDeps;
  #project: OpenProject | undefined;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    this.host = deps.host;
    this.store = deps.store;
    this.app = deps.app;
  }

  get project(): OpenProject | undefined {
    return this.#project;
  }

  go(tab: ProjectTab): void {
    this.store.setState({ screen: { name: 'project', tab }, message: undefined });
  }

  /** Opens a project that is in the list; `false` when that failed, which has been said then. */
  async open(id: ProjectId): Promise<boolean> {
    const opened = await this.host.openProject(id);
    return opened.ok ? this.#take(opened.value) : this.fail(opened.error);
  }

  /** Makes a new, empty project and opens it. */
  async create(project: Project): Promise<boolean> {
    const created = await this.host.createProject(project);
    return created.ok ? this.#take(created.value) : this.fail(created.error);
  }

  /** Closes the project; `false` when it stays open because decisions in it are not on the disk. */
  async close(): Promise<boolean> {
    if (await this.keepsUnsaved()) return false;
    const project = this.#project;
    this.#project = undefined;
    await project?.close();
    return true;
  }

  /** Decisions that are not on the disk hold the project open: leaving it would lose them. Says so where they are. */
  async keepsUnsaved(): Promise<boolean> {
    const project = this.#project;
    if (!project || !(await project.hasUnsaved())) return false;
    this.go('review');
    project.review?.flow.refuse('saving-failed');
    return true;
  }

  /** Brings the open project up, with what is new in it; asks for the name first if nobody has said it yet. */
  async show(tab: ProjectTab): Promise<void> {
    const project = this.#project;
    if (!project) return;
    const { raterName } = this.store.getState().settings;
    if (raterName === '') this.store.setState({ dialog: 'name' });
    else if (project.rater) await project.startReview();
    else await project.setRater(raterName);
    this.store.setState(({ projectVersion }) => ({
      screen: { name: 'project', tab },
      projectVersion: projectVersion + 1,
    }));
  }

  async refreshProjects(): Promise<void> {
    const [projects, recentFiles] = await Promise.all([
      this.host.listProjects(),
      this.host.listRecentFiles(),
    ]);
    this.store.setState({ projects, recentFiles });
  }

  /** Writes one segment into the open project, whole or not at all; says why when it was not written. */
  async writeSegment(
    fill: (writer: SegmentWriter) => Promise<Parameters<SegmentWriter['commit']>[0]>,
  ): Promise<boolean> {
    const project = this.#project;
    if (!project) return false;
    const begun = await project.store.beginSegment();
    if (!begun.ok) return this.fail(begun.error);
    const writer = begun.value;
    try {
      const committed = await writer.commit(await fill(writer));
      if (!committed.ok) return this.fail(committed.error);
    } catch (error) {
      await writer.abort();
      return this.fail(toFailure(error));
    }
    await project.copy.takeManifest();
    return true;
  }

  /** Takes in what an import beside the page has written, if its project is open here. */
  async takeImport(manifest: ProjectManifest): Promise<void> {
    const project = this.#project;
    if (project?.store.id !== manifest.project.id) return;
    project.store.adopt(manifest);
    await project.copy.takeManifest();
    await project.startReview();
    this.store.setState(({ projectVersion }) => ({ projectVersion: projectVersion + 1 }));
  }

  /** Removes a project that was made for an import which came to nothing. */
  async discardEmpty(id: ProjectId): Promise<void> {
    if (this.#project?.store.id === id) {
      this.#project.copy.close();
      this.#project = undefined;
    }
    await this.host.discardEmptyProject(id);
    await this.refreshProjects();
  }

  /** Shows that something long is under way. What goes wrong unexpectedly is said, and gives `undefined`. */
  async during<Value>(busy: Busy, work: () => Promise<Value>): Promise<Value | undefined> {
    this.store.setState({ busy });
    try {
      return await work();
    } catch (error) {
      console.error(error);
      this.fail(toFailure(error));
      return undefined;
    } finally {
      this.store.setState({ busy: undefined });
    }
  }

  fail(failure: Failure): false {
    this.store.setState({ message: { kind: 'failure', failure } });
    return false;
  }

  /** Says where something was saved; `false` when it was not, or the person thought better of it. */
  tellSaved(saved: Result<{ readonly place: string | undefined }, Failure>): boolean {
    if (!saved.ok) return this.fail(saved.error);
    if (saved.value.place === undefined) return false;
    this.store.setState({ message: { kind: 'saved', place: saved.value.place } });
    return true;
  }

  async #take(store: ProjectStore): Promise<boolean> {
    const project = await OpenProject.open(store, this.#deps);
    this.#project = project;
    const { rebuilt, damaged } = project.copy.report;
    const [notice] = store.notices;
    if (notice) this.store.setState({ message: { kind: 'repaired', detail: notice.message } });
    else if (damaged.length > 0) {
      this.store.setState({ message: { kind: 'damaged-journal', lines: damaged.length } });
    } else if (rebuilt) this.store.setState({ message: { kind: 'rebuilt' } });
    void this.#verifySegments(project);
    return true;
  }

  /** Compares the imported files with their hashes, one after the other, behind the work; damage is told. */
  async #verifySegments(project: OpenProject): Promise<void> {
    for (const { sha256 } of project.store.manifest().segments) {
      if (project !== this.#project) return;
      const verified = await project.store.verifySegment(sha256);
      if (!verified.ok && project === this.#project) this.fail(verified.error);
    }
  }
}
