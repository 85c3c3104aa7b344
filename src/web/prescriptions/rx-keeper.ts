import type { PrescriptionId } from '#kernel/ids.ts';
import type { Prescription, PrescriptionContent, PrescriptionSaved } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { connection } from '../api/connection.ts';
import { freshId } from '../api/fresh-id.ts';
import { ApiRefusal, isPassing } from '../api/refusal.ts';
import { savePrescription } from './api.ts';

/** Keeps a prescription in work: saves soon after each change, and answers each save with the check and the law. */

export type RxState = {
  readonly content: PrescriptionContent;
  readonly judged: Pick<PrescriptionSaved, 'safety' | 'law' | 'presentations'>;
  /** `saved`: the check is of these very lines. */
  readonly is: 'saved' | 'waiting' | 'saving' | 'offline' | 'refused' | 'outdated' | 'closed';
  /** Why the server refused these words, in the person's language. */
  readonly says: string;
};

/** After the last letter typed into a field; the check is asked with the save. */
const QUIET_MS = 250;
const RETRY_MS = 2_000;

export type RxKeeper = {
  readonly state: () => RxState;
  readonly version: () => number;
  readonly onChange: (heard: () => void) => () => void;
  readonly change: (how: (content: PrescriptionContent) => PrescriptionContent) => void;
  /** Saves what is not saved; false when it could not be. */
  readonly settle: () => Promise<boolean>;
  readonly suspect: () => void;
  readonly close: () => void;
};

const haltOf = (error: unknown): RxState['is'] => {
  if (isPassing(error) || !(error instanceof ApiRefusal)) return 'offline';
  if (error.code === 'draft-changed-elsewhere') return 'outdated';
  return error.kind === 'conflict' || error.kind === 'not-found' || error.kind === 'forbidden' ? 'closed' : 'refused';
};

/** A line that came or went, whole, is nothing that is still being typed: it is saved and checked at once. */
const quietFor = (before: PrescriptionContent, after: PrescriptionContent): number => (after.lines.length === before.lines.length ? QUIET_MS : 0);

export const openRxKeeper = (opened: Pick<Prescription, 'id' | 'version' | 'content' | 'safety' | 'law' | 'presentations'>): RxKeeper => {
  const id: PrescriptionId = opened.id;
  const listeners = new Set<() => void>();
  let version = opened.version;
  let state: RxState = { content: opened.content, judged: { safety: opened.safety, law: opened.law, presentations: opened.presentations }, is: 'saved', says: '' };
  let saved: PrescriptionContent = opened.content;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flying: Promise<void> | null = null;
  // a save whose answer was lost is sent again as it was, before anything newer
  let lost: { readonly saveId: ReturnType<typeof freshId<'save'>>; readonly version: number; readonly content: PrescriptionContent } | null = null;
  const put = (next: Partial<RxState>): void => { state = { ...state, ...next }; for (const heard of listeners) heard(); };
  const later = (ms: number): void => { clearTimeout(timer); timer = setTimeout(() => { void save(); }, ms); };

  const send = async (): Promise<void> => {
    const sent = lost ?? { saveId: freshId<'save'>(), version, content: state.content };
    put({ is: 'saving', says: '' });
    try {
      const { version: next, safety, law, presentations } = await call(savePrescription, { params: { prescriptionId: id }, body: sent });
      lost = null;
      version = next;
      saved = sent.content;
      put({ judged: { safety, law, presentations }, is: saved === state.content ? 'saved' : 'waiting' });
      if (saved !== state.content) later(0);
    } catch (error) {
      const is = haltOf(error);
      lost = is === 'offline' ? sent : null;
      put({ is, says: error instanceof ApiRefusal ? error.message : '' });
      if (is === 'offline') later(RETRY_MS);
    }
  };
  const save = (): Promise<void> => {
    clearTimeout(timer);
    if (flying !== null) return flying;
    if ((saved === state.content && lost === null) || state.is === 'closed' || state.is === 'outdated') return Promise.resolve();
    flying = send().finally(() => { flying = null; });
    return flying;
  };
  const stop = connection.onChange(() => { if (connection.state() === 'connected' && state.is === 'offline') void save(); });
  return {
    state: () => state, version: () => version,
    onChange: (heard) => { listeners.add(heard); return () => { listeners.delete(heard); }; },
    change: (how) => {
      const content = how(state.content);
      if (content === state.content || state.is === 'closed' || state.is === 'outdated') return;
      const quiet = quietFor(state.content, content);
      put({ content, is: state.is === 'saving' ? 'saving' : 'waiting' });
      later(quiet);
    },
    settle: async () => {
      for (let tries = 0; tries < 3 && state.is !== 'saved'; tries += 1) await save();
      return state.is === 'saved';
    },
    suspect: () => { put({ is: 'outdated' }); },
    close: () => { clearTimeout(timer); void save(); stop(); },
  };
};
