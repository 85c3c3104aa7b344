/** True when that much more fits into the field. */
export const fits = (area: HTMLTextAreaElement, from: number, to: number, text: string): boolean =>
  area.maxLength < 0 || area.value.length - (to - from) + text.length <= area.maxLength;

/** Writes over a stretch as if it had been typed: the field tells its changes as always, and Ctrl+Z takes it back. */
export const writeOver = (area: HTMLTextAreaElement, from: number, to: number, text: string): void => {
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, to);
  // the only way that keeps the browser's own undo
  if (text === '' ? from === to || document.execCommand('delete') : document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, from, to, 'end');
  area.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
