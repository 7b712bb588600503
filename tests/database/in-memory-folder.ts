import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { FolderReader } from '../../renderer/src/data/folder-reader.ts';
import type { ProjectId } from '../../shared/domain/ids.ts';
import type { ItemRecord } from '../../shared/domain/item-record.ts';
import type { JudgmentDraft } from '../../shared/domain/judgment.ts';
import { createProject } from '../../shared/domain/project.ts';
import { emptyJournalState, encodeEntries, joinBytes } from '../../shared/journal/encode-entries.ts';
import type { Result } from '../../shared/base/result.ts';
import type { Source } from '../../shared/domain/source.ts';
import type { Failure } from '../../shared/project/failure.ts';
import type { Segment } from '../../shared/project/project-manifest.ts';
import { encodeSegmentIndex } from '../../shared/segment/encode-segment-index.ts';
import { SegmentIndexBuilder } from '../../shared/segment/segment-index-builder.ts';
import { SegmentScanner } from '../../shared/segment/segment-scanner.ts';

const encoder = new TextEncoder();

/** A project folder in memory, with the same bytes that are on a disk; says which segments were read. */
export class InMemoryFolder implements FolderReader {
  readonly id: ProjectId;
  /** The segments that were read, once for each piece. */
  readonly reads: string[] = [];
  readonly #segments: Segment[] = [];
  /** The segments whose index was made anew. */
  readonly rebuilds: string[] = [];
  /** Segments and indexes by their names, to be damaged. */
  readonly files = new Map<string, Uint8Array>();
  sources: Source[] = [];
  readonly #partRows: Parameters<SegmentIndexBuilder['finish']>[0];
  readonly #journals = new Map<string, { bytes: Uint8Array; state: typeof emptyJournalState }>();

  /** @param partRows of the indexes; few of them make many parts */
  constructor(id: string, partRows?: { readonly first: number; readonly further: number }) {
    // The name of the database; the test chooses it.
    this.id = id as ProjectId;
    this.#partRows = partRows;
  }

  /** Adds a segment of these records, as an import or a merge would. */
  addSegment(records: readonly ItemRecord[]): string {
    const bytes = encoder.encode(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    const hash = bytesToHex(sha256(bytes));
    this.files.set(`${hash}.seg`, bytes);
    this.#writeIndex(hash);
    this.#segments.push({
      sha256: hash,
      bytes: bytes.length,
      origin: 'import',
      counts: {
        prompts: records.filter((record) => 'prompt' in record).length,
        responses: records.filter((record) => 'response' in record).length,
        judgments: records.filter((record) => 'judgment' in record).length,
        leftOut: 0,
      },
    });
    return hash;
  }

  /** Appends to a rater's journal, as the main process would. */
  append(drafts: readonly JudgmentDraft[]) {
    const [first] = drafts;
    if (!first) return [];
    const name = `${first.raterId}-0001.jsonl`;
    const { bytes, state } = this.#journals.get(name) ?? {
      bytes: new Uint8Array(),
      state: emptyJournalState,
    };
    const encoded = encodeEntries(state, drafts);
    this.#journals.set(name, { bytes: joinBytes([bytes, encoded.bytes]), state: encoded.state });
    return encoded.judgments;
  }

  manifest() {
    return {
      format: 'pairwright-project' as const,
      version: 1 as const,
      revision: 1 + this.#segments.length,
      project: createProject({ id: this.id, name: 'In memory', seed: 'seed' }),
      raters: [],
      segments: [...this.#segments],
      sources: this.sources,
    };
  }

  journals() {
    return Promise.resolve([...this.#journals].map(([name, { bytes }]) => ({ name, bytes: bytes.length })));
  }

  readJournal(name: string, offset: number, length: number) {
    return Promise.resolve(take(this.#journals.get(name)?.bytes, offset, length));
  }

  readSegment(hash: string, offset: number, length: number) {
    this.reads.push(hash);
    return Promise.resolve(take(this.files.get(`${hash}.seg`), offset, length));
  }

  readIndex(hash: string, offset: number, length: number): Promise<Result<Uint8Array, Failure>> {
    const bytes = this.files.get(`${hash}.idx`);
    return Promise.resolve(
      bytes
        ? { ok: true, value: take(bytes, offset, length) }
        : { ok: false, error: { code: 'not-found', message: 'No such file' } },
    );
  }

  rebuildIndex(hash: string): Promise<Result<void, Failure>> {
    this.rebuilds.push(hash);
    this.#writeIndex(hash);
    return Promise.resolve({ ok: true, value: undefined });
  }

  #writeIndex(hash: string): void {
    const builder = new SegmentIndexBuilder();
    const scanner = new SegmentScanner((record, place) => {
      builder.add(record, place);
    });
    scanner.add(this.files.get(`${hash}.seg`) ?? new Uint8Array());
    scanner.finish();
    this.files.set(`${hash}.idx`, joinBytes(encodeSegmentIndex(builder.finish(this.#partRows), hash)));
  }
}

function take(bytes: Uint8Array | undefined, offset: number, length: number): Uint8Array {
  if (!bytes) throw new Error('No such file');
  if (length > 1024 * 1024) throw new Error('At most 1 MB at a time');
  return bytes.slice(offset, offset + length);
}
