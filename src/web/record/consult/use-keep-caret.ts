import { useEffect, useLayoutEffect, useRef } from 'react';
import { useDraftKeeper, useDraftPart } from '../draft/use-draft.ts';

type Kept = { readonly id: string; readonly before: string; readonly after: string };

const placeIn = (value: string, { before, after }: Kept): number => {
  if (value.startsWith(before)) return before.length;
  return value.endsWith(after) ? value.length - after.length : Math.min(before.length, value.length);
};

/** When words from another window come in while one writes, the caret stays at the same words. */
export const useKeepCaret = (): void => {
  const keeper = useDraftKeeper();
  const edition = useDraftPart((view) => view.edition);
  const seen = useRef(edition);
  const kept = useRef<Kept | null>(null);
  useEffect(() => keeper.onChange(() => {
    const now = keeper.view().edition;
    if (now === seen.current) return;
    seen.current = now;
    const element = document.activeElement;
    const isWriting = element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
    const at = isWriting ? element.selectionEnd ?? element.value.length : 0;
    kept.current = isWriting && element.id !== '' ? { id: element.id, before: element.value.slice(0, at), after: element.value.slice(at) } : null;
  }), [keeper]);
  useLayoutEffect(() => {
    const was = kept.current;
    kept.current = null;
    const element = was === null ? null : document.getElementById(was.id);
    if (was === null || !(element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)) return;
    element.focus({ preventScroll: true });
    const at = placeIn(element.value, was);
    element.setSelectionRange(at, at);
  }, [edition]);
};
