import type { ItemRecord } from '../domain/item-record.ts';
import type { Row } from './row.ts';

/** Everything that an import keeps and says a word about. Stable: screens translate by code. */
export const WARNING_CODES = [] as const;

/** Something that was kept as it is and deserves a second look. */
export interface Warning {
  readonly code: string;
  /** The field it is in as a path, or `null`. */
  readonly field: string | null;
  /** For people: what it is and what one may want to do. */
  readonly message: string;
  /** What stands there; at most 200 characters. */
  readonly excerpt: string;
}

/** Looks through what an import keeps. Changes nothing. */
export class ContentInspector {
  beginFile(): void {
    // Nothing is remembered yet.
  }

  /** @param added the records that the row has brought */
  inspect(_row: Row, _added: readonly ItemRecord[]): readonly Warning[] {
    return NO_WARNINGS;
  }
}

const NO_WARNINGS: readonly Warning[] = [];
