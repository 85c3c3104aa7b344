/**
 * Shortcuts as text: `Mod+K` (Ctrl, or Cmd on macOS), `Alt+1`, `F8`, `j`, `?`, `Escape`, `Mod+Enter`, and
 * sequences of two keys, `g a`. Keys are what the key types (K-01: by `event.key`), so a layout moves nothing.
 */
export type KeyEvent = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
};

const named: Readonly<Record<string, string>> = { ' ': 'Space', Esc: 'Escape' };

const silent = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process', 'Unidentified']);

const modifierOf = ({ ctrlKey, metaKey, altKey }: KeyEvent): 'Mod+' | 'Alt+' | '' | null => {
  const isMod = ctrlKey || metaKey;
  if (isMod && altKey) return null;
  if (isMod) return 'Mod+';
  return altKey ? 'Alt+' : '';
};

/** What was pressed, in the same words as shortcuts are written; null for a lone modifier or AltGr (K-02). */
export const strokeOf = (event: KeyEvent): string | null => {
  if (silent.has(event.key)) return null;
  const modifier = modifierOf(event);
  if (modifier === null) return null;
  const key = named[event.key] ?? event.key;
  const isCharacter = key.length === 1;
  // a character says by itself whether Shift was down, unless a modifier makes it a chord
  const shift = event.shiftKey && !(isCharacter && modifier === '') ? 'Shift+' : '';
  return `${modifier}${shift}${isCharacter && modifier !== '' ? key.toUpperCase() : key}`;
};

/** True for shortcuts that a typist could set off by writing: a single character, or a sequence of them. */
export const isTypedKeys = (keys: string): boolean => keys.split(' ').every((key) => key.length === 1 || key === 'Space');

const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

const written: Readonly<Record<string, string>> = {
  Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Enter: 'Enter', Space: 'Espacio',
};

/** The keys of a shortcut as caps to draw: `Mod+K` → [['Ctrl', 'K']], `g a` → [['g'], ['a']]. */
export const capsOf = (keys: string): readonly (readonly string[])[] =>
  keys.split(' ').map((stroke) => stroke.split(/\+(?=.)/).map((key) => (key === 'Mod' ? (isMac() ? '⌘' : 'Ctrl') : written[key] ?? key)));
