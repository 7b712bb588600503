import type { Result } from '../../../shared/base/result.ts';
import type { Failure } from '../../../shared/project/failure.ts';
import type { ItemPart, JudgmentPart, SegmentHead } from '../../../shared/segment/segment-index.ts';
import { type IndexDamage, SegmentIndexReader } from '../../../shared/segment/segment-index-reader.ts';

/** The part of the project store that reads and mends indexes. */
export interface IndexFolder {
  readIndex(sha256: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>>;
  rebuildIndex(sha256: string): Promise<Result<void, Failure>>;
}

/** The index of one segment. When it turns out to be missing or damaged, it is made anew from the segment. */
export class IndexFile {
  readonly sha256: string;
  readonly #folder: IndexFolder;
  #reader: SegmentIndexReader | undefined;
  #wasRebuilt = false;

  private constructor(folder: IndexFolder, sha256: string) {
    this.#folder = folder;
    this.sha256 = sha256;
  }

  /** Rejects when the index cannot be read and cannot be made either: then the segment itself is damaged. */
  static async open(folder: IndexFolder, sha256: string): Promise<IndexFile> {
    const file = new IndexFile(folder, sha256);
    await file.#read((reader) => Promise.resolve({ ok: true, value: reader }));
    return file;
  }

  get wasRebuilt(): boolean {
    return this.#wasRebuilt;
  }

  get head(): SegmentHead {
    return this.#opened.head;
  }

  get itemParts(): number {
    return this.#opened.itemParts;
  }

  readItems(part: number): Promise<ItemPart> {
    return this.#read((reader) => reader.readItems(part));
  }

  readLaterPrompts(): Promise<Uint32Array> {
    return this.#read((reader) => reader.readLaterPrompts());
  }

  readJudgments(): Promise<readonly JudgmentPart[]> {
    return this.#read((reader) => reader.readJudgments());
  }

  get #opened(): SegmentIndexReader {
    if (this.#reader === undefined) throw new Error('The index has not been opened');
    return this.#reader;
  }

  /** The index that is made from a segment is the same every time: reading goes on where it was. */
  async #read<Value>(
    work: (reader: SegmentIndexReader) => Promise<Result<Value, IndexDamage>>,
  ): Promise<Value> {
    const first = await this.#try(work);
    if (first.ok) return first.value;
    const rebuilt = await this.#folder.rebuildIndex(this.sha256);
    if (!rebuilt.ok) throw new Error(rebuilt.error.message);
    this.#wasRebuilt = true;
    this.#reader = undefined;
    const second = await this.#try(work);
    if (!second.ok) throw new Error(`The index of segment ${this.sha256} cannot be read: ${second.error}`);
    return second.value;
  }

  async #try<Value>(
    work: (reader: SegmentIndexReader) => Promise<Result<Value, IndexDamage>>,
  ): Promise<Result<Value, IndexDamage>> {
    let isMissing = false;
    if (this.#reader === undefined) {
      const opened = await SegmentIndexReader.open(async (offset, length) => {
        const bytes = await this.#folder.readIndex(this.sha256, offset, length);
        if (bytes.ok) return bytes.value;
        if (bytes.error.code !== 'not-found') throw new Error(bytes.error.message);
        isMissing = true;
        return new Uint8Array();
      }, this.sha256);
      if (!opened.ok) return isMissing ? { ok: false, error: 'it is missing' } : opened;
      this.#reader = opened.value;
    }
    return work(this.#reader);
  }
}
