/** A file to check, as it was written. */
export interface PreflightFile {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** One row of a training file. */
export interface FileRow {
  /** From 1. */
  readonly row: number;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Whether a parsed value is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is a JSON list. */
export function isJsonList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
