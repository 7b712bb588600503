/** Names that Windows keeps for devices, with or without an extension. */
const reserved = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
/**
 * Separators and characters that Windows refuses, controls, and what shows a name other than it is: bidirectional
 * and zero-width marks, tag characters, lone surrogates.
 */
const unsafe =
  // eslint-disable-next-line no-control-regex -- controls are what this is about
  /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}\ud800-\udfff]/gu;

/**
 * Makes a name that every file system takes and that shows what it is; *fallback* when nothing is left of it.
 *
 * The extension survives a cut to *limit* UTF-8 bytes (most file systems allow 255; room is left for a number).
 */
export function toSafeFileName(name: string, fallback: string, limit = 200): string {
  const cleaned = trimEnds(name.normalize('NFC').replace(unsafe, '_'));
  if (cleaned === '' || /^_+$/.test(cleaned)) return fallback;
  const named = reserved.test(cleaned) ? `_${cleaned}` : cleaned;
  const extension = /(?<=.)\.[\p{L}\p{N}]{1,15}$/u.exec(named)?.[0] ?? '';
  const stem = cutToBytes(named.slice(0, named.length - extension.length), limit - countBytes(extension));
  return trimEnds(stem) === '' ? fallback : `${trimEnds(stem)}${extension}`;
}

/** Whether a name may be used as it is. */
export function isSafeFileName(name: string): boolean {
  return name !== '' && toSafeFileName(name, '') === name;
}

/** A leading dot hides a file, a trailing dot or space is dropped by Windows. */
function trimEnds(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/g, '');
}

function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}

function cutToBytes(text: string, limit: number): string {
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += countBytes(character);
    if (bytes > limit) break;
    cut += character;
  }
  return cut;
}
