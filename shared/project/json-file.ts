import type { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { Failure } from './failure.ts';
import { attempt, type Folder, readWholeFile, writeFileAtomically } from './folder.ts';
import { SerialQueue } from './serial-queue.ts';

const sizeLimit = 1 << 20;

/** A small JSON file of ours, such as the settings. */
export class JsonFile<Schema extends z.ZodType> {
  readonly #folder: Folder;
  readonly #name: string;
  readonly #schema: Schema;
  readonly #writes = new SerialQueue();

  constructor(folder: Folder, name: string, schema: Schema) {
    this.#folder = folder;
    this.#name = name;
    this.#schema = schema;
  }

  /** Reads the file; `undefined` when it is missing, damaged, or not of that shape. */
  async read(): Promise<z.output<Schema> | undefined> {
    const read = await attempt(() => readWholeFile(this.#folder, this.#name, sizeLimit));
    if (!read.ok) return undefined;
    try {
      return this.#schema.safeParse(JSON.parse(new TextDecoder().decode(read.value))).data;
    } catch {
      // Not JSON: as good as missing.
      return undefined;
    }
  }

  /**
   * Replaces the file; durable when it resolves. Writes are done one after the other, since each takes the same
   * temporary name; the last one asked for is the one that stays.
   */
  write(value: z.input<Schema>): Promise<Result<void, Failure>> {
    const bytes = new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
    return this.#writes.run(() =>
      attempt(async () => {
        await this.#folder.makeFolder('');
        await writeFileAtomically(this.#folder, this.#name, [bytes]);
      }),
    );
  }
}
