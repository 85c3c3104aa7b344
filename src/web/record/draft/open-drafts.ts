import type { NoteId } from '#kernel/ids.ts';
import type { Note } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { connection } from '../../api/connection.ts';
import { freshId } from '../../api/fresh-id.ts';
import { ApiRefusal, isPassing } from '../../api/refusal.ts';
import { saveBeforeLock } from '../../session/before-lock.ts';
import { openNote, saveDraft } from '../api.ts';
import { hasUnsaved } from './autosave.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import type { DraftKeeper, DraftPorts, SaveAnswer } from './draft-keeper.ts';

/**
 * The drafts this window holds words of. A draft whose screen was left keeps saving until nothing is missing, and a
 * screen that comes back finds the same words. Memory only: closing the window leaves nothing behind.
 */
type Held = { readonly keeper: DraftKeeper; readonly release: () => void; screens: number };

const held = new Map<NoteId, Held>();

/** Bodies of a request that outlives its page may have 64 kB together. */
const KEEPALIVE_BYTES = 30_000;
const ANSWER_WITHIN_MS = 30_000;

const lastWord = ['note-already-signed', 'note-discarded', 'note-of-another', 'note-not-found', 'note-kind-differs'];

const answerOf = (error: unknown): SaveAnswer => {
  if (!(error instanceof ApiRefusal) || isPassing(error) || error.status >= 500) return { is: 'failed' };
  if (error.code === 'draft-changed-elsewhere') return { is: 'outdated' };
  return { is: 'refused', code: error.code, final: lastWord.includes(error.code) };
};

const portsOf = (noteId: NoteId): DraftPorts => ({
  send: async ({ id, version, content }, leaving) => {
    const isShort = JSON.stringify(content).length < KEEPALIVE_BYTES;
    try {
      const saved = await call(saveDraft, { params: { noteId }, body: { version, saveId: id, content } }, {
        keepalive: isShort, onSessionEnd: leaving ? 'fail' : 'wait', signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
      return { is: 'saved', ...saved };
    } catch (error) {
      return answerOf(error);
    }
  },
  look: async () => {
    try {
      return await call(openNote, { params: { noteId } });
    } catch {
      return null;
    }
  },
  now: () => performance.now(),
  freshId,
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => { clearTimeout(timer); };
  },
});

const listenToPage = (keeper: DraftKeeper): (() => void) => {
  const leaving = (): void => { keeper.leaving(); };
  const hidden = (): void => { if (document.visibilityState === 'hidden') leaving(); };
  const warn = (event: BeforeUnloadEvent): void => {
    const { draft } = keeper.view();
    // an ordinary save outlives the page; words that cannot be sent now would not
    if (hasUnsaved(draft) && (draft.halt !== null || draft.failures > 0)) event.preventDefault();
  };
  addEventListener('pagehide', leaving);
  addEventListener('beforeunload', warn);
  document.addEventListener('visibilitychange', hidden);
  const forget = [
    connection.onChange(() => { if (connection.state() === 'connected') keeper.connected(); }),
    saveBeforeLock(async () => { await keeper.settle(); }),
  ];
  return () => {
    removeEventListener('pagehide', leaving);
    removeEventListener('beforeunload', warn);
    document.removeEventListener('visibilitychange', hidden);
    for (const each of forget) each();
  };
};

const dropWhenSaved = (noteId: NoteId): void => {
  const entry = held.get(noteId);
  if (entry === undefined || entry.screens > 0) return;
  const { draft } = entry.keeper.view();
  if (hasUnsaved(draft) && draft.halt?.why !== 'closed') return;
  held.delete(noteId);
  entry.release();
};

const hold = (note: Note): Held => {
  const keeper = createDraftKeeper(note, portsOf(note.id));
  const stopListening = listenToPage(keeper);
  const stopWatching = keeper.onChange(() => { dropWhenSaved(note.id); });
  return { keeper, screens: 0, release: () => { stopWatching(); stopListening(); keeper.close(); } };
};

/** A screen takes the draft; returns its keeper. Give it back with {@link leaveDraft}. */
export const takeDraft = (note: Note): DraftKeeper => {
  const entry = held.get(note.id) ?? hold(note);
  held.set(note.id, entry);
  entry.screens += 1;
  return entry.keeper;
};

/** The screen goes; what is not saved yet goes on being saved. */
export const leaveDraft = (noteId: NoteId): void => {
  const entry = held.get(noteId);
  if (entry === undefined) return;
  entry.screens -= 1;
  entry.keeper.flush();
  dropWhenSaved(noteId);
};

/** The draft was signed or discarded: nothing of it is to be kept. */
export const endDraft = (noteId: NoteId): void => {
  const entry = held.get(noteId);
  held.delete(noteId);
  entry?.release();
};
