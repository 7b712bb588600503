/** What the measurements share: quantiles, their tables, and the file that `npm run bench -- --json FILE` collects. */
import { writeFileSync } from 'node:fs';

/** The value below which *share* of the times lie (nearest rank). */
export function quantile(times, share) {
  const sorted = times.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle one; of an even number the lower one of the two. */
export function median(values) {
  return quantile(values, 0.5);
}

/** @returns {{count: number, p50: number, p95: number, p99: number, max: number}} in milliseconds */
export function summarise(times) {
  return {
    count: times.length,
    p50: roundOff(quantile(times, 0.5)),
    p95: roundOff(quantile(times, 0.95)),
    p99: roundOff(quantile(times, 0.99)),
    max: roundOff(Math.max(...times)),
  };
}

/** To a thousandth: more than the clock knows. */
export function roundOff(value) {
  return Math.round(value * 1000) / 1000;
}

/** Prints rows of cells in columns: the first to the left, numbers to the right. */
export function printTable(head, rows) {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)),
  );
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  for (const row of cells) {
    console.log(
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    );
  }
}

/** Hands the figures to `scripts/bench.mjs`, when it asked for them. */
export function handIn(figures) {
  const file = process.env.PAIRWRIGHT_BENCH_JSON;
  if (file) writeFileSync(file, JSON.stringify(figures));
}
