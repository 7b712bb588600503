import type { ParquetParsers } from 'hyparquet/src/index.js';
import { toIsoDate, toIsoTime } from '../../base/iso-date.ts';
import { utf8Codec } from '../encoding/utf8-codec.ts';
import type { JsonValue } from '../row.ts';

/** How values become text that JSON has no kind of its own for. */
export const parquetParsers: ParquetParsers = {
  timestampFromMilliseconds: (ticks) => toTimeText(ticks, 3),
  timestampFromMicroseconds: (ticks) => toTimeText(ticks, 6),
  timestampFromNanoseconds: (ticks) => toTimeText(ticks, 9),
  dateFromDays: (days) => (days === undefined ? undefined : toIsoDate(days)),
  stringFromBytes: decodeText,
  jsonFromBytes: decodeText,
  geometryFromBytes: decodeText,
  geographyFromBytes: decodeText,
  uuidFromBytes: (bytes) => {
    const hex = Array.from(bytes ?? [], (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  },
};

/** Bytes that are no UTF-8 become marks, by which the row is found and left out. */
function decodeText(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : (utf8Codec.decode(bytes) ?? utf8Codec.rescue(bytes));
}

/**
 * ISO 8601 in UTC, with as many digits after the second as are needed.
 *
 * @param ticks since 1970-01-01
 * @param digits a tick is so many digits after the second
 */
function toTimeText(ticks: bigint | undefined, digits: 3 | 6 | 9): string | undefined {
  if (ticks === undefined) return undefined;
  const perSecond = 10n ** BigInt(digits);
  const fraction = modulo(ticks, perSecond);
  const seconds = (ticks - fraction) / perSecond;
  const timeOfDay = modulo(seconds, DAY_SECONDS);
  const date = toIsoDate(Number((seconds - timeOfDay) / DAY_SECONDS));
  const shown = fraction === 0n ? '' : `.${String(fraction).padStart(digits, '0').replace(/0+$/, '')}`;
  return `${date}T${toIsoTime(Number(timeOfDay))}${shown}Z`;
}

const DAY_SECONDS = 86_400n;

/** Never negative, unlike `%`. */
function modulo(value: bigint, by: bigint): bigint {
  return ((value % by) + by) % by;
}

/**
 * The JSON value of what the library gives: whole numbers that JavaScript cannot count become text, and so do numbers
 * that JSON does not have; bytes are UTF-8.
 */
export function toJsonValue(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'object':
      return value === null ? null : toJsonContainer(value);
    default:
      return null;
  }
}

function toJsonContainer(value: object): JsonValue {
  if (value instanceof Uint8Array) return decodeText(value) ?? null;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    // A view that is not of bytes is a typed array of numbers; all of them can be gone through.
    return Array.from(value as Iterable<unknown>, toJsonValue);
  }
  return toJsonObject(value);
}

/** With all own fields, whatever they are called. */
export function toJsonObject(value: object): Record<string, JsonValue> {
  // A null prototype keeps a `__proto__` field as data.
  const object: Record<string, JsonValue> = Object.create(null) as Record<string, JsonValue>;
  for (const [name, member] of Object.entries(value)) object[name] = toJsonValue(member);
  return object;
}
