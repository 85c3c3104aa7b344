import { isTypedKeys, strokeOf } from './keys.ts';
import type { KeyEvent } from './keys.ts';

export type Shortcut = {
  /** See keys.ts; several ways of pressing the same thing are several entries. Empty: a command of the palette only. */
  readonly keys: readonly string[];
  readonly label: string;
  /** Heading in the list of shortcuts and in the palette. */
  readonly group: string;
  readonly run: () => void;
  /** Fires while a text field has focus too. Typed keys never do (K-04), whatever this says. */
  readonly inFields?: boolean;
  /** Left out of the palette: moving in a list is no command. */
  readonly isCommand?: boolean;
  /** False: shown nowhere and does nothing. */
  readonly isOn?: boolean;
  /** Only while focus is inside this element, or nowhere: for a moment after a dialog nothing holds it (F-keys of the consult). Null: it does not work now. */
  readonly within?: () => Element | null;
  /** The dialog it belongs to; 0 is the page. Set by `useShortcuts`. */
  readonly layer: number;
};

const SEQUENCE_MS = 1_200;

/** Which shortcuts exist now and which one a key press means. Pure but for the list it keeps. */
export const createRegistry = () => {
  let entries: readonly Shortcut[] = [];
  let layers: readonly number[] = [];
  let first: { readonly stroke: string; readonly at: number } | null = null;
  const listeners = new Set<() => void>();
  const tell = (): void => { for (const listener of listeners) listener(); };
  const topLayer = (): number => layers.at(-1) ?? 0;
  const isActive = (entry: Shortcut): boolean => entry.isOn !== false && entry.layer === topLayer();

  return {
    /** Those that work now: of the topmost dialog, or of the page. */
    active: (): readonly Shortcut[] => entries.filter(isActive),
    /** Those of the page, dialogs apart: what the palette offers. */
    ofPage: (): readonly Shortcut[] => entries.filter((entry) => entry.isOn !== false && entry.layer === 0),
    add: (added: readonly Shortcut[]): (() => void) => {
      entries = [...added, ...entries];
      tell();
      return () => { entries = entries.filter((entry) => !added.includes(entry)); tell(); };
    },
    openLayer: (layer: number): (() => void) => {
      layers = [...layers, layer];
      tell();
      return () => { layers = layers.filter((each) => each !== layer); tell(); };
    },
    onChange: (listener: () => void): (() => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
    /** The shortcut that this press completes, if any. `allowTyped` false: the person switched single keys off. */
    press: (event: KeyEvent, at: number, where: { readonly inField: boolean; readonly allowTyped: boolean; readonly focused: Element | null }): Shortcut | null => {
      const stroke = strokeOf(event);
      if (stroke === null) return null;
      const pending = first !== null && at - first.at <= SEQUENCE_MS ? first.stroke : null;
      first = null;
      const fits = (entry: Shortcut, keys: string): boolean => {
        if (isTypedKeys(keys) && (where.inField || !where.allowTyped)) return false;
        if (where.inField && entry.inFields !== true) return false;
        if (entry.within === undefined) return true;
        const element = entry.within();
        return element !== null && (where.focused === null || element.contains(where.focused));
      };
      const find = (wanted: string): Shortcut | undefined => entries.find((entry) => isActive(entry) && entry.keys.some((keys) => keys === wanted && fits(entry, keys)));
      const found = (pending === null ? undefined : find(`${pending} ${stroke}`)) ?? find(stroke);
      if (found !== undefined) return found;
      const begins = entries.some((entry) => isActive(entry) && entry.keys.some((keys) => keys.startsWith(`${stroke} `) && fits(entry, keys)));
      if (begins) first = { stroke, at };
      return null;
    },
  };
};
