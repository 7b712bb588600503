import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { SegmentIndex } from '../../../shared/segment/segment-index.ts';

/** From the thread that reads to the one that writes lines. */
export type ToSegmentThread =
  | { readonly type: 'records'; readonly records: readonly ItemRecord[] }
  /** A piece that it gave has been written. */
  | { readonly type: 'taken' }
  /** No record follows. */
  | { readonly type: 'finish' };

/** From the thread that writes lines to the one that reads. */
export type FromSegmentThread =
  /** A batch of records has become lines. */
  | { readonly type: 'ready' }
  /** The next bytes of the segment; answered by a `taken`. */
  | { readonly type: 'segment'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'index'; readonly index: SegmentIndex };
