import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { err, ok, type Result } from '../base/result.ts';
import { toCanonicalJson } from '../domain/canonical-json.ts';
import type { Failure } from './failure.ts';
import { attempt, type Folder, readWholeFile, writeFileAtomically } from './folder.ts';
import { PROJECT_FORMAT_VERSION, projectManifestSchema, type ProjectManifest } from './project-manifest.ts';

export const MANIFEST_NAME = 'manifest.json';
/** The second copy: written after the first one, read when the first one is damaged. */
export const MANIFEST_COPY_NAME = 'manifest.json.prev';

/** Far more than the manifest of a project of thousands of imports. */
export const MANIFEST_LIMIT = 64 << 20;

/** One of the two copies as found. `newer` was written by a later version of the program. */
type Copy =
  | { readonly kind: 'whole'; readonly manifest: ProjectManifest }
  | { readonly kind: 'newer'; readonly version: number; readonly whole: boolean }
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged' };

/** A manifest and which of its copies is to be written again. */
export interface ReadManifest {
  readonly manifest: ProjectManifest;
  readonly isFirstCopyWhole: boolean;
  readonly isSecondCopyCurrent: boolean;
}

/**
 * Reads `manifest.json`, or its second copy when that is damaged; writes nothing.
 *
 * Fails with `not-found` when there is no manifest, `newer-version` when a later version of the program wrote it, and
 * `damaged` when neither copy is as it was written (form, schema and checksum).
 */
export async function readManifest(folder: Folder): Promise<Result<ReadManifest, Failure>> {
  const read = await attempt(async () => ({
    first: await readCopy(folder, MANIFEST_NAME),
    second: await readCopy(folder, MANIFEST_COPY_NAME),
  }));
  if (!read.ok) return read;
  const { first, second } = read.value;
  if (first.kind === 'whole') {
    const isSecondCopyCurrent =
      second.kind === 'whole' && toCanonicalJson(second.manifest) === toCanonicalJson(first.manifest);
    return ok({ manifest: first.manifest, isFirstCopyWhole: true, isSecondCopyCurrent });
  }
  // A damaged digit can look like a later version; the second copy then says which it is.
  if (first.kind === 'newer' && (first.whole || second.kind !== 'whole'))
    return err(newerVersion(first.version));
  if (second.kind === 'whole') {
    return ok({ manifest: second.manifest, isFirstCopyWhole: false, isSecondCopyCurrent: true });
  }
  if (second.kind === 'newer') return err(newerVersion(second.version));
  if (first.kind === 'missing' && second.kind === 'missing') {
    return err({ code: 'not-found', message: 'The folder holds no manifest.json: it is not a project.' });
  }
  return err({
    code: 'damaged',
    message:
      'manifest.json and its second copy are both damaged. Copy one back from a backup or from snapshots/.',
  });
}

/**
 * Makes *manifest* the one that holds. It does from the moment the first copy is renamed; the second copy follows, and
 * a refusal there costs nothing but the spare, which the next opening writes again.
 */
export async function writeManifest(folder: Folder, manifest: ProjectManifest): Promise<void> {
  const bytes = encodeManifest(manifest);
  await writeFileAtomically(folder, MANIFEST_NAME, [bytes]);
  await attempt(() => writeFileAtomically(folder, MANIFEST_COPY_NAME, [bytes]));
}

/** The manifest as the text of a file: indented JSON whose last member is a SHA-256 over all the others. */
export function encodeManifest(manifest: ProjectManifest): Uint8Array {
  const withChecksum = { ...manifest, checksum: toChecksum(manifest) };
  return new TextEncoder().encode(`${JSON.stringify(withChecksum, null, 2)}\n`);
}

async function readCopy(folder: Folder, name: string): Promise<Copy> {
  const bytes = await attempt(() => readWholeFile(folder, name, MANIFEST_LIMIT));
  if (bytes.ok) return parseManifest(bytes.value);
  // The other copy may still be readable when this one meets a bad sector.
  return { kind: bytes.error.code === 'not-found' ? 'missing' : 'damaged' };
}

function parseManifest(bytes: Uint8Array): Copy {
  const value = parseJson(bytes);
  if (typeof value !== 'object' || value === null) return { kind: 'damaged' };
  const { checksum, ...content } = value as Record<string, unknown>; // An object of unknown members.
  const whole = checksum === toChecksum(content);
  const version = content['version'];
  if (content['format'] === 'pairwright-project' && typeof version === 'number') {
    if (version > PROJECT_FORMAT_VERSION) return { kind: 'newer', version, whole };
  }
  const parsed = projectManifestSchema.safeParse(content);
  return whole && parsed.success ? { kind: 'whole', manifest: parsed.data } : { kind: 'damaged' };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Neither UTF-8 nor JSON: `undefined` is no manifest.
    return undefined;
  }
}

/** Over the values, not the bytes: who indents the file otherwise has not changed it. */
function toChecksum(content: object): string {
  return bytesToHex(sha256(new TextEncoder().encode(toCanonicalJson(content))));
}

function newerVersion(version: number): Failure {
  return {
    code: 'newer-version',
    message: `The project was written by a later version (format ${version}, this program knows ${PROJECT_FORMAT_VERSION}). Nothing was changed; update the program to open it.`,
  };
}
