import crc32 from 'crc-32';

/** One checksum for all lines of a segment: CRC-32 over their CRC-32s, lowest byte first. */
export class LinesChecksum {
  readonly #bytes = new Uint8Array(4);
  readonly #view = new DataView(this.#bytes.buffer);
  #crc = 0;

  /** Takes in the CRC-32 of the next line. */
  add(crc: number): void {
    this.#view.setUint32(0, crc, true);
    this.#crc = crc32.buf(this.#bytes, this.#crc);
  }

  get value(): number {
    return this.#crc >>> 0;
  }
}
