import { textOf } from '../i18n/say.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { apiMessages } from './messages.ts';

/** Who waits for a proof of presence; all are answered by one dialog. */
type Wait = { readonly goOn: () => void; readonly giveUp: () => void };

const waiting = new Set<Wait>();
const listeners = new Set<() => void>();
let isAsked = false;
let hosts = 0;

const tell = (asked: boolean): void => {
  isAsked = asked;
  for (const listener of listeners) listener();
};

/** The person closed the dialog: the act was not done, and a screen that says nothing of it is right. */
export class StepUpCancelled extends Error {
  override readonly name = 'StepUpCancelled';

  constructor() {
    super(textOf(apiMessages, readPreferences().language)('unproven'));
  }
}

const settle = (how: keyof Wait): void => {
  const all = [...waiting];
  waiting.clear();
  tell(false);
  for (const wait of all) wait[how]();
};

/** The proof of presence that `call` waits for; the dialog is `StepUpHost`, mounted once around all screens. */
export const stepUp = {
  isAsked: (): boolean => isAsked,
  /** False where nobody could answer: before the sign-in. */
  canAsk: (): boolean => hosts > 0,
  /** Whoever shows the dialog says so, and takes it back when it goes. */
  serve: (): (() => void) => {
    hosts += 1;
    return () => { hosts -= 1; };
  },
  needed: (): Promise<void> => new Promise((resolve, reject) => {
    waiting.add({ goOn: resolve, giveUp: () => { reject(new StepUpCancelled()); } });
    if (!isAsked) tell(true);
  }),
  done: (): void => { settle('goOn'); },
  cancel: (): void => { settle('giveUp'); },
  onChange: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  },
};

/** The server's sentence for a failed act; null when nothing failed or the person herself closed the dialog. */
export const faultOf = (error: Error | null): string | null => (error === null || error instanceof StepUpCancelled ? null : error.message);
