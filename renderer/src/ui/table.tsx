import type { Key, ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';
import styles from './table.module.css';

export interface TableColumn<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, so that their digits do. */
  readonly align?: 'start' | 'end' | undefined;
  /** Names the row. */
  readonly isRowHeader?: boolean | undefined;
}

export interface TableProps<Row> {
  /** What the table is about; spoken, and shown unless *hideCaption*. */
  readonly caption: string;
  readonly hideCaption?: boolean | undefined;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => Key;
}

/** Rows and columns with hairlines between the rows. It scrolls sideways in itself rather than widen the page. */
export function Table<Row>({ caption, hideCaption = false, columns, rows, rowKey }: TableProps<Row>) {
  return (
    <div className={styles['frame']}>
      <table className={styles['table']}>
        <caption className={hideCaption ? 'visually-hidden' : styles['caption']}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={joinClasses(styles['head'], column.align === 'end' && styles['end'])}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={styles['row']}>
              {columns.map((column) => {
                const className = joinClasses(styles['cell'], column.align === 'end' && styles['end']);
                return column.isRowHeader === true ? (
                  <th key={column.key} scope="row" className={className}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={className}>
                    {column.cell(row)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
