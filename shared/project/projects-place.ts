import type { Result } from '../base/result.ts';
import type { Failure } from './failure.ts';
import type { Folder } from './folder.ts';

/** Where the project folders are: a folder under the user's documents, or OPFS. */
export interface ProjectsPlace {
  /** The names of the folders in it; none when the place does not exist yet. */
  folders(): Promise<readonly string[]>;
  /** The folder of that name, whether it exists or not. */
  folder(name: string): Folder;
  /** Removes a folder with all it holds; does nothing when there is none. */
  remove(name: string): Promise<void>;
  /** Makes this program the one that writes to a folder; `in-use` when another one is. */
  lock(name: string): Promise<Result<ProjectLock, Failure>>;
}

/** The right to write to a project folder. */
export interface ProjectLock {
  /** `false` once another program has taken over (which happens only when this one seemed dead). */
  isHeld(): boolean;
  release(): Promise<void>;
}
