/** The text may hold a character that `findUnusualCharacters` looks for. */
export const MAY_BE_UNUSUAL = 1;
/** The text may hold ten or more digits close together, as `findPersonalNumbers` looks for. */
export const MAY_HOLD_NUMBERS = 2;

/** Below this, the exact searches cost no more than the survey. */
const SHORTEST = 48;
/** How many units at a time; three bytes each at most. */
const PIECE = 16_384;
/** How much pieces overlap, so that no number is cut at the end of one. */
const OVERLAP = 32;

const encoder = new TextEncoder();
const bytes = new Uint8Array(PIECE * 3 + 4);
const words = new Int32Array(bytes.buffer);

/**
 * Says which slow searches through a text are worth it: a sum of the flags above. No flag means that there is
 * nothing to find; a flag means that there may be.
 *
 * Every text of an import passes here, so it looks at four bytes of ASCII at a time ("SIMD within a register", as in
 * Hacker's Delight, chapter 6), which takes a third of the time of the regular expressions that it saves. Texts in
 * other scripts are better off with these.
 */
export function surveyText(text: string): number {
  if (text.length < SHORTEST || !beginsInAscii(text)) return MAY_BE_UNUSUAL | MAY_HOLD_NUMBERS;
  let flags = 0;
  for (let from = 0; ; from += PIECE - OVERLAP) {
    const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE);
    const { read, written } = encoder.encodeInto(piece, bytes);
    // Outside of ASCII are more characters to look for than can be told from single bytes.
    flags |= surveyBytes(written) | (written === read ? 0 : MAY_BE_UNUSUAL);
    if (from + PIECE >= text.length) return flags;
  }
}

/** Whether hardly any of the first characters are beyond ASCII. */
function beginsInAscii(text: string): boolean {
  let others = 0;
  for (let index = 0; index < SHORTEST; index += 2) if (text.charCodeAt(index) > 0x7f) others += 1;
  return others < 4;
}

/** Surveys the first *length* of `bytes`. */
function surveyBytes(length: number): number {
  // The last word may be longer than the text.
  bytes.fill(0x61, length, length + 3);
  const count = (length + 3) >> 2;
  let flags = 0;
  let hadDigits = false;
  for (let index = 0; index < count; index += 1) {
    const word = words[index] ?? 0;
    if (hasControl(word) && hasOtherThanLineControl(word)) flags |= MAY_BE_UNUSUAL;
    const hasDigits = hasTwoDigits(word);
    if (hasDigits && hadDigits) flags |= MAY_HOLD_NUMBERS;
    hadDigits = hasDigits;
  }
  return flags;
}

/** Whether one of four bytes is below 0x20 or is 0x7F. */
function hasControl(word: number): boolean {
  const toDelete = word ^ 0x7f7f7f7f;
  return ((((word - 0x20202020) & ~word) | ((toDelete - 0x01010101) & ~toDelete)) & 0x80808080) !== 0;
}

/** The same without tab, line feed and carriage return. */
function hasOtherThanLineControl(word: number): boolean {
  for (let shift = 0; shift < 32; shift += 8) {
    const byte = (word >>> shift) & 0xff;
    if (byte === 0x7f || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return true;
  }
  return false;
}

/**
 * Whether two or more of four bytes are digits. Wherever a number of ten digits begins, be it grouped by twos or more,
 * two words one after the other have that many.
 */
function hasTwoDigits(word: number): boolean {
  const fromZero = word ^ 0x30303030;
  // The high bit of a byte is set where it is no digit: 0x0A to 0x7F plus 0x76 reaches it, and so does what had it.
  const digits = ~(((fromZero & 0x7f7f7f7f) + 0x76767676) | fromZero) & 0x80808080;
  return (digits & (digits - 1)) !== 0;
}
