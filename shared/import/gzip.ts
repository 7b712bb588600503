import CRC32 from 'crc-32';
import { Gunzip } from 'fflate';
import { type InputFile, readPieces, readRange } from './input-file.ts';
import { UnpackGuard } from './unpack-guard.ts';
import { damaged, type UnreadableError } from './unreadable-error.ts';

/** Bytes of a file in order, unpacked when they are packed. */
export interface BytePiece {
  readonly bytes: Uint8Array;
  /** Bytes of the file itself that have been read when these have. */
  readonly bytesDone: number;
}

/** What is unpacked at a time, in bytes: a thousand times as much may come out, and nothing can stop it half way. */
const SLICE_BYTES = 16 * 1024;

/** The checksum and the length of its data that stand at the end of a gzip member: RFC 1952, section 2.3.1. */
const TRAILER_BYTES = 8;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Unpacks a gzip file, members one after the other included. Throws an `UnreadableError` where it is damaged, ends too
 * early, or unpacks to too much; what came before has been given out then.
 */
export async function* gunzip(file: InputFile): AsyncGenerator<BytePiece, void, undefined> {
  const guard = new UnpackGuard();
  const members = new MemberChecks();
  let bytesDone = 0;
  for await (const piece of readPieces(file)) {
    for (let from = 0; from < piece.length; from += SLICE_BYTES) {
      const slice = piece.subarray(from, from + SLICE_BYTES);
      bytesDone += slice.length;
      const { unpacked, failure } = members.unpack(slice);
      for (const bytes of unpacked) {
        guard.count(0, bytes.length);
        yield { bytes, bytesDone };
      }
      if (failure !== undefined) throw failure;
      guard.count(slice.length, 0);
      for (const { end, checksum } of members.takeEnded()) await compareChecksum(file, end, checksum);
    }
  }
  await compareChecksum(file, bytesDone, members.checksum);
}

/** Unpacks, and computes the checksum of each member. */
class MemberChecks {
  readonly #stream: Gunzip;
  /** Of the member that is being unpacked: CRC-32. */
  checksum = 0;
  #unpacked: Uint8Array[] = [];
  #ended: { readonly end: number; readonly checksum: number }[] = [];

  constructor() {
    this.#stream = new Gunzip((bytes) => {
      if (bytes.length === 0) return;
      this.checksum = CRC32.buf(bytes, this.checksum);
      this.#unpacked.push(bytes);
    });
    this.#stream.onmember = (offset) => {
      this.#ended.push({ end: offset, checksum: this.checksum });
      this.checksum = 0;
    };
  }

  /** Gives what comes out, even when something in the slice is wrong. */
  unpack(slice: Uint8Array): {
    readonly unpacked: readonly Uint8Array[];
    readonly failure?: UnreadableError;
  } {
    this.#unpacked = [];
    try {
      this.#stream.push(slice);
      return { unpacked: this.#unpacked };
    } catch (error) {
      const failure = damaged('the packed data cannot be unpacked from some point on', error);
      return { unpacked: this.#unpacked, failure };
    }
  }

  /** The members that have ended since: where in the file, and with which checksum. */
  takeEnded(): readonly { readonly end: number; readonly checksum: number }[] {
    const ended = this.#ended;
    this.#ended = [];
    return ended;
  }
}

async function compareChecksum(file: InputFile, end: number, checksum: number): Promise<void> {
  const trailer = await readRange(file, end - TRAILER_BYTES, TRAILER_BYTES);
  const view = new DataView(trailer.buffer, trailer.byteOffset, trailer.byteLength);
  if (trailer.length < TRAILER_BYTES || view.getInt32(0, true) !== checksum) {
    throw damaged('what was unpacked does not have the checksum that the file names');
  }
}
