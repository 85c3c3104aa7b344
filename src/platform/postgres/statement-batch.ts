import type { Writable } from 'node:stream';
import pg from 'pg';

/** A statement's text is a constant: it is prepared once on each connection, under a name of its own. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };
export type Rows = readonly Readonly<Record<string, unknown>>[];

type Column = { readonly name: string; readonly parse: (text: string) => unknown };
type Bound = { readonly name: string; readonly text: string; readonly values: readonly unknown[] };
type Field = { readonly name: string; readonly dataTypeID: number };
type Message = { readonly name: string };

/** What is used of the library's connection beside what its types declare. */
type Wire = {
  readonly stream: Writable;
  readonly close: (message: { readonly type: 'S'; readonly name: string }) => void;
  readonly parse: (statement: { readonly name: string; readonly text: string }) => void;
  readonly bind: (values: { readonly statement: string; readonly values: readonly unknown[] }) => void;
  readonly describe: (message: { readonly type: 'P'; readonly name: string }) => void;
  readonly execute: (all: null) => void;
  readonly sync: () => void;
};

/** How PostgreSQL's text becomes values: dates stay text, whole and decimal numbers become numbers. */
export const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === 1082) return (text: string) => text;
      if (oid === 20 || oid === 1700) return (text: string) => Number(text);
    }
    return pg.types.getTypeParser(oid, format) as (text: string) => unknown;
  },
} as pg.CustomTypesConfig;

const statementNames = new Map<string, string>();

/** The name that a text is prepared under; the same in the whole process. */
export const nameOf = (text: string): string => {
  const known = statementNames.get(text);
  if (known !== undefined) return known;
  const name = `s${String(statementNames.size)}`;
  statementNames.set(text, name);
  return name;
};

/** What is sent in one turn of the event loop leaves in one system call; each statement would pay its own otherwise. */
export const sendTogether = (client: pg.ClientBase): void => {
  const { stream } = (client as unknown as { readonly connection: Wire }).connection;
  stream.cork();
  process.nextTick(() => { stream.uncork(); });
};

const { prepareValue } = (pg as unknown as { readonly utils: { readonly prepareValue: (value: unknown) => unknown } }).utils;

// What a prepared statement answers with cannot change while it lives, so each connection is told it once.
const shapes = new WeakMap<pg.ClientBase, Map<string, readonly Column[]>>();

const shapesOf = (client: pg.ClientBase): Map<string, readonly Column[]> => {
  const known = shapes.get(client) ?? new Map<string, readonly Column[]>();
  shapes.set(client, known);
  return known;
};

const columnsOf = (fields: readonly Field[]): readonly Column[] =>
  fields.map(({ name, dataTypeID }) => ({ name, parse: types.getTypeParser(dataTypeID, 'text') as (text: string) => unknown }));

const rowOf = (columns: readonly Column[], fields: readonly (string | null)[]): Readonly<Record<string, unknown>> => {
  const row: Record<string, unknown> = {};
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at];
    const text = fields[at];
    if (column !== undefined) row[column.name] = text === null || text === undefined ? null : column.parse(text);
  }
  return row;
};

const write = (wire: Wire, statements: readonly Bound[], known: ReadonlyMap<string, unknown>): void => {
  wire.stream.cork();
  try {
    for (const { name, text, values } of statements) {
      const isKnown = known.has(name);
      if (!isKnown) {
        // A batch that failed may have left it prepared; closing what is not there is no error.
        wire.close({ type: 'S', name });
        wire.parse({ name, text });
      }
      wire.bind({ statement: name, values });
      if (!isKnown) wire.describe({ type: 'P', name: '' });
      wire.execute(null);
    }
    wire.sync();
  } finally {
    wire.stream.uncork();
  }
};

type Ending = { readonly resolve: (answers: readonly Rows[]) => void; readonly reject: (reason: unknown) => void };

/** The library's own query object, with what it sends and how it hears the answers replaced. */
const queryOf = (statements: readonly Bound[], known: Map<string, readonly Column[]>, { resolve, reject }: Ending): pg.Query => {
  const told = new Map<string, readonly Column[]>();
  const answers: Record<string, unknown>[][] = statements.map(() => []);
  let at = 0;
  let failure: unknown = null;
  const columnsNow = (): readonly Column[] => {
    const name = statements[at]?.name ?? '';
    return known.get(name) ?? told.get(name) ?? [];
  };
  return Object.assign(new pg.Query(''), {
    callback: () => undefined,
    submit: (wire: unknown) => { write(wire as Wire, statements, known); },
    handleRowDescription: (message: Message & { readonly fields: readonly Field[] }) => { told.set(statements[at]?.name ?? '', columnsOf(message.fields)); },
    handleDataRow: (message: Message & { readonly fields: readonly (string | null)[] }) => {
      try {
        answers[at]?.push(rowOf(columnsNow(), message.fields));
      } catch (error) {
        failure ??= error;
      }
    },
    handleCommandComplete: () => { at += 1; },
    handleError: (error: unknown) => { reject(error); },
    handleReadyForQuery: () => {
      for (const { name } of statements) if (!known.has(name)) known.set(name, told.get(name) ?? []);
      if (failure === null) resolve(answers);
      else reject(failure instanceof Error ? failure : new Error('a row could not be read'));
    },
  });
};

/**
 * Sends statements behind one another as one message: one round trip, and one transaction that PostgreSQL itself opens
 * with the first and commits behind the last. Gives the rows of each; when one fails, none of them has happened.
 */
export const sendBatch = (client: pg.ClientBase, statements: readonly Statement[]): Promise<readonly Rows[]> => new Promise((resolve, reject) => {
  // Made ready before anything is written: what cannot be sent must not leave half a message behind. The names are not
  // those of single statements, which the library keeps count of itself.
  const bound = statements.map(({ text, values }) => ({ name: `b${nameOf(text)}`, text, values: values.map((value) => prepareValue(value)) }));
  client.query(queryOf(bound, shapesOf(client), { resolve, reject }));
});
