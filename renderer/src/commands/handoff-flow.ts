import type { PackKind } from '../../../shared/pack/pack.ts';
import type { OpenedFile, SegmentWriter } from '../host/host.ts';
import { runMergePack, runWritePack } from '../workers/jobs.ts';
import type { Desk } from './desk.ts';
import { answerRead, answerRecords, answerWrite } from './worker-answers.ts';

/** Hand-off files: saving one's own work, merging what came back. */
export class HandoffFlow {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Merges packs into the open project, one after the other; without one, the first pack says which project it is. */
  async merge(files: readonly OpenedFile[]): Promise<void> {
    for (const file of files) {
      await this.#desk.during({ what: 'merging', share: undefined }, () => this.#mergeOne(file));
    }
  }

  /** Saves what the rater here has judged, for the lead. From then on model names may be seen for it. */
  async saveReturn(): Promise<void> {
    const { project } = this.#desk;
    // What is on its way to the disk belongs into the pack; what could not be saved would be missing from it.
    if (!project?.rater || (await this.#desk.keepsUnsaved())) return;
    const name = `${project.store.manifest().project.name} - ${project.rater.name}`;
    if (await this.#save('return', name)) await project.markHandedIn();
  }

  /** Saves everything in one file. */
  async saveBackup(): Promise<void> {
    const name = this.#desk.project?.store.manifest().project.name;
    if (name !== undefined) await this.#save('backup', name);
  }

  async #mergeOne(file: OpenedFile): Promise<void> {
    const { store } = this.#desk;
    const look = await this.#read(file, undefined);
    if (!look.ok) {
      const { code, message } = look.error;
      store.setState({ message: { kind: 'pack-refused', file: file.name, code, detail: message } });
      return;
    }
    if (!this.#desk.project) {
      const { project } = look.value;
      const isKnown = store.getState().projects.some(({ id }) => id === project.id);
      const isOpen = await (isKnown ? this.#desk.open(project.id) : this.#desk.create(project));
      if (!isOpen) return;
    }
    let report = await this.#read(file, undefined);
    if (report.ok && Object.values(report.value.added).some((count) => count > 0)) {
      const isWritten = await this.#desk.writeSegment(async (writer) => {
        report = await this.#read(file, writer);
        if (!report.ok) throw new Error(report.error.message);
        const { added, lastSeqs, newRaters, sources } = report.value;
        return { origin: 'merge', counts: { ...added, leftOut: 0 }, lastSeqs, sources, raters: newRaters };
      });
      if (!isWritten) return;
    }
    if (report.ok) {
      const { value: summary } = report;
      store.setState(({ mergeReports }) => ({
        mergeReports: [...mergeReports, { file: file.name, summary }],
      }));
    }
    await this.#desk.show('handoff');
  }

  async #read(file: OpenedFile, writer: SegmentWriter | undefined) {
    const { project } = this.#desk;
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
          read: answerRead([file]),
          records: answerRecords(project),
          write: answerWrite(writer),
        },
      },
    );
  }

  async #save(kind: PackKind, name: string): Promise<boolean> {
    const { project, host } = this.#desk;
    if (!project) return false;
    const isSaved = await this.#desk.during({ what: 'packing', share: undefined }, async () => {
      const { project: record, sources } = project.store.manifest();
      const raterId = kind === 'return' ? project.rater?.id : undefined;
      const bytes = await runWritePack(
        { task: 'write', kind, project: record, sources, raterId },
        { answers: { records: project.records() } },
      );
      return this.#desk.tellSaved(await host.saveFile(`${name}.pairwright`, [bytes]));
    });
    return isSaved === true;
  }
}
