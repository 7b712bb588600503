import type { Complaint } from '../command.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'part of the path is a file, not a folder',
  EISDIR: 'a folder, where a file is needed',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EMFILE: 'too many files are open',
  EBUSY: 'in use by another program',
};

/** Puts what the system said about *path* into words; what no system says is thrown on. */
export function toSystemComplaint(error: unknown, path: string): Complaint {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') throw error;
  return { file: path, message: MEANINGS[code] ?? `cannot be read or written: ${code}` };
}
