/** Ids of the note's fields, so that a finding leads to where it is mended. */

export const fieldId = (field: string): string => `campo-${field.replaceAll('.', '-')}`;

/** Where the focus goes for findings that name a group of fields. */
const entrances: Readonly<Record<string, string>> = { vitals: 'vitals.systolic', diagnoses: 'diagnoses' };

/** Puts the focus on a field and shows it; false when there is none of that name on the screen. */
export const focusField = (field: string): boolean => {
  const element = document.getElementById(fieldId(entrances[field] ?? field));
  if (element === null) return false;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  return true;
};

type Writable = HTMLTextAreaElement | HTMLInputElement;
let caret: { readonly id: string; readonly from: number; readonly to: number } | null = null;

/** Remembers where the person was writing in the note, when the focus leaves it. */
export const rememberCaret = (element: Writable): void => {
  caret = { id: element.id, from: element.selectionStart ?? element.value.length, to: element.selectionEnd ?? element.value.length };
};

const caretElement = (): HTMLTextAreaElement | null => {
  const element = caret === null ? null : document.getElementById(caret.id);
  return element instanceof HTMLTextAreaElement ? element : null;
};

/** Back to where the person was writing. */
export const focusCaret = (fallback: string): void => {
  const element = caretElement();
  if (element === null || caret === null) {
    focusField(fallback);
    return;
  }
  element.focus();
  element.setSelectionRange(caret.from, caret.to);
};

const needsSpace = (before: string): boolean => before !== '' && !/\s$/.test(before);

/**
 * Writes text where the person was writing. As typed text, so that Ctrl+Z takes it back; what was there stays.
 */
export const insertAtCaret = (text: string, fallback: string): void => {
  focusCaret(fallback);
  const element = document.activeElement;
  if (!(element instanceof HTMLTextAreaElement)) return;
  element.setSelectionRange(element.selectionEnd, element.selectionEnd);
  const written = needsSpace(element.value.slice(0, element.selectionEnd)) ? ` ${text}` : text;
  // the only way that keeps the browser's own undo
  if (document.execCommand('insertText', false, written)) return;
  element.setRangeText(written, element.selectionEnd, element.selectionEnd, 'end');
  element.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
