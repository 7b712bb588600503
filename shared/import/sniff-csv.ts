import { type CsvDialect, type CsvRecord, CsvSplitter } from './csv-splitter.ts';
import { isBlankRecord } from './table-rows.ts';

const DELIMITERS = [',', ';', '\t', '|'] as const;

/** Records that are looked at. */
const SNIFFED_RECORDS = 100;

/**
 * Finds out how a table is written: the delimiter under which the first records have two or more cells, and most often
 * equally many; whether quotes are escaped by a backslash, when they only fit that way.
 *
 * @param head the first text of the file
 * @param isWhole whether that is all of it; else its last record is cut off and left aside
 * @param delimiter what a person says it is
 */
export function sniffCsvDialect(head: string, isWhole: boolean, delimiter?: string): CsvDialect {
  const newline = !head.includes('\n') && head.includes('\r') ? '\r' : '\n';
  const dialects = (delimiter === undefined ? DELIMITERS : [delimiter]).map((candidate): CsvDialect => ({
    delimiter: candidate,
    newline,
  }));
  const plain = findBest(dialects, head, isWhole);
  if (plain.broken === 0 || !head.includes('\\"')) return plain.dialect;
  const withBackslash = dialects.map((dialect): CsvDialect => ({ ...dialect, escape: '\\' }));
  const escaped = findBest(withBackslash, head, isWhole);
  return escaped.broken < plain.broken ? escaped.dialect : plain.dialect;
}

interface Trial {
  readonly dialect: CsvDialect;
  readonly score: number;
  /** Records whose quotes do not match, or that have another number of cells than the first. */
  readonly broken: number;
}

function findBest(dialects: readonly CsvDialect[], head: string, isWhole: boolean): Trial {
  const trials = dialects.map((dialect) => tryDialect(dialect, head, isWhole));
  return trials.reduce((best, trial) => (trial.score > best.score ? trial : best));
}

function tryDialect(dialect: CsvDialect, head: string, isWhole: boolean): Trial {
  const splitter = new CsvSplitter(dialect, { rowLength: head.length });
  const records = [...splitter.push(head), ...(isWhole ? splitter.end() : [])]
    .slice(0, SNIFFED_RECORDS)
    .filter(isWritten);
  const whole = records.filter(({ broken }) => broken === undefined);
  const width = whole[0]?.cells.length ?? 0;
  const same = whole.filter(({ cells }) => cells.length === width).length;
  const score = width < 2 ? 0 : same / whole.length + Math.min(width, 50) / 1000;
  return { dialect, score, broken: records.length - same };
}

function isWritten({ cells, broken }: CsvRecord): boolean {
  return broken !== undefined || !isBlankRecord(cells);
}
