import { Parser } from 'saxen';
import type { InputFile } from '../input-file.ts';
import { type Encoding, TextDecoding } from '../text-decoding.ts';
import { damaged, UnreadableError } from '../unreadable-error.ts';
import type { ZipEntry } from './zip-directory.ts';
import { unpackEntry } from './zip-entry.ts';

/** Gets what an XML text consists of, in order. Names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: () => Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/** Longest tag or text between two tags, in UTF-16 units; a cell of Excel holds 32,767. */
const MOST_PENDING = 16 * 1024 * 1024;

/**
 * Reads one XML part of a workbook, a stretch at a time. Yields how far the file has been read after each; what was found
 * in it has been told to *listener* then. Throws an `UnreadableError` where it is not XML or too large.
 *
 * @param mostBytes of unpacked XML
 */
export async function* readXmlPart(
  file: InputFile,
  entry: ZipEntry,
  mostBytes: number,
  listener: XmlListener,
): AsyncGenerator<number, void, undefined> {
  // Text between two tags may come in several parts, and is only complete with the next tag.
  let pending = 0;
  const parser = createParser(entry.name, listener, () => {
    pending = 0;
  });
  let decoding: TextDecoding | undefined;
  for await (const { bytes, bytesDone } of unpackEntry(file, entry, mostBytes)) {
    decoding ??= new TextDecoding(detectXmlEncoding(bytes));
    const text = decoding.push(bytes);
    pending += text.length;
    parser.write(text);
    if (pending > MOST_PENDING) throw damaged(`the part ${entry.name} has a text that is too long`);
    yield bytesDone;
  }
  parser.write(decoding?.end() ?? '');
  parser.end();
}

/** Reads a small part to its end. */
export async function readWholeXmlPart(
  file: InputFile,
  entry: ZipEntry,
  mostBytes: number,
  listener: XmlListener,
): Promise<void> {
  const reading = readXmlPart(file, entry, mostBytes, listener);
  while ((await reading.next()).done !== true);
}

function createParser(partName: string, listener: XmlListener, onTag: () => void): Parser {
  return new Parser()
    .on('openTag', (name, getAttributes, decodeEntities) => {
      onTag();
      listener.open(toLocalName(name), () => decodeAttributes(getAttributes(), decodeEntities));
    })
    .on('closeTag', (name) => {
      onTag();
      listener.close(toLocalName(name));
    })
    .on('text', (text, decodeEntities) => {
      listener.text(decodeEntities(text));
    })
    .on('cdata', (text) => {
      listener.text(text);
    })
    .on('error', (error) => {
      // What a listener throws comes by here as well.
      throw error instanceof UnreadableError
        ? error
        : damaged(`the part ${partName} is not XML (${error.message})`, error);
    });
}

function toLocalName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decodeAttributes(
  attributes: Readonly<Record<string, string>>,
  decodeEntities: (text: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [toLocalName(name), decodeEntities(value)]),
  );
}

/** XML is UTF-8 or UTF-16, and the latter begins with a mark: XML 1.0, section 4.3.3. */
function detectXmlEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { name: 'UTF-16LE', markBytes: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { name: 'UTF-16BE', markBytes: 2 };
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { name: 'UTF-8', markBytes: isMarked ? 3 : 0 };
}
