import { assertNever } from '../../../../shared/base/assert-never.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import type { ItemKind } from '../../../../shared/review/queue.ts';
import type { VerdictLabel } from '../../state/review-store.ts';
import { toSideLabel } from './side-label.ts';

/** A verdict in words, as the live region speaks it. */
export function sayVerdict(translate: Translate, label: VerdictLabel, kind: ItemKind): string {
  switch (label.is) {
    case 'better':
      return translate('review.verdict.better', { label: toSideLabel(kind, label.place) });
    case 'slightly':
      return translate('review.verdict.slightlyBetter', { label: toSideLabel(kind, label.place) });
    case 'tie':
      return translate('review.verdict.tie');
    case 'both-bad':
      return translate('review.verdict.bothBad');
    case 'later':
      return translate('review.verdict.later');
    case 'cannot-judge':
      return translate('review.verdict.cannotJudge');
    case 'ranking':
      return translate('review.verdict.ranking', { order: toOrder(label.groups) });
    case 'correction':
      return translate('review.verdict.corrected', { label: toSideLabel(kind, label.place) });
    case 'rating':
      return translate('review.verdict.rated', { label: toSideLabel(kind, label.place) });
    case 'comment':
      return translate('review.verdict.commented');
    default:
      return assertNever(label);
  }
}

/** The same as a sign for the strip: form carries it, not colour. */
export function signOf(label: VerdictLabel, kind: ItemKind): string {
  switch (label.is) {
    case 'better':
      return toSideLabel(kind, label.place);
    case 'slightly':
      return `${toSideLabel(kind, label.place)}′`;
    case 'tie':
      return '=';
    case 'both-bad':
      return '✕';
    case 'later':
      return '…';
    case 'cannot-judge':
      return '?';
    case 'ranking':
      return toOrder(label.groups);
    case 'correction':
      return `${toSideLabel(kind, label.place)} ✎`;
    case 'rating':
      return `${toSideLabel(kind, label.place)} ★`;
    case 'comment':
      return '”';
    default:
      return assertNever(label);
  }
}

function toOrder(groups: readonly (readonly number[])[]): string {
  return groups.map((group) => group.map((place) => place + 1).join('=')).join('>');
}
