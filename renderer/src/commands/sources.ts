import type { SourceId } from '../../../shared/domain/ids.ts';
import { type ReportEntry, reportEntrySchema, type Source } from '../../../shared/domain/source.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { PIECE_BYTES } from '../../../shared/project/folder.ts';
import type { ProjectManifest } from '../../../shared/project/project-manifest.ts';
import type { Desk } from './desk.ts';

/** The imported files of the open project: listing, renaming, taking out, and what their imports had to say. */
export class Sources {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** In the order of their imports, the latest first. */
  list(): readonly Source[] {
    return this.#desk.project?.store.manifest().sources ?? [];
  }

  async rename(id: SourceId, title: string): Promise<void> {
    await this.#change((store) => store.changeSource(id, { to: 'renamed', title }));
  }

  /** How many judgments there are on responses that came from this source and no other, or with the file itself. */
  countJudgments(id: SourceId): number {
    const { project } = this.#desk;
    if (!project) return 0;
    const { copy } = project;
    return copy.judgments.filter(
      (judgment) => judgment.sourceId === id || copy.corpus.isOnlyFrom(judgment, id),
    ).length;
  }

  /** Takes a source out: with judgments it is hidden, without any it vanishes. */
  async remove(id: SourceId): Promise<void> {
    const to = this.countJudgments(id) > 0 ? 'hidden' : 'removed';
    await this.#change((store) => store.changeSource(id, { to }));
  }

  /** Shows a hidden source again. */
  async restore(id: SourceId): Promise<void> {
    await this.#change((store) => store.changeSource(id, { to: 'shown' }));
  }

  /** Reads the report of a source's import, the first *limit* lines of it. */
  async report(name: string, limit: number): Promise<readonly ReportEntry[]> {
    const entries: ReportEntry[] = [];
    for await (const entry of this.#readReport(name)) {
      entries.push(entry);
      if (entries.length >= limit) break;
    }
    return entries;
  }

  async *#readReport(name: string): AsyncGenerator<ReportEntry, void, undefined> {
    const { project } = this.#desk;
    if (!project) return;
    const decoder = new TextDecoder();
    let rest = '';
    for (let offset = 0; ;) {
      const bytes = await project.store.readReport(name, offset, PIECE_BYTES);
      offset += bytes.length;
      const lines = (rest + decoder.decode(bytes, { stream: bytes.length > 0 })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield reportEntrySchema.parse(JSON.parse(line));
      if (bytes.length === 0) return;
    }
  }

  async #change(
    change: (store: NonNullable<Desk['project']>['store']) => Promise<Result<ProjectManifest, Failure>>,
  ): Promise<void> {
    const { project } = this.#desk;
    if (!project) return;
    const changed = await change(project.store);
    if (!changed.ok) {
      this.#desk.fail(changed.error);
      return;
    }
    await this.#desk.takeImport(changed.value);
  }
}
