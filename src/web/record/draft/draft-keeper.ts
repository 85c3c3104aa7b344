import { withMarksFollowing } from '#kernel/carried-text.ts';
import type { SaveId } from '#kernel/ids.ts';
import type { Note, NoteContent, NoteFinding } from '#modules/record/contract.ts';
import { autosave, dueAt, hasUnsaved, openedDraft } from './autosave.ts';
import type { Autosave, AutosaveEvent, Save, Stored, Ways } from './autosave.ts';
import { mergeNotes } from './merge-note.ts';
import { isSameContent } from './same-content.ts';
import { withUnchosen } from './unchosen.ts';

/** What became of one save on its way. */
export type SaveAnswer =
  | { readonly is: 'saved'; readonly version: number; readonly savedAt: string; readonly findings: readonly NoteFinding[] }
  | { readonly is: 'failed' }
  | { readonly is: 'outdated' }
  | { readonly is: 'refused'; readonly code: string; readonly final: boolean };

export type DraftPorts = {
  readonly send: (save: Save<NoteContent>, leaving: boolean) => Promise<SaveAnswer>;
  /** The stored draft, or null while it cannot be had; asked again after a pause. */
  readonly look: () => Promise<Stored<NoteContent> | null>;
  readonly now: () => number;
  readonly freshId: () => SaveId;
  readonly after: (milliseconds: number, run: () => void) => () => void;
};

export type DraftView = {
  readonly draft: Autosave<NoteContent>;
  /** What the norms still miss, as the server saw it with the last save, after what cannot even be stored. */
  readonly findings: readonly NoteFinding[];
  /** Grows when the words on the screen were replaced from outside, so that fields start anew. */
  readonly edition: number;
};

export type DraftKeeper = {
  readonly view: () => DraftView;
  /** What is typed in a field but cannot be stored (a number out of its limits), or null when that is over. */
  readonly slip: (field: string, finding: NoteFinding | null) => void;
  readonly change: (update: (content: NoteContent) => NoteContent) => void;
  /** Saves now; resolves with true once everything on the screen is on the server, false when that cannot be had now. */
  readonly settle: () => Promise<boolean>;
  readonly flush: () => void;
  readonly leaving: () => void;
  readonly connected: () => void;
  /** Looks whether another window stored something newer. */
  readonly suspect: () => void;
  /** Puts the person's choices where two windows' words overlap. */
  readonly resolve: (content: NoteContent) => void;
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => void;
};

const ways: Ways<NoteContent> = {
  same: isSameContent,
  merge: (base, mine, theirs) => {
    const { content, overlaps } = mergeNotes(base, mine, theirs);
    return { content: withUnchosen(content, overlaps), isClean: overlaps.length === 0 };
  },
};

const LOOK_AGAIN_MS = 2_000;

type OnChange = DraftKeeper['onChange'];

const settled = (draft: () => Autosave<NoteContent>, flush: () => void, onChange: OnChange): Promise<boolean> => new Promise((resolve) => {
  const judge = (): boolean => {
    const { halt, overlap, failures, flying } = draft();
    const isStuck = (halt !== null && halt.why !== 'looking') || overlap !== null || failures > 0;
    if (hasUnsaved(draft()) && !isStuck) {
      if (flying.length === 0 && halt === null) flush();
      return false;
    }
    resolve(!isStuck);
    return true;
  };
  if (judge()) return;
  const stop = onChange(() => { if (judge()) stop(); });
});

const eventOf = (id: SaveId, answer: SaveAnswer, at: number): AutosaveEvent<NoteContent> => {
  switch (answer.is) {
    case 'saved': return { type: 'saved', id, version: answer.version, savedAt: answer.savedAt };
    case 'failed': return { type: 'failed', id, at };
    case 'outdated': return { type: 'outdated', id };
    case 'refused': return { type: 'refused', id, code: answer.code, final: answer.final };
  }
};

/** What the server misses, after what cannot even be stored; the same list as long as neither changes. */
const createJudged = (atOpening: readonly NoteFinding[]) => {
  let missing = atOpening;
  let all = atOpening;
  const slips = new Map<string, NoteFinding>();
  const judge = (): void => { all = [...slips.values(), ...missing]; };
  return {
    all: () => all,
    hear: (findings: readonly NoteFinding[]): void => { missing = findings; judge(); },
    slip: (field: string, finding: NoteFinding | null): void => {
      if (finding === null) slips.delete(field);
      else slips.set(field, finding);
      judge();
    },
    forgetSlips: (): void => { slips.clear(); judge(); },
  };
};

/** What was carried keeps its marks wherever its text went. */
const followed = (before: NoteContent, after: NoteContent): NoteContent =>
  (before.kind === 'evolution' && after.kind === 'evolution' ? withMarksFollowing(before, after) : after);

/** Runs the autosave machine for one draft: holds its words, sends them, listens. Knows no DOM. */
export const createDraftKeeper = (note: Pick<Note, 'version' | 'savedAt' | 'content' | 'findings'>, ports: DraftPorts): DraftKeeper => {
  const judged = createJudged(note.findings);
  let view: DraftView = { draft: openedDraft(note), findings: note.findings, edition: 0 };
  let cancelTimer: () => void = () => undefined;
  let isOpen = true;
  const listeners = new Set<() => void>();

  const speak = (): void => {
    for (const listener of listeners) listener();
  };

  const tell = (event: AutosaveEvent<NoteContent>): void => {
    const { state, effects } = autosave(view.draft, event, ways);
    // what stands in a field but is in no words (a number out of its limits) belongs to the fields that are replaced
    const isFromOutside = (event.type === 'found' || event.type === 'resolved') && state.content !== view.draft.content;
    if (isFromOutside) judged.forgetSlips();
    view = { draft: state, findings: judged.all(), edition: isFromOutside ? view.edition + 1 : view.edition };
    for (const effect of effects) void (effect.type === 'send' ? send(effect.save, effect.leaving) : look());
    plan();
    speak();
  };

  const plan = (): void => {
    cancelTimer();
    const due = dueAt(view.draft);
    if (due === null || !isOpen) return;
    cancelTimer = ports.after(Math.max(0, due - ports.now()), () => { tell({ type: 'due', at: ports.now(), id: ports.freshId() }); });
  };

  const send = async (save: Save<NoteContent>, leaving: boolean): Promise<void> => {
    const answer = await ports.send(save, leaving);
    if (answer.is === 'saved') judged.hear(answer.findings);
    tell(eventOf(save.id, answer, ports.now()));
  };

  const look = async (): Promise<void> => {
    const theirs = await ports.look();
    if (theirs !== null) tell({ type: 'found', theirs });
    else if (isOpen) ports.after(LOOK_AGAIN_MS, () => { void look(); });
  };


  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  };
  const flush = (): void => { tell({ type: 'flush', at: ports.now(), id: ports.freshId() }); };

  return {
    view: () => view,
    slip: (field, finding) => {
      judged.slip(field, finding);
      view = { ...view, findings: judged.all() };
      speak();
    },
    change: (update) => {
      const content = followed(view.draft.content, update(view.draft.content));
      if (content !== view.draft.content) tell({ type: 'changed', content, at: ports.now() });
    },
    settle: () => settled(() => view.draft, flush, onChange),
    flush,
    leaving: () => { tell({ type: 'leaving', at: ports.now(), id: ports.freshId() }); },
    connected: () => { tell({ type: 'connected', at: ports.now() }); },
    suspect: () => { tell({ type: 'suspected' }); },
    resolve: (content) => { tell({ type: 'resolved', content }); },
    onChange,
    close: () => { isOpen = false; cancelTimer(); listeners.clear(); },
  };
};
