import { nestsDeeperThan } from './json-splitter.ts';
import type { RowLimits } from './limits.ts';
import { LineSplitter, type TextLine } from './line-splitter.ts';
import { parseJsonRow } from './parse-json-row.ts';
import type { RowOrFault } from './row.ts';
import { toLimitFault, toTruncated } from './row-faults.ts';
import type { TextRows } from './text-rows.ts';

/** Reads the records of JSON Lines. */
export function createLineRows(limits: RowLimits, isDamaged: () => boolean): TextRows {
  const splitter = new LineSplitter(limits);
  const toRow = ({ text, line, tooLong }: TextLine): RowOrFault | undefined => {
    if (tooLong) return toLimitFault('row_too_long', line, limits);
    if (text.trim() === '') return undefined;
    if (nestsDeeperThan(text, limits.depth)) return toLimitFault('too_deep', line, limits);
    return parseJsonRow(text, line, limits, isDamaged());
  };
  return {
    *push(text) {
      for (const line of splitter.push(text)) {
        const row = toRow(line);
        if (row !== undefined) yield row;
      }
    },
    end() {
      const last = splitter.end();
      const row = last === undefined ? undefined : toRow(last);
      if (row === undefined) return [];
      // A last line that has no line end and is not JSON was most likely cut off.
      return ['fault' in row && row.fault.code === 'bad_json' ? toTruncated(row.line) : row];
    },
    header: undefined,
  };
}
