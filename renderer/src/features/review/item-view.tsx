import { memo } from 'react';
import { isJudgmentOf } from '../../../../shared/domain/judgment.ts';
import type { ResponseId } from '../../../../shared/domain/ids.ts';
import type { QueueItem } from '../../../../shared/review/queue.ts';
import type { Verdict } from '../../../../shared/review/review-log.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import type { Item } from '../../data/corpus.ts';
import type { ViewMode } from './view-mode.ts';
import styles from './item-view.module.css';
import { PromptPanel } from './prompt-panel.tsx';
import { ResponseCard } from './response-card.tsx';

export interface ItemViewProps {
  readonly item: QueueItem;
  readonly content: Item;
  readonly mode: ViewMode;
  readonly isPromptOpen: boolean;
  readonly isReasoningOpen: boolean;
  readonly groups: readonly (readonly number[])[];
  readonly verdict: Verdict | undefined;
  readonly revealed: boolean;
  /** The corrections that hold, by place. */
  readonly corrections: readonly (string | undefined)[];
  /** Laid out behind the one on the screen, ahead of its turn or after it. */
  readonly prepared: boolean;
  /** Neither heard nor focusable. */
  readonly inert: boolean;
}

/** The prompt and its responses. Prepared ones are drawn behind the current one, so that bringing them up is a switch. */
export const ItemView = memo(function ItemView({ inert, ...body }: ItemViewProps) {
  const { item, prepared } = body;
  return (
    <div
      className={[styles['item'], prepared ? '' : styles['current']].join(' ')}
      inert={inert}
      data-item={prepared ? undefined : item.key}
      data-kind={item.kind}
    >
      <ItemBody {...body} />
    </div>
  );
});

type ItemBodyProps = Omit<ItemViewProps, 'inert'>;

/** What is not seen is not drawn again: a judged item would take the time in which the next one comes up. */
const ItemBody = memo(
  function ItemBody({
    item,
    content,
    mode,
    isPromptOpen,
    isReasoningOpen,
    groups,
    verdict,
    revealed,
    corrections,
  }: ItemBodyProps) {
    const workspace = useWorkspace();
    return (
      <>
        <PromptPanel
          prompt={content.prompt}
          mode={mode}
          isOpen={isPromptOpen}
          findImage={(reference) => workspace.findImage(reference)}
        />
        <div className={[styles['responses'], styles[item.kind]].join(' ')} data-count={item.order.length}>
          {item.order.map((id, place) => {
            const response = content.responses.get(id);
            if (!response) return null;
            return (
              <ResponseCard
                key={id}
                prompt={content.prompt}
                response={response}
                kind={item.kind}
                place={place}
                mode={mode}
                isReasoningOpen={isReasoningOpen}
                corrected={corrections[place]}
                model={revealed ? (response.origin.model ?? undefined) : undefined}
                rank={rankOf(place, id, groups, verdict)}
                chosen={groups.length === 0 && isBest(id, verdict)}
              />
            );
          })}
        </div>
      </>
    );
  },
  (drawn, next) =>
    drawn.item === next.item &&
    drawn.content === next.content &&
    drawn.mode === next.mode &&
    drawn.isPromptOpen === next.isPromptOpen &&
    drawn.isReasoningOpen === next.isReasoningOpen &&
    (next.prepared ||
      (drawn.groups === next.groups &&
        drawn.verdict === next.verdict &&
        drawn.revealed === next.revealed &&
        drawn.corrections === next.corrections)),
);

function rankOf(
  place: number,
  id: ResponseId,
  groups: readonly (readonly number[])[],
  verdict: Verdict | undefined,
): number | undefined {
  if (groups.length > 0) return toRank(groups.findIndex((group) => group.includes(place)));
  if (verdict && isJudgmentOf(verdict, 'ranking')) {
    return toRank(verdict.value.groups.findIndex((group) => group.includes(id)));
  }
  return undefined;
}

function toRank(index: number): number | undefined {
  return index === -1 ? undefined : index + 1;
}

function isBest(id: ResponseId, verdict: Verdict | undefined): boolean {
  if (!verdict) return false;
  if (isJudgmentOf(verdict, 'ranking')) return verdict.value.groups[0]?.includes(id) ?? false;
  if (!isJudgmentOf(verdict, 'preference')) return false;
  return verdict.value.outcome.is === 'better' && verdict.value.outcome.better === id;
}
