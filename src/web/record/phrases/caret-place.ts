/** Styles that decide where a letter of a text field comes to stand. */
const copied = ['fontFamily', 'fontSize', 'fontWeight', 'fontStyle', 'letterSpacing', 'lineHeight', 'textTransform', 'wordSpacing', 'textIndent', 'paddingTop', 'paddingRight', 'paddingBottom', 'paddingLeft', 'tabSize'] as const;

const FOLLOWING = 60;

export type CaretPlace = { readonly left: number; readonly top: number; readonly height: number };

/**
 * Where a place of a text field stands on the screen. Lays the text before it out once more, so it costs as much as the
 * text is long: asked when a list opens, never as one types.
 */
export const caretPlace = (area: HTMLTextAreaElement, at: number): CaretPlace => {
  const style = getComputedStyle(area);
  const paper = document.createElement('div');
  for (const name of copied) paper.style[name] = style[name];
  Object.assign(paper.style, { position: 'absolute', visibility: 'hidden', inset: '0 auto auto 0', width: `${String(area.clientWidth)}px`, boxSizing: 'border-box', whiteSpace: 'pre-wrap', overflowWrap: 'break-word' });
  const mark = document.createElement('span');
  // what follows decides whether the word at the caret still fits into its line
  mark.textContent = area.value.slice(at, at + FOLLOWING).replace(/^\n.*/s, '') || '\u200b';
  paper.append(area.value.slice(0, at), mark);
  document.body.append(paper);
  const [sheet, line] = [paper.getBoundingClientRect(), mark.getClientRects()[0] ?? mark.getBoundingClientRect()];
  paper.remove();
  const [left, top, height] = [line.left - sheet.left, line.top - sheet.top, line.height];
  const box = area.getBoundingClientRect();
  return { left: box.left + area.clientLeft + left - area.scrollLeft, top: box.top + area.clientTop + top - area.scrollTop, height };
};

const scrolls = (element: Element): boolean => element.scrollHeight > element.clientHeight && /auto|scroll/.test(getComputedStyle(element).overflowY);

/** Scrolls what holds the field until the place is in sight, with room for a list under it. */
export const bringIntoSight = (area: HTMLTextAreaElement, at: number): void => {
  const { top } = caretPlace(area, at);
  const [least, most] = [120, window.innerHeight - 220];
  if (top >= least && top <= most) return;
  let holder = area.parentElement;
  while (holder !== null && !scrolls(holder)) holder = holder.parentElement;
  (holder ?? document.scrollingElement)?.scrollBy({ top: top - (least + most) / 2, behavior: 'instant' });
};
