import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslate } from '../../../ui/translation.tsx';
import styles from './report-dialog.module.css';
import { type ReportGroup, sayPlace, sayReason } from './report-groups.ts';

const USUAL_HEIGHT = 64;

/** The rows of a report: where each stands, why it is here, what is wrong in words, and how it begins. */
export function ReportRows({
  title,
  groups,
  saysReasons,
}: {
  readonly title: string;
  readonly groups: readonly ReportGroup[];
  /** With each row; otherwise the reason stands above. */
  readonly saysReasons: boolean;
}) {
  const translate = useTranslate();
  const frame = useRef<HTMLDivElement>(null);
  const problems = useMemo(
    () => groups.flatMap((group) => group.listed.map((problem) => ({ group, problem }))),
    [groups],
  );
  const rows = useVirtualizer({
    count: problems.length,
    getScrollElement: () => frame.current,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 10,
  });
  return (
    <div
      ref={frame}
      className={styles['rows']}
      role="region"
      aria-label={title}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls only what has the focus
      tabIndex={0}
    >
      <ul style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const found = problems[index];
          if (!found) return null;
          const { group, problem } = found;
          return (
            <li
              key={index}
              ref={rows.measureElement}
              data-index={index}
              style={{ transform: `translateY(${start}px)` }}
            >
              <p className={styles['place']}>
                <bdi>{sayPlace(translate, problem)}</bdi>
              </p>
              {saysReasons && <p>{sayReason(translate, group)}</p>}
              <p className={styles['message']} title={problem.message}>
                {problem.message}
              </p>
              {problem.excerpt !== undefined && (
                <p className={styles['excerpt']}>
                  <bdi>{problem.excerpt}</bdi>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
