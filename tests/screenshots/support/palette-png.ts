import { deflateSync, inflateSync } from 'node:zlib';
import crc32 from 'crc-32';

/** A picture as rows of red, green and blue, one byte each. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Reads what Chromium writes: PNG with 8 bits a channel, RGB or RGBA (whose alpha is dropped), not interlaced. */
export function readPng(bytes: Buffer): Picture {
  let header: Buffer | undefined;
  const data: Buffer[] = [];
  for (let at = SIGNATURE.length; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = content;
    if (type === 'IDAT') data.push(content);
    at += length + 12;
  }
  const channels = header?.[9] === 6 ? 4 : 3;
  if (!header || header[8] !== 8 || header[12] !== 0 || (header[9] !== 2 && header[9] !== 6))
    throw new Error('A picture of another kind than screenshots are');
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const pixels = new Uint8Array(width * height * 3);
  let above: Uint8Array = new Uint8Array(stride);
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const line = Uint8Array.from(raw.subarray(start + 1, start + 1 + stride));
    unfilter(raw[start] ?? 0, line, above, channels);
    for (let column = 0; column < width; column += 1) {
      pixels.set(line.subarray(column * channels, column * channels + 3), (row * width + column) * 3);
    }
    above = line;
  }
  return { width, height, pixels };
}

/** Takes back the filter of one row (PNG specification, clause 9). */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, channels: number): void {
  for (let index = 0; index < line.length; index += 1) {
    const left = line[index - channels] ?? 0;
    const up = above[index] ?? 0;
    const corner = index < channels ? 0 : (above[index - channels] ?? 0);
    const guess =
      filter === 1
        ? left
        : filter === 2
          ? up
          : filter === 3
            ? (left + up) >> 1
            : filter === 4
              ? paeth(left, up, corner)
              : 0;
    line[index] = (line[index] ?? 0) + guess;
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/**
 * Writes a picture as PNG with a palette of at most *size* colours: a screenshot in a quarter of the bytes.
 *
 * Colours are found by median cut (Heckbert 1982), weighted by how often they occur; with no more than *size* of them
 * nothing is lost.
 */
export function writePalettePng(picture: Picture, size = 64): Buffer {
  const { width, height, pixels } = picture;
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 3) {
    const color = toColor(pixels, at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const boxes = cutByMedian([...counts], size);
  const palette = boxes.map(toAverage);
  const indexOf = new Map(
    boxes.flatMap((box, index) => box.map(([color]): [number, number] => [color, index])),
  );
  // Filter 0 in every row: neighbouring indexes of a palette say nothing of each other.
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const color = toColor(pixels, (row * width + column) * 3);
      rows[row * (width + 1) + 1 + column] = indexOf.get(color) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    toChunk('IHDR', header),
    toChunk('PLTE', Buffer.from(palette.flatMap(toChannels))),
    toChunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

function toColor(pixels: Uint8Array, at: number): number {
  return ((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0);
}

function toChannels(color: number): [number, number, number] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}

type Box = readonly (readonly [color: number, count: number])[];

function cutByMedian(colors: Box, size: number): Box[] {
  const boxes: Box[] = [colors];
  while (boxes.length < size) {
    const [index, channel] = findWidest(boxes);
    const box = boxes[index];
    if (channel === undefined || !box) break;
    const sorted = box.toSorted(([left], [right]) => channelOf(left, channel) - channelOf(right, channel));
    const half = sorted.reduce((sum, [, count]) => sum + weigh(count), 0) / 2;
    let seen = 0;
    let cut = 0;
    while (cut < sorted.length - 1 && (cut === 0 || seen < half)) {
      seen += weigh(sorted[cut]?.[1] ?? 0);
      cut += 1;
    }
    boxes.splice(index, 1, sorted.slice(0, cut), sorted.slice(cut));
  }
  return boxes;
}

/** Rare colours are the edges of letters, which would vanish beside a background of a million pixels. */
function weigh(count: number): number {
  return Math.sqrt(count);
}

/** The box whose colours lie furthest apart for their number of pixels, and in which channel. */
function findWidest(boxes: readonly Box[]): readonly [index: number, channel: number | undefined] {
  let best: readonly [number, number | undefined] = [0, undefined];
  let widest = 0;
  for (const [index, box] of boxes.entries()) {
    const weight = Math.sqrt(box.reduce((sum, [, count]) => sum + weigh(count), 0));
    for (const channel of [0, 1, 2]) {
      let [low, high] = [255, 0];
      for (const [color] of box) {
        const value = channelOf(color, channel);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      if ((high - low) * weight <= widest) continue;
      widest = (high - low) * weight;
      best = [index, channel];
    }
  }
  return best;
}

function channelOf(color: number, channel: number): number {
  return (color >> (16 - channel * 8)) & 255;
}

function toAverage(box: Box): number {
  const sums = [0, 0, 0];
  let total = 0;
  for (const [color, count] of box) {
    total += count;
    for (const [channel, value] of toChannels(color).entries())
      sums[channel] = (sums[channel] ?? 0) + value * count;
  }
  const [red = 0, green = 0, blue = 0] = sums.map((sum) => Math.round(sum / total));
  return (red << 16) | (green << 8) | blue;
}

function toChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const chunk = Buffer.alloc(content.length + 12);
  chunk.writeUInt32BE(content.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32.buf(body) >>> 0, content.length + 8);
  return chunk;
}
