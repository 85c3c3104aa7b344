import type { ReactNode } from 'react';
import classes from './design.module.css';

export type Column<Row> = {
  readonly key: string;
  readonly heading: string;
  /** Heads nobody needs to see (actions) are still read aloud. */
  readonly headingHidden?: boolean;
  readonly cell: (row: Row, at: number) => ReactNode;
  readonly align?: 'start' | 'end';
  readonly width?: number | string;
  /** On a phone rows become blocks; a wide cell takes a whole line of it. */
  readonly wide?: boolean;
  /** The cell that names the row for screen readers. */
  readonly isRowHeading?: boolean;
};

export type DataTableProps<Row> = {
  /** Read aloud, not shown. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selectedKey?: string | null;
  readonly onRowClick?: (row: Row) => void;
};

const classOf = (align: 'start' | 'end' | undefined): string | undefined => (align === 'end' ? classes['end'] : undefined);

/** A real table. On a phone each row becomes a block. Keys and selection are the screen's (`selectedKey`). */
export const DataTable = <Row,>({ caption, columns, rows, rowKey, selectedKey, onRowClick }: DataTableProps<Row>) => (
  <div className={classes['tableWrap']}>
    <table className={`${classes['table'] ?? ''} ${classes['stack'] ?? ''}`}>
      <caption className="amate-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={classOf(column.align)} style={column.width === undefined ? undefined : { width: column.width }}>
              {column.headingHidden === true ? <span className="amate-hidden">{column.heading}</span> : column.heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr
            key={rowKey(row)}
            data-row={rowKey(row)}
            aria-selected={selectedKey === undefined ? undefined : selectedKey === rowKey(row)}
            onClick={onRowClick === undefined ? undefined : () => { onRowClick(row); }}
          >
            {columns.map((column) => (
              <td key={column.key} className={classOf(column.align)} data-wide={column.wide === true ? '' : undefined} {...(column.isRowHeading === true ? { role: 'rowheader' } : {})}>
                {column.cell(row, at)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
