import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PromptId, ResponseId, SourceId } from '../../../../shared/domain/ids.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import type { Origin } from '../../../../shared/domain/response.ts';
import { Catalogue } from '../../../../shared/segment/catalogue.ts';
import { countByOrigin, filterPrompts } from '../../../../shared/segment/count-items.ts';
import { indexRecords, segmentRecords, toTestId } from '../../../support/arbitrary-segment.ts';

interface KnownResponse {
  readonly id: ResponseId;
  readonly promptId: PromptId;
  readonly origin: Origin;
  readonly place: { readonly segment: number; readonly line: number };
  readonly sources: (SourceId | undefined)[];
}

/** What a catalogue has to say, in maps and objects. */
class Model {
  readonly prompts = new Map<PromptId, { turns: number; place?: { segment: number; line: number } }>();
  readonly responses = new Map<ResponseId, KnownResponse>();

  addSegment(segment: number, records: readonly ItemRecord[]): void {
    // Prompts come in the order of their first mention in the segment.
    let unsourced: KnownResponse[] = [];
    const grouped = new Map<PromptId, { place?: number; turns: number; responses: KnownResponse[] }>();
    const mention = (id: PromptId) => {
      const known = grouped.get(id) ?? { turns: 0, responses: [] };
      grouped.set(id, known);
      return known;
    };
    for (const [line, record] of records.entries()) {
      if ('prompt' in record) {
        const known = mention(record.prompt.id);
        if (known.place === undefined) {
          known.place = line;
          known.turns = 1 + record.prompt.followUps.length;
        }
      } else if ('response' in record) {
        const { id, promptId, origin } = record.response;
        const response = { id, promptId, origin, place: { segment, line }, sources: [] };
        mention(promptId).responses.push(response);
        unsourced.push(response);
      } else if ('source' in record) {
        for (const response of unsourced) response.sources.push(record.source);
        unsourced = [];
      }
    }
    for (const response of unsourced) response.sources.push(undefined);
    for (const [id, { place, turns, responses }] of grouped) {
      const known = this.prompts.get(id) ?? { turns: 0 };
      this.prompts.set(id, known);
      if (place !== undefined && known.turns === 0)
        Object.assign(known, { turns, place: { segment, line: place } });
      for (const response of responses) {
        const before = this.responses.get(response.id);
        if (before) before.sources.push(...response.sources);
        else this.responses.set(response.id, response);
      }
    }
  }

  visible(isShown: (id: SourceId) => boolean): KnownResponse[] {
    return [...this.responses.values()].filter(({ sources }) =>
      sources.some((source) => source === undefined || isShown(source)),
    );
  }
}

const segments = fc.array(segmentRecords, { maxLength: 4 });
const shownSources = fc.subarray(['s1', 's2', 's3']);

function build(lists: readonly ItemRecord[][], isShown: (id: SourceId) => boolean, expected = 0): Catalogue {
  const catalogue = new Catalogue({ prompts: expected, responses: expected }, isShown);
  for (const records of lists) {
    const index = indexRecords(records);
    const segment = catalogue.addSegment(index.head);
    for (const part of index.items) catalogue.addItems(segment, part);
  }
  return catalogue;
}

describe('a catalogue', () => {
  it('answers as maps of everything would, whichever sources are shown', () => {
    fc.assert(
      fc.property(segments, shownSources, shownSources, (lists, first, second) => {
        const model = new Model();
        for (const [segment, records] of lists.entries()) model.addSegment(segment, records);
        const catalogue = build(lists, (id) => first.includes(id));
        for (const shown of [first, second]) {
          catalogue.show((id) => shown.includes(id));
          const visible = model.visible((id) => shown.includes(id));
          expect(catalogue.promptCount).toBe(model.prompts.size);
          expect(catalogue.responseCount).toBe(model.responses.size);
          for (const [number, [id, { turns, place }]] of [...model.prompts].entries()) {
            expect(catalogue.promptId(number)).toBe(id);
            expect(catalogue.findPrompt(id)).toBe(number);
            expect(catalogue.turns(number)).toBe(turns);
            const found = catalogue.promptPlace(number);
            expect(found).toEqual({
              segment: place?.segment ?? 0,
              offset: (place?.line ?? 0) * 10,
              length: place ? 9 : 0,
              crc: place?.line ?? 0,
            });
            const own = visible.filter(({ promptId }) => promptId === id);
            const seen = catalogue.responsesOf(number);
            expect(seen.map((response) => catalogue.responseId(response))).toEqual(
              own.map((each) => each.id),
            );
            expect(seen.map((response) => catalogue.origin(response))).toEqual(
              own.map((each) => each.origin),
            );
            expect(seen.map((response) => catalogue.responsePlace(response))).toEqual(
              own.map(({ place: { segment, line } }) => ({
                segment,
                offset: line * 10,
                length: 9,
                crc: line,
              })),
            );
            expect(seen.every((response) => catalogue.promptOf(response) === number)).toBe(true);
            expect(seen.map((response) => catalogue.isOnlyFrom(response, 's1' as SourceId))).toEqual(
              own.map(({ sources }) => sources.every((source) => source === 's1')),
            );
          }
          expect(catalogue.findPrompt(toTestId('prompt', 999))).toBeUndefined();
          expect(catalogue.findResponse(toTestId('response', 9999))).toBeUndefined();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('counts and filters as going through everything would', () => {
    fc.assert(
      fc.property(segments, shownSources, fc.nat(3), (lists, shown, atLeast) => {
        const model = new Model();
        for (const [segment, records] of lists.entries()) model.addSegment(segment, records);
        const catalogue = build(lists, (id) => shown.includes(id));
        const visible = model.visible((id) => shown.includes(id));
        const isBy = ({ model: name }: Origin) => name === 'a';
        expect([...countByOrigin(catalogue)]).toEqual(
          catalogue.origins.map(
            (origin) =>
              visible.filter((each) => JSON.stringify(each.origin) === JSON.stringify(origin)).length,
          ),
        );
        const prompts = [...model.prompts];
        const listWith = (isFrom: (origin: Origin) => boolean, least: number) =>
          prompts.flatMap(([id, { turns }], number) =>
            turns > 0 &&
            visible.filter(({ promptId, origin }) => promptId === id && isFrom(origin)).length >= least
              ? [number]
              : [],
          );
        expect([...filterPrompts(catalogue, { isFrom: isBy, atLeast })]).toEqual(listWith(isBy, atLeast));
        expect([...filterPrompts(catalogue, {})]).toEqual(listWith(() => true, 1));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whatever size was expected', () => {
    fc.assert(
      fc.property(segments, fc.nat(3000), (lists, expected) => {
        const one = build(lists, () => true);
        const other = build(lists, () => true, expected);
        for (let prompt = 0; prompt < one.promptCount; prompt += 1) {
          expect(other.promptId(prompt)).toBe(one.promptId(prompt));
          expect(other.responsesOf(prompt)).toEqual(one.responsesOf(prompt));
        }
      }),
      { numRuns: 30 },
    );
  });
});
