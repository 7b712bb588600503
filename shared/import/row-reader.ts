import type { TextContainer } from './container.ts';
import { createCsvRows } from './csv-rows.ts';
import { createJsonListRows, createJsonRows } from './json-rows.ts';
import type { RowLimits } from './limits.ts';
import { createByteLineRows, createLineRows } from './line-rows.ts';
import { type Encoding, TextDecoding } from './text-decoding.ts';
import type { RowReader, TextRows } from './piece-rows.ts';

/** Opens a reader of the rows of one file. */
export function createRowReader(encoding: Encoding, container: TextContainer, limits: RowLimits): RowReader {
  if (container.kind === 'json-lines' && !isUtf16(encoding)) return createByteLineRows(encoding, limits);
  const decoding = new TextDecoding(encoding);
  const rows = createTextRows(container, limits, () => decoding.damaged);
  return {
    push: (bytes) => rows.push(decoding.push(bytes)),
    *end() {
      yield* rows.push(decoding.end());
      yield* rows.end();
    },
    get header() {
      return rows.header;
    },
  };
}

function createTextRows(container: TextContainer, limits: RowLimits, isDamaged: () => boolean): TextRows {
  switch (container.kind) {
    case 'json-array':
      return container.path.length === 0
        ? createJsonRows('array', limits, isDamaged)
        : createJsonListRows(container.path, limits, isDamaged);
    case 'json-values':
      return createJsonRows('values', limits, isDamaged);
    case 'json-lines':
      return createLineRows(limits, isDamaged);
    case 'csv':
      return createCsvRows(container.dialect, limits, isDamaged);
  }
}

function isUtf16({ name }: Encoding): boolean {
  return name === 'UTF-16LE' || name === 'UTF-16BE';
}
