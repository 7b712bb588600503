import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { type ProjectId, projectIdSchema } from '../domain/ids.ts';
import type { Project } from '../domain/project.ts';
import { type Failure, failureSchema } from './failure.ts';
import { attempt, type Folder, FolderError } from './folder.ts';
import { MANIFEST_COPY_NAME, MANIFEST_NAME, readManifest } from './manifest-file.ts';
import { listJournalFiles } from './project-journal.ts';
import { createProjectFolder, openProjectFolder, type ProjectStore } from './project-store.ts';
import type { ProjectsPlace } from './projects-place.ts';
import { toSafeFileName } from './safe-file-name.ts';
import type { Sha256 } from './segment-writer.ts';

export const projectSummarySchema = z.object({
  id: projectIdSchema,
  name: z.string(),
  prompts: z.int().min(0),
  responses: z.int().min(0),
  /** ISO 8601, when the manifest or a journal was last written to. */
  changedAt: z.string(),
  /** Set when the folder cannot be opened, with the reason. */
  failure: failureSchema.exactOptional(),
});

/** A project as the start screen lists it. Counts are sums over its imports. */
export type ProjectSummary = z.infer<typeof projectSummarySchema>;

/** The projects of one place: lists, creates and opens them. */
export class ProjectLibrary {
  readonly #place: ProjectsPlace;
  readonly #createHash: (() => Sha256) | undefined;
  readonly #toIsoTime: (milliseconds: number) => string;

  constructor(
    place: ProjectsPlace,
    options: {
      /** Milliseconds since 1970 as ISO 8601; the core has no clock, not even to convert. */
      readonly toIsoTime: (milliseconds: number) => string;
      readonly createHash?: () => Sha256;
    },
  ) {
    this.#place = place;
    this.#toIsoTime = options.toIsoTime;
    this.#createHash = options.createHash;
  }

  /** Every folder that holds a manifest, the last changed first; reads only. */
  async list(): Promise<Result<ProjectSummary[], Failure>> {
    return attempt(async () => {
      const summaries: ProjectSummary[] = [];
      for (const name of await this.#place.folders()) {
        const summary = await this.#summarise(name);
        if (summary !== undefined) summaries.push(summary);
      }
      return summaries.toSorted((a, b) =>
        a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0,
      );
    });
  }

  /** Makes a project folder and opens it; `bad-request` when there is a project with that id. */
  async create(project: Project): Promise<Result<ProjectStore, Failure>> {
    const existing = await this.findFolder(project.id);
    if (existing.ok) {
      return err({ code: 'bad-request', message: `There is a project with this id: ${existing.value}.` });
    }
    if (existing.error.code !== 'not-found') return existing;
    const name = toFolderName(project);
    const created = await createProjectFolder(this.#place.folder(name), project);
    if (!created.ok) return created;
    return this.#open(name);
  }

  async open(id: ProjectId): Promise<Result<ProjectStore, Failure>> {
    const name = await this.findFolder(id);
    return name.ok ? this.#open(name.value) : name;
  }

  /**
   * Removes a project that holds nothing yet: one that was made for an import which came to nothing. `bad-request` when
   * anything was imported into it or judged in it. It must not be open.
   */
  async discardEmpty(id: ProjectId): Promise<Result<void, Failure>> {
    const name = await this.findFolder(id);
    if (!name.ok) return name;
    return attempt(async () => {
      const folder = this.#place.folder(name.value);
      const read = await readManifest(folder);
      const journals = await listJournalFiles(folder);
      if (!read.ok || read.value.manifest.segments.length > 0 || journals.length > 0) {
        throw new FolderError('bad-request', 'The project is not empty.');
      }
      await this.#place.remove(name.value);
    });
  }

  /** The name of the folder that holds a project. Of several copies none is chosen: that is for the user to say. */
  async findFolder(id: ProjectId): Promise<Result<string, Failure>> {
    const found = await attempt(async () => {
      const names = (await this.#place.folders()).filter((name) => isFolderOf(name, id));
      const holding: string[] = [];
      for (const name of names) if (await mayHold(this.#place.folder(name), id)) holding.push(name);
      return holding;
    });
    if (!found.ok) return found;
    const [first, second] = found.value;
    if (first === undefined) return err({ code: 'not-found', message: `There is no project ${id}.` });
    if (second !== undefined) {
      return err({
        code: 'damaged',
        message: `${first} and ${second} hold the same project. Move one of them elsewhere.`,
      });
    }
    return ok(first);
  }

  async #open(name: string): Promise<Result<ProjectStore, Failure>> {
    const lock = await this.#place.lock(name);
    if (!lock.ok) return lock;
    const opened = await openProjectFolder(this.#place.folder(name), lock.value, this.#createHash);
    if (!opened.ok) await lock.value.release();
    return opened;
  }

  async #summarise(name: string): Promise<ProjectSummary | undefined> {
    const folder = this.#place.folder(name);
    const top = await folder.list('');
    const manifests = top.filter((file) => file.name === MANIFEST_NAME || file.name === MANIFEST_COPY_NAME);
    if (manifests.length === 0) return undefined;
    const journals = await listJournalFiles(folder);
    const changedAt = this.#toIsoTime(
      Math.max(...[...manifests, ...journals].map((file) => file.changedAtMs)),
    );
    const read = await readManifest(folder);
    if (!read.ok) {
      const id = projectIdSchema.safeParse(name.slice(name.lastIndexOf('_') + 1));
      // Without a manifest and without an id in its name it cannot be told from any other folder.
      if (!id.success) return undefined;
      return { id: id.data, name, prompts: 0, responses: 0, changedAt, failure: read.error };
    }
    const { project, segments } = read.value.manifest;
    const isRightlyNamed = isFolderOf(name, project.id);
    return {
      id: project.id,
      name: project.name,
      prompts: segments.reduce((sum, { counts }) => sum + counts.prompts, 0),
      responses: segments.reduce((sum, { counts }) => sum + counts.responses, 0),
      changedAt,
      ...(isRightlyNamed
        ? {}
        : {
            failure: {
              code: 'bad-request' as const, // A literal, which the spread would widen.
              message: `The folder "${name}" holds a copy of a project. To use it, let its name end in _${project.id}.`,
            },
          }),
    };
  }
}

/** `<name>_<id>`: for people the name, for the program the id. Neither changes when the project is renamed. */
function toFolderName({ id, name }: Project): string {
  const readable = toSafeFileName(name, 'project', 80).replaceAll('_', '-');
  return `${readable}_${id}`;
}

function isFolderOf(name: string, id: ProjectId): boolean {
  return name === id || name.endsWith(`_${id}`);
}

/** Whether a folder holds the project, or what is left of it. */
async function mayHold(folder: Folder, id: ProjectId): Promise<boolean> {
  const read = await readManifest(folder);
  // An id may hold an underscore itself, so the name alone does not settle it.
  return read.ok ? read.value.manifest.project.id === id : read.error.code !== 'not-found';
}
