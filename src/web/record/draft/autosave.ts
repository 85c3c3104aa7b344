import type { SaveId } from '#kernel/ids.ts';
/**
 * When a draft is saved and what the screen says about it, as a pure machine: no clock, network or DOM.
 *
 * A save that may have been lost on its way is sent again exactly as it was (same id, same words) before anything
 * newer: the server counts a save id once, so new words under an old id would vanish in silence. Nothing on the
 * server that this window has not seen is ever overwritten.
 */

/** After the last keystroke. */
export const QUIET_MS = 700;
/** While typing without a pause. */
export const LONGEST_MS = 1_500;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

export type Save<Content> = { readonly id: SaveId; readonly version: number; readonly content: Content };

/** What somebody else, or another window, has stored meanwhile. */
export type Stored<Content> = { readonly version: number; readonly savedAt: string; readonly content: Content };

export type Autosave<Content> = {
  /** The version the next save is based on. */
  readonly version: number;
  readonly savedAt: string;
  readonly content: Content;
  /** Words as the server last acknowledged them. */
  readonly acknowledged: Content;
  /** Of the first and the last change that no save carries yet; null when there is none. */
  readonly changed: { readonly first: number; readonly last: number } | null;
  /** On their way, oldest first. There is a second one only when the page was being left. */
  readonly flying: readonly Save<Content>[];
  /** The last words sent, known or not to have arrived: finding them on the server is no conflict. */
  readonly sent: readonly Content[];
  readonly failures: number;
  readonly retryAt: number | null;
  /** Why saving stopped: nothing is sent any more until the reason is gone. */
  readonly halt: Halt | null;
  /** What two windows changed differently, until the person has chosen. The words meanwhile hold both and are saved. */
  readonly overlap: Pending<Content> | null;
};

export type Pending<Content> = {
  readonly base: Content;
  readonly mine: Content;
  readonly theirs: Stored<Content>;
  /** The words that hold both, as they were when the overlap was found. */
  readonly both: Content;
};

export type Halt =
  /** A newer version exists; its words are being fetched. */
  | { readonly why: 'looking' }
  /** The server refused these words; the next change is tried again. */
  | { readonly why: 'refused'; readonly code: string }
  /** This draft can no longer be written: it was signed, discarded or belongs to somebody else. */
  | { readonly why: 'closed'; readonly code: string };

export type AutosaveEvent<Content> =
  | { readonly type: 'changed'; readonly content: Content; readonly at: number }
  /** A timer fired; `id` is a fresh save id in case it is needed. */
  | { readonly type: 'due'; readonly at: number; readonly id: SaveId }
  /** The field was left, or the person asked: save now. */
  | { readonly type: 'flush'; readonly at: number; readonly id: SaveId }
  /** The page is being hidden or closed. */
  | { readonly type: 'leaving'; readonly at: number; readonly id: SaveId }
  | { readonly type: 'saved'; readonly id: SaveId; readonly version: number; readonly savedAt: string }
  /** Not reached, or not ready: the same save may pass later. */
  | { readonly type: 'failed'; readonly id: SaveId; readonly at: number }
  | { readonly type: 'refused'; readonly id: SaveId; readonly code: string; readonly final: boolean }
  | { readonly type: 'outdated'; readonly id: SaveId }
  | { readonly type: 'found'; readonly theirs: Stored<Content> }
  | { readonly type: 'connected'; readonly at: number }
  /** Something else was told that the draft has a newer version. */
  | { readonly type: 'suspected' }
  /** The person has chosen: the words with her choices, to stand for those that hold both. */
  | { readonly type: 'resolved'; readonly content: Content };

export type AutosaveEffect<Content> =
  | { readonly type: 'send'; readonly save: Save<Content>; readonly leaving: boolean }
  /** Fetch the stored draft, then tell `found`. */
  | { readonly type: 'look' };

export type Step<Content> = { readonly state: Autosave<Content>; readonly effects: readonly AutosaveEffect<Content>[] };

/** A draft as it was just opened. */
export const openedDraft = <Content>({ version, savedAt, content }: Stored<Content>): Autosave<Content> => ({
  version, savedAt, content, acknowledged: content, changed: null, flying: [], sent: [], failures: 0, retryAt: null, halt: null, overlap: null,
});

/** The instant at which `due` should be told, or null when nothing waits. */
export const dueAt = <Content>(state: Autosave<Content>): number | null => {
  if (state.halt !== null) return null;
  if (state.flying.length > 0) return state.retryAt;
  return state.changed === null ? null : Math.min(state.changed.last + QUIET_MS, state.changed.first + LONGEST_MS);
};

/** True while words on the screen are not known to be on the server. */
export const hasUnsaved = <Content>(state: Autosave<Content>): boolean => state.changed !== null || state.flying.length > 0;

const stay = <Content>(state: Autosave<Content>): Step<Content> => ({ state, effects: [] });

const REMEMBERED = 4;

const sendNew = <Content>(state: Autosave<Content>, id: SaveId, leaving: boolean): Step<Content> => {
  // a save already flying will have raised the version by the time this one is read
  const save = { id, version: state.version + state.flying.length, content: state.content };
  return {
    state: { ...state, changed: null, flying: [...state.flying, save], sent: [save.content, ...state.sent].slice(0, REMEMBERED), retryAt: null },
    effects: [{ type: 'send', save, leaving }],
  };
};

const sendAgain = <Content>(state: Autosave<Content>): Step<Content> => {
  const [first] = state.flying;
  if (first === undefined) return stay(state);
  return { state: { ...state, retryAt: null, flying: [first], changed: changedSince(state) }, effects: [{ type: 'send', save: first, leaving: false }] };
};

/** A second save that never arrived becomes an ordinary change again. */
const changedSince = <Content>(state: Autosave<Content>): Autosave<Content>['changed'] =>
  state.changed ?? (state.flying.length > 1 ? { first: 0, last: 0 } : null);

const onChanged = <Content>(state: Autosave<Content>, content: Content, at: number): Step<Content> => stay({
  ...state, content,
  changed: { first: state.changed?.first ?? at, last: at },
  halt: state.halt?.why === 'refused' ? null : state.halt,
});

const onDue = <Content>(state: Autosave<Content>, at: number, id: SaveId): Step<Content> => {
  const due = dueAt(state);
  if (due === null || at < due) return stay(state);
  return state.flying.length > 0 ? sendAgain(state) : sendNew(state, id, false);
};

const onFlush = <Content>(state: Autosave<Content>, id: SaveId): Step<Content> =>
  state.halt !== null || state.changed === null || state.flying.length > 0 ? stay(state) : sendNew(state, id, false);

const onLeaving = <Content>(state: Autosave<Content>, id: SaveId): Step<Content> =>
  state.halt !== null || state.changed === null || state.flying.length > 1 ? stay(state) : sendNew(state, id, true);

const onSaved = <Content>(state: Autosave<Content>, told: { id: SaveId; version: number; savedAt: string }): Step<Content> => {
  const place = state.flying.findIndex(({ id }) => id === told.id);
  const save = state.flying[place];
  if (save === undefined) return stay(state);
  // a later save was based on the earlier one: that it landed means that the earlier one did
  const flying = state.flying.slice(place + 1);
  const landed = { ...state, flying, failures: flying.length === 0 ? 0 : state.failures, retryAt: flying.length === 0 ? null : state.retryAt };
  return stay(told.version < state.version ? landed : { ...landed, version: told.version, savedAt: told.savedAt, acknowledged: save.content });
};

const onFailed = <Content>(state: Autosave<Content>, id: SaveId, at: number): Step<Content> => {
  if (!state.flying.some((save) => save.id === id)) return stay(state);
  const failures = state.failures + 1;
  return stay({ ...state, failures, retryAt: at + Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS) });
};

const grounded = <Content>(state: Autosave<Content>, halt: Halt): Autosave<Content> => ({
  ...state, flying: [], failures: 0, retryAt: null, changed: state.changed ?? { first: 0, last: 0 }, halt,
});

const onRefused = <Content>(state: Autosave<Content>, told: { id: SaveId; code: string; final: boolean }): Step<Content> =>
  state.flying.some(({ id }) => id === told.id)
    ? stay(grounded(state, { why: told.final ? 'closed' : 'refused', code: told.code }))
    : stay(state);

const onOutdated = <Content>(state: Autosave<Content>, id: SaveId): Step<Content> =>
  state.flying.some((save) => save.id === id)
    ? { state: { ...state, halt: { why: 'looking' }, retryAt: null }, effects: [{ type: 'look' }] }
    : stay(state);

/** How contents are compared and put together; injected, because the machine does not know what they are made of. */
export type Ways<Content> = {
  /** Two contents are the same words. */
  readonly same: (one: Content, other: Content) => boolean;
  /** The words of both, and whether all of it agrees; what does not agree is there twice. */
  readonly merge: (base: Content, mine: Content, theirs: Content) => { readonly content: Content; readonly isClean: boolean };
};

/** Another window's words join these; nothing of either is lost, whatever happens next. */
const joined = <Content>(state: Autosave<Content>, theirs: Stored<Content>, { same, merge }: Ways<Content>): Autosave<Content> => {
  const { content: both, isClean } = merge(state.acknowledged, state.content, theirs.content);
  return {
    ...state, version: theirs.version, savedAt: theirs.savedAt, acknowledged: theirs.content, content: both, halt: null,
    changed: same(both, theirs.content) ? null : { first: 0, last: 0 },
    overlap: isClean ? state.overlap : { base: state.acknowledged, mine: state.content, theirs, both },
  };
};

const onFound = <Content>(state: Autosave<Content>, theirs: Stored<Content>, ways: Ways<Content>): Step<Content> => {
  const { same } = ways;
  if (state.halt?.why !== 'looking') return stay(state);
  const own = [state.acknowledged, state.content, ...state.sent];
  const isOwn = own.some((content) => same(content, theirs.content));
  const seen = { ...state, flying: [], failures: 0, retryAt: null };
  if (!isOwn) return stay(joined(seen, theirs, ways));
  // an answer was lost, not a word: go on from what is stored
  const isLatest = same(state.content, theirs.content);
  return stay({
    ...seen, version: theirs.version, savedAt: theirs.savedAt, acknowledged: theirs.content, halt: null,
    changed: isLatest ? null : { first: 0, last: 0 },
  });
};

const onSuspected = <Content>(state: Autosave<Content>): Step<Content> =>
  (state.halt !== null || state.flying.length > 0 ? stay(state) : { state: { ...state, halt: { why: 'looking' } }, effects: [{ type: 'look' }] });

const onConnected = <Content>(state: Autosave<Content>): Step<Content> =>
  (state.retryAt === null || state.halt !== null ? stay(state) : sendAgain(state));

const onResolved = <Content>(state: Autosave<Content>, chosen: Content, { merge }: Ways<Content>): Step<Content> => {
  if (state.overlap === null) return stay(state);
  // what else was written meanwhile stays
  const { content } = merge(state.overlap.both, state.content, chosen);
  return stay({ ...state, content, overlap: null, changed: { first: 0, last: 0 } });
};

type Answer<Content> = Extract<AutosaveEvent<Content>, { readonly type: 'saved' | 'failed' | 'refused' | 'outdated' | 'found' }>;

const onAnswer = <Content>(state: Autosave<Content>, event: Answer<Content>, ways: Ways<Content>): Step<Content> => {
  switch (event.type) {
    case 'saved': return onSaved(state, event);
    case 'failed': return onFailed(state, event.id, event.at);
    case 'refused': return onRefused(state, event);
    case 'outdated': return onOutdated(state, event.id);
    case 'found': return onFound(state, event.theirs, ways);
  }
};

/** One step of the machine. */
export const autosave = <Content>(state: Autosave<Content>, event: AutosaveEvent<Content>, ways: Ways<Content>): Step<Content> => {
  switch (event.type) {
    case 'changed': return onChanged(state, event.content, event.at);
    case 'due': return onDue(state, event.at, event.id);
    case 'flush': return onFlush(state, event.id);
    case 'leaving': return onLeaving(state, event.id);
    case 'connected': return onConnected(state);
    case 'suspected': return onSuspected(state);
    case 'resolved': return onResolved(state, event.content, ways);
    default: return onAnswer(state, event, ways);
  }
};

export type SyncState = 'saved' | 'waiting' | 'saving' | 'offline' | 'conflict' | 'refused' | 'closed';

/** What the footer says. */
export const syncStateOf = <Content>(state: Autosave<Content>): SyncState => {
  if (state.halt !== null) return state.halt.why === 'looking' ? 'saving' : state.halt.why;
  if (state.overlap !== null) return 'conflict';
  if (state.failures > 0 && state.flying.length > 0) return 'offline';
  if (state.flying.length > 0) return 'saving';
  return state.changed === null ? 'saved' : 'waiting';
};
