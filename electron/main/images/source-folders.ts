import { dirname } from 'node:path';
import { z } from 'zod';
import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { Folder } from '../../../shared/project/folder.ts';
import { JsonFile } from '../../../shared/project/json-file.ts';
import { SerialQueue } from '../../../shared/project/serial-queue.ts';

/** Projects that are remembered; of older ones images are named, not shown. */
const PROJECTS = 100;
/** Folders of one project. */
const FOLDERS = 20;

const sourceFoldersSchema = z.array(
  z.object({ project: z.string().min(1), folders: z.array(z.string().min(1)).min(1) }),
);

/**
 * In which folders the files of a project lay when they were imported: where relative paths of images start from.
 *
 * Kept in the profile and not in the project, which may be handed on: paths of this machine are nobody else's business.
 */
export class SourceFolders {
  readonly #file: JsonFile<typeof sourceFoldersSchema>;
  readonly #changes = new SerialQueue();

  constructor(profile: Folder) {
    this.#file = new JsonFile(profile, 'source-folders.json', sourceFoldersSchema);
  }

  /** Remembers the folders of files, the latest first. A disk that refuses costs the memory of it, nothing else. */
  async add(project: ProjectId, paths: readonly string[]): Promise<void> {
    await this.#changes.run(async () => {
      const known = (await this.#file.read()) ?? [];
      const before = known.find((entry) => entry.project === project)?.folders ?? [];
      const folders = [...new Set([...paths.map((path) => dirname(path)), ...before])].slice(0, FOLDERS);
      if (folders.length === 0) return;
      const others = known.filter((entry) => entry.project !== project);
      await this.#file.write([{ project, folders }, ...others].slice(0, PROJECTS));
    });
  }

  async find(project: ProjectId): Promise<readonly string[]> {
    return ((await this.#file.read()) ?? []).find((entry) => entry.project === project)?.folders ?? [];
  }
}
