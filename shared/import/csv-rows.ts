import { type CsvDialect, type CsvRecord, CsvSplitter } from './csv-splitter.ts';
import type { RowLimits } from './limits.ts';
import type { RowOrFault } from './row.ts';
import { toLimitFault, toRowFault } from './row-faults.ts';
import { TableRows } from './table-rows.ts';
import type { TextRows } from './piece-rows.ts';

/** Reads the rows of a table written as text. */
export function createCsvRows(dialect: CsvDialect, limits: RowLimits, isDamaged: () => boolean): TextRows {
  const splitter = new CsvSplitter(dialect, limits);
  const table = new TableRows(limits, { mayBeShort: false, isDamaged });
  const toRow = ({ cells, line, broken }: CsvRecord): RowOrFault | undefined => {
    if (broken === undefined) return table.take(cells, line);
    return table.refuse(
      broken === 'row_too_long'
        ? toLimitFault(broken, line, limits)
        : toRowFault(line, 'bad_csv', QUOTE_FAULTS[broken]),
    );
  };
  return {
    push: (text) => keepRows(splitter.push(text), toRow),
    end: () => keepRows(splitter.end(), toRow),
    get header() {
      return table.header;
    },
  };
}

const QUOTE_FAULTS = {
  open_quote: 'a quote is opened and never closed; close it, or double quotes that belong to the text ("")',
  bad_quotes: 'a quoted cell goes on after its closing quote; double quotes that belong to the text ("")',
} as const;

function* keepRows(
  records: readonly CsvRecord[],
  toRow: (record: CsvRecord) => RowOrFault | undefined,
): Generator<RowOrFault, void, undefined> {
  for (const record of records) {
    const row = toRow(record);
    if (row !== undefined) yield row;
  }
}
