import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { Problem } from '../../../../shared/domain/source.ts';
import { translateCode } from '../../../../shared/i18n/translate.ts';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './import-screen.module.css';

const ROW_HEIGHT = 44;

/** Every row that was left out, with its place and the reason; can be saved as a file. */
export function ImportProblems({ problems }: { readonly problems: readonly Problem[] }) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: problems.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  if (problems.length === 0) return null;
  return (
    <div className={styles['problems']}>
      <div className={styles['problemsHead']}>
        <h2>{translate('import.report.title')}</h2>
        <Button
          look="quiet"
          onClick={() => {
            void workspace.saveText('import-report.csv', toCsv(problems));
          }}
        >
          {translate('import.report.save')}
        </Button>
      </div>
      <div
        ref={frame}
        className={styles['problemList']}
        role="region"
        aria-label={translate('import.report.title')}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls only what has the focus
        tabIndex={0}
      >
        <ul style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const problem = problems[index];
            if (!problem) return null;
            return (
              <li key={index} style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}>
                <span className={styles['place']}>
                  <bdi>
                    {problem.line === null
                      ? problem.file
                      : translate('import.report.line', { file: problem.file, line: problem.line })}
                  </bdi>
                  {problem.field !== null && ` · ${problem.field}`}
                </span>
                <span title={problem.message}>
                  {translateCode(translate, 'problem', problem.code, problem.message)}
                </span>
              </li>
            );
          })}
        </ul>
      </div>
    </div>
  );
}

/** A leading `'` keeps a spreadsheet from taking a cell for a formula. */
function toCsv(problems: readonly Problem[]): string {
  const cell = (value: string | number | null) => {
    const text = String(value ?? '');
    return `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  };
  const rows = problems.map(({ file, line, field, code, message }) =>
    [file, line, field, code, message].map(cell).join(','),
  );
  return `\uFEFF${['file,line,field,code,message', ...rows].join('\r\n')}\r\n`;
}
