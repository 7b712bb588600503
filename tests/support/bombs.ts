import { constants, deflateRawSync } from 'node:zlib';
import CRC32 from 'crc-32';
import { unzipSync } from 'fflate';

/** A text that repeats itself, packed without ever having been there as a whole. */
export interface PackedText {
  /** Raw deflate. */
  readonly packed: Uint8Array;
  /** What comes out, in bytes. */
  readonly bytes: number;
}

/** Packs *start* and then *piece* again and again. A flushed piece does not refer to what is before it. */
export function packRepeated(start: string, piece: string, times: number): PackedText {
  const flushed = (text: string): Uint8Array => deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
  const repeated = flushed(piece);
  const parts = [flushed(start), ...Array.from({ length: times }, () => repeated), deflateRawSync('')];
  return {
    packed: new Uint8Array(Buffer.concat(parts)),
    bytes: Buffer.byteLength(start) + Buffer.byteLength(piece) * times,
  };
}

/** A gzip file: RFC 1952. Its checksum is none, but who reads as far as that has unpacked it all. */
export function toGzip({ packed, bytes }: PackedText): Uint8Array {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(bytes % 2 ** 32, 4);
  return new Uint8Array(Buffer.concat([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3), packed, trailer]));
}

/** A workbook in which one part is replaced by a packed text. */
export function replacePart(workbook: Uint8Array, name: string, text: PackedText): Uint8Array {
  const parts = Object.entries(unzipSync(workbook)).map(([part, content]) => ({
    name: part,
    checksum: CRC32.buf(content),
    bytes: content.length,
    packed: new Uint8Array(deflateRawSync(content)),
  }));
  return zip([...parts.filter((part) => part.name !== name), { name, checksum: 0, ...text }]);
}

interface ZipPart extends PackedText {
  readonly name: string;
  readonly checksum: number;
}

/** A zip file of packed parts: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
function zip(parts: readonly ZipPart[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const entries: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const sizes = Buffer.alloc(12);
    sizes.writeInt32LE(part.checksum, 0);
    sizes.writeUInt32LE(part.packed.length, 4);
    sizes.writeUInt32LE(part.bytes, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    sizes.copy(local, 14);
    local.writeUInt16LE(name.length, 26);
    locals.push(local, name, part.packed);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    sizes.copy(entry, 16);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    entries.push(entry, name);
    offset += local.length + name.length + part.packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}
