import { useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import type { NoteFinding } from '#modules/record/contract.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import { focusField } from './fields.ts';
import { goToMark } from '../phrases/phrase-typing.ts';
import { isOfPhrases } from '../phrases/phrase-finding.ts';
import { mending } from './mending.ts';

/** True while this field is the one to be mended. */
export const useIsMending = (field: string): boolean => useSyncExternalStore(mending.onChange, () => mending.field() === field);

/** Goes to what is missing; where a choice or some known words mend it, they stand ready for one more key. */
const mend = (field: string): boolean => {
  flushSync(() => { mending.done(); });
  const isThere = focusField(field);
  // drawn at once: the key that follows is already the choice
  flushSync(() => { mending.ask(field); });
  return isThere;
};

const next = (missing: readonly NoteFinding[], last: string | null): NoteFinding | undefined =>
  missing[(missing.findIndex(({ field }) => field === last) + 1) % missing.length];

/** Goes to the next element that is missing, after the one it went to last; `whenNone` when nothing is. */
export const useNextMissing = (whenNone: () => void): (() => boolean) => {
  const keeper = useDraftKeeper();
  const last = useRef<string | null>(null);
  return () => {
    const finding = next(keeper.view().findings.filter(({ blocks }) => blocks), last.current);
    if (finding === undefined) { whenNone(); return false; }
    last.current = finding.field;
    if (isOfPhrases(finding)) { flushSync(() => { mending.done(); }); return goToMark(finding.field) || focusField(finding.field); }
    return mend(finding.field);
  };
};
