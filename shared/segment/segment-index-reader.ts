import crc32 from 'crc-32';
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import {
  INDEX_MAGIC,
  INDEX_VERSION,
  indexHeadSchema,
  type IndexSection,
  PREFIX_BYTES,
  questionsSchema,
} from './index-format.ts';
import {
  createItemPart,
  createJudgmentPart,
  type ItemPart,
  type JudgmentPart,
  type Questions,
  type SegmentHead,
  type SegmentIndex,
  toItemWords,
  toJudgmentWords,
} from './segment-index.ts';

/** Why an index cannot be used, in English, for the log: it is then made again from the segment. */
export type IndexDamage = string;

/** Reads up to *length* bytes of the index, at most 1 MB at a time; fewer only at its end. Rejects when it cannot. */
export type ReadIndex = (offset: number, length: number) => Promise<Uint8Array>;

const PIECE = 1 << 20;
/** Head, later prompts and the first part of most indexes: one call. */
const FIRST_READ = 1 << 19;

interface PlacedSection extends IndexSection {
  readonly offset: number;
}

/**
 * An index read as far as it is needed: the head first, every part when it is asked for.
 *
 * Every byte is under a checksum; what does not add up is damage, never a wrong number.
 */
export class SegmentIndexReader {
  readonly head: SegmentHead;
  readonly #read: ReadIndex;
  readonly #sections: readonly PlacedSection[];
  readonly #first: Uint8Array;

  private constructor(
    read: ReadIndex,
    head: SegmentHead,
    sections: readonly PlacedSection[],
    first: Uint8Array,
  ) {
    this.#read = read;
    this.head = head;
    this.#sections = sections;
    this.#first = first;
  }

  /** Reads the head of the index of the segment with this SHA-256. */
  static async open(read: ReadIndex, sha256: string): Promise<Result<SegmentIndexReader, IndexDamage>> {
    const first = await read(0, FIRST_READ);
    const headBytes = parsePrefix(first, sha256);
    if (!headBytes.ok) return headBytes;
    const end = PREFIX_BYTES + headBytes.value;
    // The length itself may be the damage: no more is read than a file of that size can have.
    if (headBytes.value > MAX_HEAD) return err('the head has an impossible length');
    const known = end <= first.length ? first : await readRange(read, 0, end);
    const bytes = known.subarray(PREFIX_BYTES, end);
    const checksum = new DataView(first.buffer, first.byteOffset).getUint32(48, true);
    if (
      bytes.length < headBytes.value ||
      crc32.buf(bytes, crc32.buf(first.subarray(0, 48))) >>> 0 !== checksum
    )
      return err('the head does not match its checksum');
    const head = parseJson(bytes, indexHeadSchema);
    if (!head.ok) return head;
    let offset = end;
    const { sections, ...rest } = head.value;
    const placed = sections.map((section) => {
      offset += section.bytes;
      return { ...section, offset: offset - section.bytes };
    });
    return ok(new SegmentIndexReader(read, rest, placed, first));
  }

  /** How many parts of items there are. */
  get itemParts(): number {
    return this.#of('items').length;
  }

  async readItems(part: number): Promise<Result<ItemPart, IndexDamage>> {
    const section = this.#of('items')[part];
    if (section === undefined) return err(`there is no part ${part}`);
    const [prompts, responses] = section.rows;
    const read = await this.#readRows(section, toItemWords(prompts, responses));
    if (!read.ok) return read;
    return ok(createItemPart(prompts, responses, read.value.otherIds, read.value.words));
  }

  async readLaterPrompts(): Promise<Result<Uint32Array, IndexDamage>> {
    const [section] = this.#of('later');
    if (section === undefined) return err('a section is missing');
    const read = await this.#readRows(section, section.rows[0]);
    return read.ok ? ok(read.value.words) : read;
  }

  async readJudgments(): Promise<Result<readonly JudgmentPart[], IndexDamage>> {
    const parts: JudgmentPart[] = [];
    for (const section of this.#of('judgments')) {
      const [judgments] = section.rows;
      const read = await this.#readRows(section, toJudgmentWords(judgments));
      if (!read.ok) return read;
      parts.push(createJudgmentPart(judgments, read.value.otherIds, read.value.words));
    }
    return ok(parts);
  }

  async readQuestions(): Promise<Result<Questions, IndexDamage>> {
    const [section] = this.#of('questions');
    if (section === undefined) return err('a section is missing');
    const bytes = await this.#readSection(section);
    return bytes.ok ? parseJson(bytes.value, questionsSchema) : bytes;
  }

  /** Reads everything. */
  async readAll(): Promise<Result<SegmentIndex, IndexDamage>> {
    const laterPrompts = await this.readLaterPrompts();
    if (!laterPrompts.ok) return laterPrompts;
    const items: ItemPart[] = [];
    for (let number = 0; number < this.itemParts; number += 1) {
      const part = await this.readItems(number);
      if (!part.ok) return part;
      items.push(part.value);
    }
    const judgments = await this.readJudgments();
    if (!judgments.ok) return judgments;
    const questions = await this.readQuestions();
    if (!questions.ok) return questions;
    return ok({
      head: this.head,
      laterPrompts: laterPrompts.value,
      items,
      judgments: judgments.value,
      questions: questions.value,
    });
  }

  #of(kind: IndexSection['kind']): PlacedSection[] {
    return this.#sections.filter((section) => section.kind === kind);
  }

  /** The words of a section, and the ids behind them that are no 32 hex digits. */
  async #readRows(
    section: PlacedSection,
    length: number,
  ): Promise<
    Result<{ readonly words: Uint32Array<ArrayBuffer>; readonly otherIds: readonly string[] }, IndexDamage>
  > {
    const read = await this.#readSection(section);
    if (!read.ok) return read;
    const bytes = read.value;
    if (bytes.length < length * 4) return err(`a section of ${section.kind} is too short`);
    const words = new Uint32Array(bytes.buffer, 0, length);
    if (bytes.length === length * 4) return ok({ words, otherIds: [] });
    const otherIds = parseJson(bytes.subarray(length * 4), z.array(z.string()));
    return otherIds.ok ? ok({ words, otherIds: otherIds.value }) : otherIds;
  }

  /** The bytes of a section, in memory of their own. */
  async #readSection({ kind, offset, bytes, crc }: PlacedSection): Promise<Result<OwnBytes, IndexDamage>> {
    const end = offset + bytes;
    const read =
      end <= this.#first.length ? this.#first.slice(offset, end) : await readRange(this.#read, offset, end);
    if (read.length < bytes) return err(`a section of ${kind} is cut off`);
    return crc32.buf(read) >>> 0 === crc ? ok(read) : err(`a section of ${kind} does not match its checksum`);
  }
}

/** Bytes that begin where their buffer begins, so that words can be laid over them. */
type OwnBytes = Uint8Array<ArrayBuffer>;

/** Names of models and sources, and a line for each megabyte: far less than this. */
const MAX_HEAD = 1 << 28;

async function readRange(read: ReadIndex, offset: number, end: number): Promise<OwnBytes> {
  const bytes = new Uint8Array(end - offset);
  for (let at = 0; at < bytes.length;) {
    const piece = await read(offset + at, Math.min(PIECE, bytes.length - at));
    if (piece.length === 0) return bytes.slice(0, at);
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/** Checks what can be checked before the head is there, and answers how many bytes the head has. */
function parsePrefix(bytes: Uint8Array, sha256: string): Result<number, IndexDamage> {
  if (bytes.length < PREFIX_BYTES) return err('the file is too short');
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const magic = new TextDecoder().decode(bytes.subarray(0, 8));
  if (magic !== INDEX_MAGIC || view.getUint32(8, true) !== INDEX_VERSION)
    return err('it is no index of this version');
  for (let at = 0; at < 32; at += 1) {
    if (bytes[16 + at] !== Number.parseInt(sha256.slice(at * 2, at * 2 + 2), 16))
      return err('it belongs to another segment');
  }
  return ok(view.getUint32(12, true));
}

function parseJson<Value>(bytes: Uint8Array, schema: z.ZodType<Value>): Result<Value, IndexDamage> {
  // The checksum has matched, so this is JSON; the schema tells an index of another form.
  const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
  return parsed.success ? ok(parsed.data) : err('it is not in the form of this version');
}
