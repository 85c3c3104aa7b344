import type { Actor, OperatorActor } from './actor.ts';

/**
 * An open transaction of one actor. The only way to run a statement; handed out by `withActor` (and `asOperator`) alone.
 * `query` prepares each distinct text once per connection, so texts must be constants with bind parameters.
 */
export type Tx<A extends Actor | OperatorActor = Actor> = {
  readonly actor: A;
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
};

/** The single row of a result, or undefined when there is none. */
export const firstRow = <Row>(rows: readonly Row[]): Row | undefined => rows[0];

/** The row that must be there; its absence is a programming error, never the caller's fault. */
export const onlyRow = <Row>(rows: readonly Row[]): Row => {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`expected one row, got ${String(rows.length)}`);
  return row;
};
