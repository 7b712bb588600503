import type { ToImportThread } from './import-messages.ts';

/** The hashes of an import's files as the main process sends them, in the order of the files. */
export class HashInbox {
  readonly #hashes: readonly Promise<string>[];

  constructor(
    count: number,
    port: { on(event: 'message', listener: (message: ToImportThread) => void): unknown },
  ) {
    const settlers: ((message: Extract<ToImportThread, { type: 'hash' }>) => void)[] = [];
    this.#hashes = Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          settlers.push(({ hash }) => {
            if (hash.ok) resolve(hash.value);
            else reject(new Error(hash.error));
          });
        }),
    );
    // A file that nobody asks for may fail without anybody minding.
    for (const hash of this.#hashes) hash.catch(() => undefined);
    port.on('message', (message) => {
      if (message.type === 'hash') settlers.shift()?.(message);
    });
  }

  async get(file: number): Promise<string> {
    return this.#hashes[file] ?? Promise.reject(new Error(`There is no file ${file}`));
  }
}
