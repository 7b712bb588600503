import { ByteLineSplitter, type ByteLine } from './byte-line-splitter.ts';
import { nestsDeeperThan } from './json-splitter.ts';
import type { RowLimits } from './limits.ts';
import { LineSplitter } from './line-splitter.ts';
import { parseJsonRow } from './parse-json-row.ts';
import type { RowOrFault } from './row.ts';
import { toLimitFault, toTruncated } from './row-faults.ts';
import { createTextCodec, type Encoding } from './text-decoding.ts';
import type { RowReader, TextRows } from './piece-rows.ts';

/** Reads the records of JSON Lines from text. */
export function createLineRows(limits: RowLimits, isDamaged: () => boolean): TextRows {
  const splitter = new LineSplitter(limits);
  return {
    *push(text) {
      for (const { text: own, line, tooLong } of splitter.push(text)) {
        const row = toRow(tooLong ? undefined : own, line, limits, isDamaged());
        if (row !== undefined) yield row;
      }
    },
    end() {
      const last = splitter.end();
      return last === undefined
        ? []
        : toLastRows(toRow(last.tooLong ? undefined : last.text, last.line, limits, isDamaged()));
    },
    header: undefined,
  };
}

/** Reads the records of JSON Lines from bytes, line by line; for every encoding but UTF-16. */
export function createByteLineRows(encoding: Encoding, limits: RowLimits): RowReader {
  const splitter = new ByteLineSplitter(limits);
  const codec = createTextCodec(encoding.name);
  const read = ({ bytes, line, tooLong }: ByteLine): RowOrFault | undefined => {
    if (tooLong) return toRow(undefined, line, limits, false);
    const own = line === 1 ? bytes.subarray(encoding.markBytes) : bytes;
    const text = codec.decode(own);
    return text === undefined
      ? toRow(codec.rescue(own), line, limits, true)
      : toRow(text.length > limits.rowLength ? undefined : text, line, limits, false);
  };
  return {
    *push(bytes) {
      for (const line of splitter.push(bytes)) {
        const row = read(line);
        if (row !== undefined) yield row;
      }
    },
    end() {
      const last = splitter.end();
      return last === undefined ? [] : toLastRows(read(last));
    },
    header: undefined,
  };
}

/** @param text of a line; `undefined` when it was too long */
function toRow(
  text: string | undefined,
  line: number,
  limits: RowLimits,
  damaged: boolean,
): RowOrFault | undefined {
  if (text === undefined) return toLimitFault('row_too_long', line, limits);
  if (text.trim() === '') return undefined;
  if (nestsDeeperThan(text, limits.depth)) return toLimitFault('too_deep', line, limits);
  return parseJsonRow(text, line, limits, damaged);
}

/** A last line that has no line end and is not JSON was most likely cut off. */
function toLastRows(row: RowOrFault | undefined): RowOrFault[] {
  if (row === undefined) return [];
  return ['fault' in row && row.fault.code === 'bad_json' ? toTruncated(row.line) : row];
}
