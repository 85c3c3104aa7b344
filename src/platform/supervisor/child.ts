/** The child's end of the line to its supervisor. */

/** What a child tells once it accepts work. */
export type ReadyDetail = Readonly<Record<string, string | number | boolean>>;

export type SupervisorLine<Start> = {
  /** What the supervisor gave this process: its configuration and secrets, never through the environment. */
  readonly start: Start;
  /** Tells that work is accepted. */
  readonly ready: (detail?: ReadyDetail) => void;
  /** Ends the process with one sentence that a person can act on; the supervisor prints it and stops the house. */
  readonly refuse: (sentence: string) => Promise<never>;
};

export type ToChild<Start> = { readonly kind: 'start'; readonly start: Start } | { readonly kind: 'stop' };
export type FromChild =
  | { readonly kind: 'hello' }
  | { readonly kind: 'ready'; readonly detail: ReadyDetail }
  | { readonly kind: 'refused'; readonly sentence: string };

const tell = (message: FromChild): Promise<void> => new Promise((resolve) => {
  if (process.send === undefined || !process.connected) resolve();
  else process.send(message, undefined, undefined, () => { resolve(); });
});

/**
 * One line for an error nobody caught. A database error tells its code alone: its text may quote a value.
 * With AMATE_DEBUG=1 the whole stack.
 */
const tellUncaught = (error: unknown): void => {
  const { name, message, stack, code, severity } = error as Partial<Error & { code: string; severity: string }>;
  const first = severity === undefined ? message?.split('\n')[0] : `database error ${code ?? ''}`;
  const text = process.env['AMATE_DEBUG'] === '1' ? stack : `${name ?? 'Error'}: ${first ?? String(error)}`;
  process.stderr.write(`${text ?? ''}\n`);
};

/**
 * Receives the start message and sees to the end: on `stop`, SIGTERM, or when the supervisor is gone, `close` runs
 * and the process exits 0 (1 when closing failed). Rejects when the process was not started by a supervisor.
 * `close` must be ready to run at any time, also before start has finished.
 */
export const answerToSupervisor = async <Start>(close: () => Promise<void>): Promise<SupervisorLine<Start>> => {
  if (process.send === undefined) throw new Error('this process is started by the supervisor: use npm run demo or npm start');
  process.on('uncaughtException', (error) => {
    tellUncaught(error);
    process.exit(1);
  });
  let closing = false;
  const end = (): void => {
    if (closing) return;
    closing = true;
    // Nobody is left to end us by force when the supervisor was killed.
    setTimeout(() => process.exit(1), 15_000).unref();
    close().then(() => process.exit(0), () => process.exit(1));
  };
  const start = await new Promise<Start>((resolve) => {
    process.on('message', (message: ToChild<Start>) => {
      if (message.kind === 'start') resolve(message.start);
      else end();
    });
    process.on('SIGTERM', end);
    // A Ctrl+C reaches the whole terminal group; the supervisor decides the order of the end.
    process.on('SIGINT', () => undefined);
    process.on('disconnect', end);
    void tell({ kind: 'hello' });
  });
  return {
    start,
    ready: (detail = {}) => { void tell({ kind: 'ready', detail }); },
    refuse: async (sentence) => {
      await tell({ kind: 'refused', sentence });
      return process.exit(2);
    },
  };
};
