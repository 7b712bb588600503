/** A parsed JSON value. `JSON.parse` makes `__proto__` an own property, so such keys are plain data here. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };

/** One record of a file: an array element, a line, or a table row under its header. */
export interface Row {
  /** 1-based physical line where it starts. */
  readonly line: number;
  readonly value: JsonObject;
}

/** Why a row, or a part of it, is left out; the reader adds file and line. */
export interface Fault {
  readonly code: FaultCode;
  /** The field at fault as a path (`choices.0.turns.1`), or `null`. */
  readonly field: string | null;
  readonly message: string;
}

/** A row that could not be read as a row. */
export interface RowFault {
  /** `null` when no row is to blame but the file, from here on. */
  readonly line: number | null;
  readonly fault: Fault;
}

export type RowOrFault = Row | RowFault;

export function isRowFault(row: RowOrFault): row is RowFault {
  return 'fault' in row;
}

/** Every reason for which an import leaves something out. Stable: screens translate by code. */
export const FAULT_CODES = [
  // The file as a whole.
  'empty_file',
  'file_too_large',
  'cannot_read',
  'wrong_encoding',
  'unsupported_container',
  'compressed_bomb',
  'damaged_file',
  'unknown_sheet',
  'other_list',
  'unknown_layout',
  'prompts_only',
  'bad_mapping',
  // A row as text.
  'bad_json',
  'truncated_json',
  'bad_csv',
  'cell_count',
  'row_too_long',
  'too_deep',
  'too_many_fields',
  'not_an_object',
  'lone_surrogate',
  // What a row says.
  'missing_field',
  'not_text',
  'bad_value',
  'unknown_role',
  'bad_turns',
  'empty_prompt',
  'empty_response',
  'no_responses',
  'duplicate_response',
  'duplicate_id',
  'identical_responses',
  'unknown_question',
  'unknown_model',
  'ambiguous_model',
  'same_model',
  'unknown_winner',
  'no_answer',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

export function createFault(code: FaultCode, field: string | null, message: string): Fault {
  return { code, field, message };
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/**
 * The value of an own field, or `undefined`.
 *
 * Never reads through the prototype: a file without a `constructor` field has no `constructor` field.
 */
export function getField(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
