import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type Picture, readPng, writePalettePng } from '../../screenshots/support/palette-png.ts';

/** An RGB picture as PNG, every row with the given filter type; the checksums are left at 0, since nobody reads them. */
function toPng({ width, height, pixels }: Picture, filter: 0 | 1 | 2): Buffer {
  const stride = width * 3;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let row = 0; row < height; row += 1) {
    rows[row * (stride + 1)] = filter;
    for (let index = 0; index < stride; index += 1) {
      const at = row * stride + index;
      const left = filter === 1 && index >= 3 ? (pixels[at - 3] ?? 0) : 0;
      const up = filter === 2 && row > 0 ? (pixels[at - stride] ?? 0) : 0;
      rows[row * (stride + 1) + 1 + index] = (pixels[at] ?? 0) - left - up;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.alloc(8), chunk('IHDR', header), chunk('IDAT', deflateSync(rows))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), content, Buffer.alloc(4)]);
}

/** The colours of a palette PNG as this project writes it. */
function readPalettePng(bytes: Buffer): Uint8Array {
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    chunks.set(
      bytes.toString('latin1', at + 4, at + 8),
      bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)),
    );
  }
  const width = chunks.get('IHDR')?.readUInt32BE(0) ?? 0;
  const palette = chunks.get('PLTE') ?? Buffer.alloc(0);
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  return Uint8Array.from(
    [...rows].flatMap((index, at) =>
      at % (width + 1) === 0 ? [] : [...palette.subarray(index * 3, index * 3 + 3)],
    ),
  );
}

/** A slope of many colours with a red square on it. */
function drawPicture(): Picture {
  const [width, height] = [60, 40];
  const pixels = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const color = x > 20 && x < 30 && y > 10 && y < 20 ? [220, 20, 30] : [x * 4, y * 6, 128];
    pixels.set(color, at * 3);
  }
  return { width, height, pixels };
}

describe('pictures with a palette', () => {
  const picture = drawPicture();

  it.each([0, 1, 2] as const)('reads a screenshot whose rows have filter %i', (filter) => {
    expect(readPng(toPng(picture, filter))).toEqual(picture);
  });

  it('loses nothing when there are few colours', () => {
    const gray = { ...picture, pixels: picture.pixels.map((value) => (value > 100 ? 250 : 10)) };
    expect(readPalettePng(writePalettePng(gray))).toEqual(gray.pixels);
  });

  it('stays close to the original when there are many', () => {
    const shown = readPalettePng(writePalettePng(picture));
    const errors = picture.pixels.map((value, at) => Math.abs(value - (shown[at] ?? 0)));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(8);
    // The few pixels of the square are not lost among the many of the slope.
    const [red = 0, green = 0, blue = 0] = shown.subarray((15 * 60 + 25) * 3);
    expect(Math.max(Math.abs(red - 220), Math.abs(green - 20), Math.abs(blue - 30))).toBeLessThan(8);
  });
});
