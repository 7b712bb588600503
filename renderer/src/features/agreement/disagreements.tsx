import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { Disagreement } from '../../../../shared/agreement/compute-agreement.ts';
import type { PromptId, RaterId } from '../../../../shared/domain/ids.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';
import type { PairValue } from '../../../../shared/review/pair-outcomes.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './agreement-screen.module.css';

const ROW_HEIGHT = 64;

/** The pairs on which raters differ, most first; each opens its item. */
export function Disagreements(props: {
  readonly disagreements: readonly Disagreement[];
  readonly nameOf: (id: RaterId) => string;
  /** Names of models stand with the names of raters: hidden until asked, since a lead may judge as well. */
  readonly showsNames: boolean;
}) {
  const { disagreements, nameOf, showsNames } = props;
  const translate = useTranslate();
  const workspace = useWorkspace();
  const frame = useRef<HTMLDivElement>(null);
  const modelOf = (unit: Disagreement, value: PairValue) => {
    if (value !== 'first' && value !== 'second') return undefined;
    return workspace.project?.copy.corpus.originOf(unit[value])?.model ?? undefined;
  };
  const rows = useVirtualizer({
    count: disagreements.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  return (
    <section aria-label={translate('agreement.disagreements')}>
      <h2>{translate('agreement.disagreements')}</h2>
      <p data-testid="disagreement-count">
        {disagreements.length === 0
          ? translate('agreement.disagreements.none')
          : translate('agreement.disagreements.count', { count: disagreements.length })}
      </p>
      <div
        ref={frame}
        className={styles['list']}
        role="region"
        aria-label={translate('agreement.disagreements')}
      >
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const unit = disagreements[index];
            if (!unit) return null;
            return (
              <li key={index} style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}>
                <div className={styles['unit']}>
                  <PromptLine promptId={unit.promptId} turn={unit.turn} />
                  <p className={styles['hint']}>
                    {unit.outcomes
                      .map(({ raterId, value }) =>
                        translate('agreement.says', {
                          rater: nameOf(raterId),
                          value: sayValue(translate, value, showsNames ? modelOf(unit, value) : undefined),
                        }),
                      )
                      .join(' · ')}
                  </p>
                </div>
                <Button
                  look="quiet"
                  onClick={() => {
                    workspace.openItem(unit.promptId, [unit.first, unit.second]);
                  }}
                >
                  {translate('agreement.disagreements.open')}
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
    </section>
  );
}

function sayValue(translate: Translate, value: PairValue, model: string | undefined): string {
  return model === undefined
    ? translate(`agreement.value.${value}`)
    : translate('agreement.value.better', { model });
}

/** The first words of a prompt, read when its row comes into view. */
function PromptLine({ promptId, turn }: { readonly promptId: PromptId; readonly turn: number }) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const [text, setText] = useState('');
  useEffect(() => {
    let isCurrent = true;
    void workspace.project?.copy.corpus.read(promptId).then(({ prompt }) => {
      const asked = [...prompt.messages.slice(-1).map(({ content }) => content), ...prompt.followUps];
      if (isCurrent) setText(asked[turn - 1] ?? asked[0] ?? '');
    });
    return () => {
      isCurrent = false;
    };
  }, [workspace, promptId, turn]);
  return (
    <p className={styles['asked']}>
      {turn > 1 && (
        <span className={styles['hint']}>{translate('agreement.disagreements.turn', { turn })} · </span>
      )}
      <bdi>{text}</bdi>
    </p>
  );
}
