import type { RowLimits } from './limits.ts';
import { createFault, type FaultCode, type RowFault } from './row.ts';

export function toRowFault(
  line: number | null,
  code: FaultCode,
  message: string,
  field: string | null = null,
): RowFault {
  return { line, fault: createFault(code, field, message) };
}

export function toTruncated(line: number | null): RowFault {
  return toRowFault(
    line,
    'truncated_json',
    'the file ends in the middle of the record that begins here; what came before was read; get the complete file',
  );
}

export function toDamaged(line: number, field: string | null): RowFault {
  return toRowFault(
    line,
    'wrong_encoding',
    'the record has bytes that do not belong to the encoding of the file; choose another encoding, or correct the record',
    field,
  );
}

/** A record that goes beyond one of the limits. */
export function toLimitFault(
  code: 'row_too_long' | 'too_deep' | 'too_many_fields',
  line: number,
  limits: RowLimits,
): RowFault {
  switch (code) {
    case 'row_too_long':
      return toRowFault(
        line,
        code,
        `the record is longer than ${limits.rowLength} characters; split or shorten it`,
      );
    case 'too_deep':
      return toRowFault(
        line,
        code,
        `the record nests more than ${limits.depth} lists and objects; flatten it`,
      );
    case 'too_many_fields':
      return toRowFault(line, code, `the record has more than ${limits.fields} fields; remove some`);
  }
}
