import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgmentDraft } from '../../../../shared/domain/judgment.ts';
import {
  emptyJournalState,
  encodeEntries,
  type JournalState,
} from '../../../../shared/journal/encode-entries.ts';
import {
  collectJudgments,
  isCleanToItsEnd,
  JournalReader,
  replayJournal,
} from '../../../../shared/journal/replay-journal.ts';
import { createDraft } from './create-draft.ts';

const drafts = Array.from({ length: 20 }, (_, index) => createDraft(index));
const twenty = encodeEntries(emptyJournalState, drafts);
const lineEnds = [...twenty.bytes].flatMap((byte, index) => (byte === 0x0a ? [index] : []));

describe('a journal read back', () => {
  it('gives the judgments that were written, numbered from 1', () => {
    const replay = replayJournal([twenty.bytes]);

    expect(replay.judgments).toEqual(drafts.map((draft, index) => ({ ...draft, seq: index + 1 })));
    expect(replay.damaged).toEqual([]);
    expect(replay.state).toEqual(twenty.state);
    expect(isCleanToItsEnd(replay)).toBe(true);
  });

  it('is the same whatever the pieces it arrives in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 })), (lengths) => {
        const reader = new JournalReader();
        let offset = 0;
        for (const length of lengths) {
          reader.push(twenty.bytes.subarray(offset, offset + length));
          offset += length;
        }
        reader.push(twenty.bytes.subarray(offset));
        expect(reader.end()).toEqual(replayJournal([twenty.bytes]));
      }),
    );
  });

  it('continues in later appends, with any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 4 })),
        (batches) => {
          let state: JournalState = emptyJournalState;
          const files: Uint8Array[] = [];
          const written: unknown[] = [];
          for (const [index, texts] of batches.entries()) {
            const batch = texts.map((text, place) => createDraft(index * 10 + place, text));
            const encoded = encodeEntries(state, batch);
            state = encoded.state;
            files.push(encoded.bytes);
            written.push(...encoded.judgments);
          }
          const replay = replayJournal(files);
          expect(replay.judgments).toEqual(written);
          expect(replay.damaged).toEqual([]);
          expect(replay.state).toEqual(state);
        },
      ),
    );
  });

  it('keeps lone surrogates and line separators', () => {
    const text = 'a\ud800b\u2028c\nd\r\n\u0000';
    const { bytes, judgments } = encodeEntries(emptyJournalState, [createDraft(1, text)]);

    expect(replayJournal([bytes]).judgments).toEqual(judgments);
  });

  it('is empty for an empty file', () => {
    expect(replayJournal([])).toEqual({
      judgments: [],
      damaged: [],
      state: emptyJournalState,
      cleanBytes: 0,
      totalBytes: 0,
      tornBytes: 0,
    });
  });
});

describe('a journal with one flipped bit', () => {
  it('says so and loses at most one record, for every bit of twenty entries', () => {
    const ids = twenty.judgments.map(({ id }) => id);
    const read = replayJournal([twenty.bytes]).judgments;
    const truth = new Map(read.map((judgment) => [judgment.id, JSON.stringify(judgment)]));
    const undetected: string[] = [];
    const costly: string[] = [];
    const wrong: string[] = [];
    for (let index = 0; index < twenty.bytes.length; index += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const bytes = twenty.bytes.slice();
        // The index is in range.
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
        const replay = replayJournal([bytes]);
        const place = `byte ${index}, bit ${bit}`;
        const isLastLineEnd = index === twenty.bytes.length - 1;
        if (replay.damaged.length === 0 && !(isLastLineEnd && !isCleanToItsEnd(replay))) {
          // A damaged last line without its end looks like one that was cut off.
          if (replay.tornBytes === 0) undetected.push(place);
        }
        if (replay.judgments.length < ids.length - 1) costly.push(place);
        if (replay.judgments.some((judgment) => truth.get(judgment.id) !== JSON.stringify(judgment))) {
          wrong.push(place);
        }
      }
    }
    expect({ undetected, costly, wrong }).toEqual({ undetected: [], costly: [], wrong: [] });
  });

  it('recovers both records around a damaged line end', () => {
    const bytes = twenty.bytes.slice();
    bytes[lineEnds[4] ?? 0] = 0x0b;
    const replay = replayJournal([bytes]);

    expect(replay.judgments).toEqual(twenty.judgments);
    expect(replay.damaged).toEqual([{ line: 5, why: 'line-end' }]);
  });
});

describe('a journal cut off', () => {
  it('keeps every whole line and nothing else, at every byte', () => {
    for (let length = 0; length <= twenty.bytes.length; length += 1) {
      const replay = replayJournal([twenty.bytes.subarray(0, length)]);
      const ended = lineEnds.filter((end) => end < length).length;
      const whole = lineEnds.filter((end) => end <= length).length;
      expect(replay.judgments).toEqual(twenty.judgments.slice(0, whole));
      expect(replay.damaged).toEqual([]);
      expect(replay.cleanBytes).toBe(ended === 0 ? 0 : (lineEnds[ended - 1] ?? 0) + 1);
      expect(replay.tornBytes).toBe(whole > ended ? 0 : length - replay.cleanBytes);
    }
  });
});

describe('a journal somebody changed', () => {
  const lines = lineEnds.map((end, index) =>
    twenty.bytes.subarray(index === 0 ? 0 : (lineEnds[index - 1] ?? 0) + 1, end + 1),
  );

  it('shows where a line was taken out', () => {
    const replay = replayJournal(lines.filter((_, index) => index !== 6));

    expect(replay.judgments).toHaveLength(19);
    expect(replay.damaged).toEqual([{ line: 7, why: 'gap' }]);
  });

  it('shows that the first lines are missing', () => {
    expect(replayJournal(lines.slice(3)).damaged).toEqual([{ line: 1, why: 'gap' }]);
  });

  it('names a line that a later version wrote, and reads on', () => {
    const drafted = createDraft(3);
    // A kind of value that this version does not know.
    const unknown = { ...drafted, value: { kind: 'hologram' } } as unknown as JudgmentDraft;
    const { bytes, judgments } = encodeEntries(emptyJournalState, [createDraft(1), unknown, createDraft(2)]);
    const replay = replayJournal([bytes]);

    expect(replay.judgments).toEqual([judgments[0], judgments[2]]);
    expect(replay.damaged).toEqual([{ line: 2, why: 'content' }]);
    expect(isCleanToItsEnd(replay)).toBe(true);
  });

  it('survives any bytes whatever', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (chunks) => {
        const replay = replayJournal([twenty.bytes, ...chunks]);
        expect(replay.judgments).toEqual(twenty.judgments);
        expect(replay.totalBytes).toBe(
          twenty.bytes.length + chunks.reduce((sum, chunk) => sum + chunk.length, 0),
        );
      }),
    );
  });
});

describe('journals collected', () => {
  it('count a judgment once, whatever the files it stands in and their order', () => {
    const [first, second, third] = [twenty.judgments.slice(0, 9), twenty.judgments.slice(5), []];

    expect(collectJudgments([first, second, third])).toEqual(twenty.judgments);
    expect(collectJudgments([second, third, first])).toEqual(twenty.judgments);
  });

  it('let a repeated append win over the failed one that reached the disk', () => {
    const failed = twenty.judgments.slice(0, 3);
    const repeated = { ...twenty.judgments[2]!, seq: 9 }; // There are twenty.

    expect(collectJudgments([failed, [repeated]])).toEqual([...failed.slice(0, 2), repeated]);
    expect(collectJudgments([[repeated], failed])).toEqual([...failed.slice(0, 2), repeated]);
  });
});
