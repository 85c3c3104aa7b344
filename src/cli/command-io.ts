/** What a command may use of the terminal; a test gives its own. A line carries no line end. */
export type CommandIo = {
  stdout(line: string): void;
  stderr(line: string): void;
  /** The lines of standard input, for commands that read them. */
  readonly stdin?: AsyncIterable<string>;
};

/** Exit status of every command: done (or yes), the answer is no, wrong use. */
export const exitStatus = { yes: 0, no: 1, wrongUse: 2 } as const;
