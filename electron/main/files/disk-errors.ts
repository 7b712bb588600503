import type { FailureCode } from '../../../shared/ipc/failure.ts';
import { FolderError } from '../../../shared/project/folder.ts';

/** The system's error names that mean something to the user; everything else is `io`. */
const codes: Readonly<Record<string, FailureCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EISDIR: 'bad-request',
  ENAMETOOLONG: 'bad-request',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'read-only',
  EBUSY: 'in-use',
};

/** Whether *error* comes from the system (it has an error name such as ENOENT) and not from a bug. */
export function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

/** Turns a system error into a `FolderError` that names *what* (never a whole path); passes bugs on. */
export function toFolderError(error: unknown, what: string): unknown {
  if (!isSystemError(error) || error instanceof FolderError) return error;
  return new FolderError(codes[error.code] ?? 'io', `${what}: ${error.code}`, { cause: error });
}
