import { useState } from 'react';
import type { FileInspection } from '../../../../shared/import/inspect-files.ts';
import { Button } from '../../ui/button.tsx';
import { Table } from '../../ui/table.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './file-details.module.css';

const SHOWN_AT_ONCE = 5;
const SHOWN_COLUMNS = 24;

interface ShownRow {
  readonly cells: readonly string[];
  readonly index: number;
}

/** The first rows of a file as a table. It scrolls sideways in itself; long texts are cut. */
export function FirstRows({
  inspection: { name, fields, firstRows },
}: {
  readonly inspection: FileInspection;
}) {
  const translate = useTranslate();
  const [isWhole, setIsWhole] = useState(false);
  const caption = translate('import.firstRowsOf', { file: name });
  const columns = fields.slice(0, SHOWN_COLUMNS);
  const hidden = fields.length - columns.length;
  const rows = (isWhole ? firstRows : firstRows.slice(0, SHOWN_AT_ONCE)).map((cells, index) => ({
    cells,
    index,
  }));
  return (
    <>
      <h3>{translate('import.firstRows')}</h3>
      <div
        className={styles['rows']}
        role="region"
        aria-label={caption}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls only what has the focus
        tabIndex={0}
      >
        <Table<ShownRow>
          caption={caption}
          hideCaption
          rows={rows}
          rowKey={({ index }) => index}
          columns={columns.map((field, at) => ({
            key: field,
            header: field,
            cell: ({ cells }) => <bdi className={styles['cell']}>{cells[at]}</bdi>,
          }))}
        />
      </div>
      {hidden > 0 && (
        <p className={styles['hint']}>{translate('import.firstRows.columns', { count: hidden })}</p>
      )}
      {!isWhole && firstRows.length > SHOWN_AT_ONCE && (
        <Button
          look="quiet"
          onClick={() => {
            setIsWhole(true);
          }}
        >
          {translate('import.firstRows.all', { count: firstRows.length })}
        </Button>
      )}
    </>
  );
}
