import Papa from 'papaparse';
import type { RowLimits } from './limits.ts';
import { countNewlines } from './text-decoding.ts';

export interface CsvDialect {
  /** One character. */
  readonly delimiter: string;
  /** `\r` alone only in files that have no `\n`. With `\n`, a `\r` before it belongs to the line end. */
  readonly newline: '\n' | '\r';
  /** Set when a quote inside a quoted cell is written with a backslash; else it is doubled, as RFC 4180 says. */
  readonly escape?: '\\';
}

export interface CsvRecord {
  readonly cells: readonly string[];
  /** 1-based physical line where it starts: cells may hold line ends. */
  readonly line: number;
  /** Set when the quotes do not match or the record is too long; *cells* are not to be used then. */
  readonly broken?: 'bad_quotes' | 'open_quote' | 'row_too_long';
}

/**
 * Cuts CSV text into records as it arrives; the records do not depend on where the text was cut.
 *
 * Papa Parse's low-level parser does the cells (RFC 4180 quoting, doubled quotes, line ends in cells); around it is
 * what it does not do: text in pieces, the line of each record, and not trusting a record with stray quotes.
 */
export class CsvSplitter {
  readonly #dialect: CsvDialect;
  readonly #limits: Pick<RowLimits, 'rowLength'>;
  #rest = '';
  #line = 1;
  /** The rest is looked at again only when it has grown this long: a huge cell must not cost quadratic time. */
  #worthwhile = 0;
  #skipping = false;

  constructor(dialect: CsvDialect, limits: Pick<RowLimits, 'rowLength'>) {
    this.#dialect = dialect;
    this.#limits = limits;
  }

  push(text: string): CsvRecord[] {
    if (this.#skipping) return [];
    this.#rest += text;
    if (this.#rest.length < this.#worthwhile) return [];
    const records = this.#parse(true);
    this.#worthwhile = this.#rest.length * 2;
    if (this.#rest.length > this.#limits.rowLength) {
      // A quote that never closes looks like this; where the next record starts cannot be known.
      records.push({ cells: [], line: this.#line, broken: 'row_too_long' });
      this.#rest = '';
      this.#skipping = true;
    }
    return records;
  }

  end(): CsvRecord[] {
    return this.#rest === '' ? [] : this.#parse(false);
  }

  #parse(moreFollows: boolean): CsvRecord[] {
    const input = this.#rest;
    const records: CsvRecord[] = [];
    let start = 0;
    const parser = new Papa.Parser({
      delimiter: this.#dialect.delimiter,
      newline: this.#dialect.newline,
      escapeChar: this.#dialect.escape ?? '"',
      step: (result: Papa.ParseStepResult<readonly (readonly string[])[]>) => {
        // The low-level parser hands over a list that holds the one record, unlike what its types say.
        const cells = result.data[0] ?? [];
        const raw = input.slice(start, result.meta.cursor);
        start = result.meta.cursor;
        // After the last line end the parser sees one more record, of nothing.
        if (raw !== '') records.push(this.#toRecord(cells, raw, result.errors));
      },
    });
    // The types know the function without its arguments: (input, baseIndex, ignoreLastRow).
    const parse: (text: string, base: number, ignoreLastRow: boolean) => unknown = parser.parse.bind(parser);
    parse(input, 0, moreFollows);
    this.#rest = input.slice(start);
    return records;
  }

  #toRecord(cells: readonly string[], raw: string, errors: readonly Papa.ParseError[]): CsvRecord {
    const line = this.#line;
    this.#line +=
      this.#dialect.newline === '\n' ? countNewlines(raw) : countNewlines(raw.replaceAll('\r', '\n'));
    if (raw.length > this.#limits.rowLength) return { cells: [], line, broken: 'row_too_long' };
    if (errors.some(({ code }) => code === 'MissingQuotes')) return { cells: [], line, broken: 'open_quote' };
    if (errors.length > 0) return { cells: [], line, broken: 'bad_quotes' };
    return { cells: this.#dropCarriageReturn(cells, raw), line };
  }

  /** The last cell of a `\r\n` line keeps its `\r` unless it was quoted. */
  #dropCarriageReturn(cells: readonly string[], raw: string): readonly string[] {
    const last = cells.at(-1);
    if (this.#dialect.newline !== '\n' || last === undefined || !last.endsWith('\r')) return cells;
    // An unquoted cell stands in the text as it is, between a delimiter and the line end.
    const ending = raw.endsWith('\n') ? `${last}\n` : last;
    const at = raw.length - ending.length;
    const unquoted = raw.endsWith(ending) && (at === 0 || raw[at - 1] === this.#dialect.delimiter);
    return unquoted ? [...cells.slice(0, -1), last.slice(0, -1)] : cells;
  }
}
