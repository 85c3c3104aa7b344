import { createContext, useContext, useSyncExternalStore } from 'react';
import type { AddendumContent, EvolutionContent, NoteContent, NoteFinding } from '#modules/record/contract.ts';
import type { DraftKeeper, DraftView } from './draft-keeper.ts';

export const DraftContext = createContext<DraftKeeper | null>(null);

export const useDraftKeeper = (): DraftKeeper => {
  const keeper = useContext(DraftContext);
  if (keeper === null) throw new Error('no draft here');
  return keeper;
};

/** One part of the draft; the component is drawn again only when that part changes. */
export const useDraftPart = <Part>(select: (view: DraftView) => Part): Part => {
  const keeper = useDraftKeeper();
  return useSyncExternalStore(keeper.onChange, () => select(keeper.view()));
};

const asEvolution = (content: NoteContent): EvolutionContent => {
  if (content.kind !== 'evolution') throw new Error('not an evolution note');
  return content;
};

/** One field of an evolution note and how to change it. */
export const useField = <Name extends Exclude<keyof EvolutionContent, 'kind'>>(name: Name) => {
  const keeper = useDraftKeeper();
  const value = useDraftPart(({ draft }) => asEvolution(draft.content)[name]);
  const change = (next: EvolutionContent[Name]): void => { keeper.change((content) => ({ ...asEvolution(content), [name]: next })); };
  return [value, change] as const;
};

/** One field of an addendum. */
export const useAddendumField = (name: 'reason' | 'text') => {
  const keeper = useDraftKeeper();
  const value = useDraftPart(({ draft }) => (draft.content as AddendumContent)[name]);
  const change = (next: string): void => { keeper.change((content) => ({ ...(content as AddendumContent), [name]: next })); };
  return [value, change] as const;
};

export const useFindings = (): readonly NoteFinding[] => useDraftPart(({ findings }) => findings);
