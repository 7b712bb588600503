/** The text may hold a character that `findUnusualCharacters` looks for. */
export const MAY_BE_UNUSUAL = 1;
/** The text may hold nine or more digits close together, as `findPersonalNumbers` looks for. */
export const MAY_HOLD_NUMBERS = 2;

/** Below this, the exact searches cost no more than the survey. */
const SHORTEST = 48;
/** How many characters tell what script a text is in. */
const SAMPLES = 16;
/** How many units at a time; three bytes each at most. */
const PIECE = 16_384;
/** How much pieces overlap, so that no number is cut at the end of one. */
const OVERLAP = 32;

/** The high bit of each of four bytes. */
const HIGH = 0x80808080 | 0;

const encoder = new TextEncoder();
const bytes = new Uint8Array(PIECE * 3 + 4);
const words = new Int32Array(bytes.buffer);

/**
 * Says which slow searches through a text are worth it: a sum of the flags above. No flag means that there is nothing to
 * find; a flag means that there may be.
 *
 * Every text of an import passes here, so it looks at four bytes of UTF-8 at a time, without a branch for ASCII ("SIMD
 * within a register", as in Hacker's Delight, chapter 6). That takes a bit more than half the time of the regular expressions
 * that it saves. Texts in other scripts are better off with these.
 */
export function surveyText(text: string): number {
  if (text.length < SHORTEST || !isMostlyAscii(text)) return MAY_BE_UNUSUAL | MAY_HOLD_NUMBERS;
  // These two stand between tab and carriage return, which makes them dear to tell apart below.
  let flags = text.includes('\v') || text.includes('\f') ? MAY_BE_UNUSUAL : 0;
  for (let from = 0; ; from += PIECE - OVERLAP) {
    const piece = text.length <= PIECE ? text : text.slice(from, from + PIECE);
    flags |= surveyBytes(encoder.encodeInto(piece, bytes).written);
    if (from + PIECE >= text.length) return flags;
  }
}

/** Whether hardly any of a few characters from all over the text is beyond ASCII. */
function isMostlyAscii(text: string): boolean {
  const step = Math.floor(text.length / SAMPLES);
  let others = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) if (text.charCodeAt(sample * step) > 0x7f) others += 1;
  return others < SAMPLES / 4;
}

/** Surveys the first *length* of `bytes`. */
function surveyBytes(length: number): number {
  // The last word may be longer than the text.
  for (let index = length; index < length + 3; index += 1) bytes[index] = 0x61;
  const count = (length + 3) >> 2;
  let controls = 0;
  let hasUnusual = false;
  let hasNumber = false;
  let digitsBefore = 0;
  for (let index = 0; index < count; index += 1) {
    const word = words[index] ?? 0;
    controls |= findControls(word);
    if ((word & HIGH) !== 0 && hasUnusualSequence(index * 4)) hasUnusual = true;
    const digits = findDigits(word);
    // Two or more of the four: in a number of nine digits, be it grouped by twos or more, two words one after the other
    // have that many.
    const twoDigits = digits & (digits - 1);
    if (twoDigits !== 0 && digitsBefore !== 0 && hasManyDigits(index * 4, length)) hasNumber = true;
    digitsBefore = twoDigits;
  }
  return ((controls & HIGH) !== 0 || hasUnusual ? MAY_BE_UNUSUAL : 0) | (hasNumber ? MAY_HOLD_NUMBERS : 0);
}

/** Sets the high bit where a byte is below 0x09, from 0x0E to 0x1F, or 0x7F; other bits mean nothing. */
function findControls(word: number): number {
  const low = word & 0x7f7f7f7f;
  // Adding carries into the high bit from 0x20, 0x09, 0x0E and 0x7F on.
  const isControl = ~(low + 0x60606060) & (~(low + 0x77777777) | (low + 0x72727272));
  return (isControl | (low + 0x01010101)) & ~word;
}

/** The high bit of every byte that is a digit. */
function findDigits(word: number): number {
  const fromZero = word ^ 0x30303030;
  // Adding carries into the high bit from 0x0A on.
  return ~(((fromZero & 0x7f7f7f7f) + 0x76767676) | fromZero) & HIGH;
}

/** Whether there are nine digits around a place: dates and years have eight. */
function hasManyDigits(at: number, length: number): boolean {
  const end = Math.min(length, at + 12);
  let count = 0;
  for (let index = Math.max(0, at - 12); index < end; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) count += 1;
  }
  return count >= 9;
}

/** Whether one of four bytes begins a character beyond ASCII that is looked for. */
function hasUnusualSequence(at: number): boolean {
  for (let index = at; index < at + 4; index += 1) {
    const second = bytes[index + 1] ?? 0;
    const third = bytes[index + 2] ?? 0;
    switch (bytes[index]) {
      case 0xc2: // U+0080 to U+009F
        if (second < 0xa0) return true;
        break;
      case 0xe2: // U+200B, U+202A to U+202E, U+2060 to U+206F
        if (
          second === 0x80
            ? third === 0x8b || (third >= 0xaa && third <= 0xae)
            : second === 0x81 && third >= 0xa0
        ) {
          return true;
        }
        break;
      case 0xef: // U+FEFF, U+FFF9 to U+FFFD
        if (second === 0xbb ? third === 0xbf : second === 0xbf && third >= 0xb9) return true;
        break;
      case 0xf3: // U+E0000 and on
        return true;
      default:
    }
  }
  return false;
}
