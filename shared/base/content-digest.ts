import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The first 128 bits of SHA-256 over the UTF-8 of a text, as 32 lower-case hex digits. */
export type ContentDigest = (text: string) => string;

/** In JavaScript, the same everywhere. */
export function digestContentInScript(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)).subarray(0, 16));
}

let digest: ContentDigest = digestContentInScript;

/** Digests a text: in JavaScript, unless the surroundings have brought something faster. */
export function digestContent(text: string): string {
  return digest(text);
}

/**
 * Puts a native implementation in the place of the one in JavaScript, which takes most of the time of an import: called
 * once, by the composition root. It has to give the same digits.
 */
export function replaceContentDigest(native: ContentDigest): void {
  digest = native;
}
