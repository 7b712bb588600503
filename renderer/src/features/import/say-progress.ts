import type { ImportEntry } from '../../state/app-store.ts';
import type { Translation } from '../../ui/translation.tsx';
import { sayTimeLeft } from './say-time-left.ts';

/** How far an import is, in words: rows, bytes, time left. */
export function sayProgress(
  { translate, numbers }: Translation,
  { state, progress, bytes, secondsLeft }: Pick<ImportEntry, 'state' | 'progress' | 'bytes' | 'secondsLeft'>,
): string {
  if (state === 'waiting') return translate('import.ordered.waiting');
  if (progress && progress.bytesDone === progress.bytesTotal) return translate('import.ordered.finishing');
  const parts = [
    translate('import.rows', { count: progress?.rows ?? 0 }),
    translate('import.ordered.done', {
      done: numbers.bytes(progress?.bytesDone ?? 0),
      total: numbers.bytes(progress?.bytesTotal ?? bytes),
    }),
    ...(secondsLeft === undefined ? [] : [sayTimeLeft(translate, secondsLeft)]),
  ];
  return parts.join(' · ');
}
