import type { Note, NoteContent, NoteFinding } from '#modules/record/contract.ts';
import { autosave, dueAt, hasUnsaved, openedDraft } from './autosave.ts';
import type { Autosave, AutosaveEffect, AutosaveEvent, Save, Stored } from './autosave.ts';
import { isSameContent } from './same-content.ts';

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
  readonly freshId: () => string;
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
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
  readonly onChange: (listener: () => void) => () => void;
  readonly close: () => void;
};

const LOOK_AGAIN_MS = 2_000;

/** Runs the autosave machine for one draft: holds its words, sends them, listens. Knows no DOM. */
export const createDraftKeeper = (note: Pick<Note, 'version' | 'savedAt' | 'content' | 'findings'>, ports: DraftPorts): DraftKeeper => {
  let missing: readonly NoteFinding[] = note.findings;
  const slips = new Map<string, NoteFinding>();
  let view: DraftView = { draft: openedDraft(note), findings: missing, edition: 0 };
  let cancelTimer: () => void = () => undefined;
  let isOpen = true;
  const listeners = new Set<() => void>();

  const speak = (): void => {
    for (const listener of listeners) listener();
  };

  const judgeAnew = (): void => { view = { ...view, findings: [...slips.values(), ...missing] }; };

  const tell = (event: AutosaveEvent<NoteContent>): void => {
    const { state, effects } = autosave(view.draft, event, isSameContent);
    view = { ...view, draft: state, edition: event.type === 'take-theirs' ? view.edition + 1 : view.edition };
    for (const effect of effects) run(effect);
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
    if (answer.is === 'saved') { missing = answer.findings; judgeAnew(); }
    if (answer.is === 'saved') tell({ type: 'saved', id: save.id, version: answer.version, savedAt: answer.savedAt });
    if (answer.is === 'failed') tell({ type: 'failed', id: save.id, at: ports.now() });
    if (answer.is === 'outdated') tell({ type: 'outdated', id: save.id });
    if (answer.is === 'refused') tell({ type: 'refused', id: save.id, code: answer.code, final: answer.final });
  };

  const look = async (): Promise<void> => {
    const theirs = await ports.look();
    if (theirs !== null) tell({ type: 'found', theirs });
    else if (isOpen) ports.after(LOOK_AGAIN_MS, () => { void look(); });
  };

  const run = (effect: AutosaveEffect<NoteContent>): void => {
    if (effect.type === 'send') void send(effect.save, effect.leaving);
    else void look();
  };

  const onChange = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  };
  const flush = (): void => { tell({ type: 'flush', at: ports.now(), id: ports.freshId() }); };

  return {
    view: () => view,
    slip: (field, finding) => {
      if (finding === null) slips.delete(field);
      else slips.set(field, finding);
      judgeAnew();
      speak();
    },
    change: (update) => {
      const content = update(view.draft.content);
      if (content !== view.draft.content) tell({ type: 'changed', content, at: ports.now() });
    },
    settle: () => new Promise((resolve) => {
      const judge = (): boolean => {
        const { draft } = view;
        const isStuck = (draft.halt !== null && draft.halt.why !== 'looking') || draft.failures > 0;
        if (hasUnsaved(draft) && !isStuck) { if (draft.flying.length === 0) flush(); return false; }
        resolve(!isStuck);
        return true;
      };
      if (judge()) return;
      const stop = onChange(() => { if (judge()) stop(); });
    }),
    flush,
    leaving: () => { tell({ type: 'leaving', at: ports.now(), id: ports.freshId() }); },
    connected: () => { tell({ type: 'connected', at: ports.now() }); },
    keepMine: () => { tell({ type: 'keep-mine', at: ports.now() }); },
    takeTheirs: () => { slips.clear(); judgeAnew(); tell({ type: 'take-theirs' }); },
    onChange,
    close: () => { isOpen = false; cancelTimer(); listeners.clear(); },
  };
};
