import type { z } from 'zod';
import type { Result } from '../base/result.ts';
import type { Failure } from './failure.ts';
import { attempt, type Folder, readWholeFile, writeFileAtomically } from './folder.ts';

const sizeLimit = 1 << 20;

/** Reads a small JSON file of ours; `undefined` when it is missing, damaged, or not of that shape. */
export async function readJsonFile<Schema extends z.ZodType>(
  folder: Folder,
  name: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const read = await attempt(() => readWholeFile(folder, name, sizeLimit));
  if (!read.ok) return undefined;
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(read.value))).data;
  } catch {
    // Not JSON: as good as missing.
    return undefined;
  }
}

/** Replaces a small JSON file; durable when it resolves. */
export function writeJsonFile(folder: Folder, name: string, value: unknown): Promise<Result<void, Failure>> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  return attempt(async () => {
    await folder.makeFolder('');
    await writeFileAtomically(folder, name, [bytes]);
  });
}
