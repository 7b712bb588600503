import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Pack } from '../../../shared/pack/pack.ts';
import { readPack } from '../../../shared/pack/read-pack.ts';
import type { Complaint } from '../command.ts';
import { toSystemComplaint } from './system-error.ts';

export interface PackFile {
  readonly pack: Pack;
  readonly bytes: number;
  /** Of the file. */
  readonly sha256: string;
}

/** Reads and checks a whole pack. */
export async function readPackFile(path: string): Promise<Result<PackFile, Complaint>> {
  let bytes: Uint8Array;
  try {
    if ((await stat(path)).isDirectory()) {
      return err({ file: path, message: 'a folder, not a pack; give the .pairwright file' });
    }
    bytes = await readFile(path);
  } catch (error) {
    return err(toSystemComplaint(error, path));
  }
  const pack = readPack(bytes);
  if (!pack.ok) return err({ file: path, code: pack.error.code, message: pack.error.message });
  return ok({ pack: pack.value, bytes: bytes.length, sha256: toSha256(bytes) });
}

export function toSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
