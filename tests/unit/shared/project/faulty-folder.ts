import { type Folder, FolderError, type FolderFile } from '../../../../shared/project/folder.ts';

/**
 * How a call fails:
 * - `before`: it does nothing;
 * - `after`: it does its work and then says that it failed;
 * - `half`: a write leaves half of its bytes; everything else does nothing.
 */
export type Fault = 'before' | 'after' | 'half';

/** A folder whose *n*-th call fails (and, if *forEver*, every later one), counting every call that reaches the disk. */
export class FaultyFolder {
  readonly folder: Folder;
  /** Calls seen so far. */
  calls = 0;
  readonly #failAt: number;
  readonly #fault: Fault;
  readonly #forEver: boolean;

  constructor(inner: Folder, failAt: number, fault: Fault, forEver = false) {
    this.#failAt = failAt;
    this.#fault = fault;
    this.#forEver = forEver;
    this.folder = {
      list: (path) => this.#run(() => inner.list(path)),
      listFolders: (path) => this.#run(() => inner.listFolders(path)),
      read: (path, offset, length) => this.#run(() => inner.read(path, offset, length)),
      open: async (path, mode) => {
        const opened: FolderFile[] = [];
        try {
          await this.#run(async () => opened.push(await inner.open(path, mode)));
        } catch (error) {
          // Nobody gets the handle of an opening that failed afterwards.
          for (const file of opened) await file.close();
          throw error;
        }
        return this.#wrap(opened[0]!); // The run succeeded.
      },
      rename: (from, to) => this.#run(() => inner.rename(from, to)),
      remove: (path) => this.#run(() => inner.remove(path)),
      makeFolder: (path) => this.#run(() => inner.makeFolder(path)),
      syncFolder: (path) => this.#run(() => inner.syncFolder(path)),
    };
  }

  /** Whether the fault has happened. */
  get hasFailed(): boolean {
    return this.calls >= this.#failAt;
  }

  #wrap(file: FolderFile): FolderFile {
    return {
      append: (bytes) =>
        this.#run(
          () => file.append(bytes),
          () => file.append(bytes.subarray(0, bytes.length >> 1)),
        ),
      sync: () => this.#run(() => file.sync()),
      // A close that fails has closed all the same; the test must not run out of handles.
      close: async () => {
        await file.close();
        await this.#run(() => Promise.resolve());
      },
    };
  }

  async #run<Value>(work: () => Promise<Value>, half?: () => Promise<void>): Promise<Value> {
    this.calls += 1;
    const fails = this.#forEver ? this.calls >= this.#failAt : this.calls === this.#failAt;
    if (!fails) return work();
    if (this.#fault === 'half') await half?.();
    if (this.#fault === 'after') await work();
    throw new FolderError(this.#fault === 'half' ? 'disk-full' : 'io', `call ${this.calls}`);
  }
}
