import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { usePreferences } from '../preferences/use-preferences.ts';
import { createRegistry } from './registry.ts';
import type { Shortcut } from './registry.ts';

export const shortcuts = createRegistry();

const LayerContext = createContext(0);
let nextLayer = 1;

const isTextField = (element: Element | null): boolean => {
  if (element === null) return false;
  if (element instanceof HTMLElement && element.isContentEditable) return true;
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return true;
  return element instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file', 'range', 'color'].includes(element.type);
};

// Enter and Space belong to whatever control has focus.
const belongsToControl = (event: KeyboardEvent): boolean =>
  (event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey && !event.altKey &&
  event.target instanceof Element && event.target.closest('button, a[href], summary, [role="button"], [role="menuitem"], [role="tab"], [role="switch"]') !== null;

/** Listens once for the whole app. */
export const ShortcutListener = () => {
  const { singleKeys } = usePreferences();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || belongsToControl(event)) return;
      const focused = document.activeElement === document.body ? null : document.activeElement;
      const found = shortcuts.press(event, event.timeStamp, { inField: isTextField(focused), allowTyped: singleKeys, focused });
      if (found === null) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => { document.removeEventListener('keydown', onKeyDown); };
  }, [singleKeys]);
  return null;
};

export type ShortcutGiven = Omit<Shortcut, 'layer' | 'keys'> & { readonly keys: string | readonly string[] };

/**
 * Offers shortcuts while the component is mounted. Each also becomes a command of the palette, with its keys shown
 * (K-05), unless `isCommand` is false; `?` lists them (K-06). `run` may change on each render.
 */
export const useShortcuts = (given: readonly ShortcutGiven[]): void => {
  const layer = useContext(LayerContext);
  const latest = useRef(given);
  useEffect(() => { latest.current = given; });
  const shape = JSON.stringify(given.map(({ keys, label, group, inFields, isCommand, isOn }) => [keys, label, group, inFields, isCommand, isOn]));
  useEffect(() => shortcuts.add(latest.current.map((each, at): Shortcut => ({
    ...each, layer, keys: typeof each.keys === 'string' ? [each.keys] : each.keys,
    run: () => { latest.current[at]?.run(); },
    ...(each.within === undefined ? {} : { within: () => latest.current[at]?.within?.() ?? null }),
  }))), [shape, layer]);
};

/** Everything inside has shortcuts of its own; those of the page sleep while it is mounted. For dialogs. */
export const ShortcutLayer = ({ children }: { readonly children: ReactNode }) => {
  const [layer] = useState(() => nextLayer++);
  useEffect(() => shortcuts.openLayer(layer), [layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
};
