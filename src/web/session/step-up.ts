import { call } from '../api/call.ts';
import type { CallOptions } from '../api/call.ts';
import type { Endpoint, Reply, Request, Shapes } from '../api/endpoint.ts';
import { isRefusal } from '../api/refusal.ts';

/** Who waits for a proof of presence; all are answered by one dialog. */
type Wait = { readonly goOn: () => void; readonly giveUp: () => void };

const waiting = new Set<Wait>();
const listeners = new Set<() => void>();
let isAsked = false;

const tell = (asked: boolean): void => {
  isAsked = asked;
  for (const listener of listeners) listener();
};

/** The person closed the dialog: the act was not done, and nothing needs to be said about it. */
export class StepUpCancelled extends Error {
  override readonly name = 'StepUpCancelled';
}

const settle = (how: keyof Wait): void => {
  const all = [...waiting];
  waiting.clear();
  tell(false);
  for (const wait of all) wait[how]();
};

export const stepUp = {
  isAsked: (): boolean => isAsked,
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

/**
 * Calls a way in that may want a proof of presence: a refusal `step-up-needed` opens the dialog of `StepUpHost`, and
 * after the proof the call is sent once more. Throws {@link StepUpCancelled} when the person closes the dialog.
 */
export const callProven = async <S extends Shapes>(target: Endpoint<S>, given: Request<S>, options: CallOptions = {}): Promise<Reply<S>> => {
  try {
    return await call(target, given, options);
  } catch (error) {
    if (!isRefusal(error, 'step-up-needed')) throw error;
    await stepUp.needed();
    return call(target, given, options);
  }
};

/** The server's sentence for a failed act; null when nothing failed or the person herself closed the dialog. */
export const faultOf = (error: Error | null): string | null => (error === null || error instanceof StepUpCancelled ? null : error.message);
