import type { Judgment, JudgmentDraft } from '../domain/judgment.ts';
import { encodeJournalLine, NO_LINE_BEFORE } from './journal-line.ts';

/** Where a journal stands: what the next line continues. */
export interface JournalState {
  /** The greatest sequence number given so far; 0 when there is none. */
  readonly lastSeq: number;
  /** The checksum of the last line of the file; `00000000` for an empty file. */
  readonly lastCrc: string;
}

export const emptyJournalState: JournalState = { lastSeq: 0, lastCrc: NO_LINE_BEFORE };

/**
 * Turns drafts into the lines to append to one journal file, in order.
 *
 * Gives each its sequence number, counting on from `state.lastSeq`. Pure: nothing holds until *bytes* are on the disk,
 * and only then the returned *state* replaces the old one.
 */
export function encodeEntries(
  state: JournalState,
  drafts: readonly JudgmentDraft[],
): {
  readonly bytes: Uint8Array;
  readonly judgments: readonly Judgment[];
  readonly state: JournalState;
} {
  let { lastSeq, lastCrc } = state;
  const judgments: Judgment[] = [];
  const lines: Uint8Array[] = [];
  for (const draft of drafts) {
    lastSeq += 1;
    const judgment = { ...draft, seq: lastSeq };
    const { crc, bytes } = encodeJournalLine(lastCrc, judgment);
    lastCrc = crc;
    judgments.push(judgment);
    lines.push(bytes);
  }
  return { bytes: joinBytes(lines), judgments, state: { lastSeq, lastCrc } };
}

/** Puts pieces of bytes one after the other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}
