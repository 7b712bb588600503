import sheetjs from 'crc-32';

/** The CRC-32 of bytes (the one of zip and gzip), 0 to 2³² - 1; *before* is that of the bytes in front of them. */
export type Crc32 = (bytes: Uint8Array, before?: number) => number;

/** In JavaScript, the same everywhere. */
export function crc32InScript(bytes: Uint8Array, before = 0): number {
  return sheetjs.buf(bytes, before) >>> 0;
}

let implementation: Crc32 = crc32InScript;

/** The CRC-32 of bytes: in JavaScript, unless the surroundings have brought something faster. */
export function crc32(bytes: Uint8Array, before?: number): number {
  return implementation(bytes, before);
}

/** Puts a native implementation in its place; called once, by the composition root. */
export function replaceCrc32(native: Crc32): void {
  implementation = native;
}
