import { Button } from '@mantine/core';
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { carriedFields } from '#kernel/carried-text.ts';
import type { CarriedField, CarriedSpan } from '#kernel/carried-text.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { IconHistory } from '../../design/icons.ts';
import { DateText } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useDraftKeeper, useDraftPart } from '../draft/use-draft.ts';
import { withCarriedSeen } from './carry.ts';
import { carryMessages } from './carry-messages.ts';
import classes from './carry.module.css';

const none: readonly CarriedSpan[] = [];

const carriedField = (field: string): CarriedField | undefined => carriedFields.find((each) => each === field);
const marksIn = (content: NoteContent) => (content.kind === 'evolution' ? content.carried : undefined);

const useSpans = (field: string): readonly CarriedSpan[] => {
  const name = carriedField(field);
  return useDraftPart(({ draft: { content } }) => (name === undefined ? none : marksIn(content)?.[name] ?? none));
};

const isUnseen = ({ is }: CarriedSpan): boolean => is !== 'seen';

/** Lies exactly where the text of the field lies: same size, same scrolling. */
const useSameBox = (layer: RefObject<HTMLDivElement | null>, isShown: boolean): void => {
  useLayoutEffect(() => {
    const paper = layer.current;
    const area = paper?.parentElement?.querySelector('textarea');
    if (!isShown || paper === null || area === undefined || area === null) return undefined;
    const follow = (): void => {
      paper.style.inset = `${String(area.offsetTop + area.clientTop)}px auto auto ${String(area.offsetLeft + area.clientLeft)}px`;
      paper.style.width = `${String(area.clientWidth)}px`;
      paper.style.height = `${String(area.clientHeight)}px`;
      paper.scrollTop = area.scrollTop;
    };
    const watcher = new ResizeObserver(follow);
    watcher.observe(area);
    area.addEventListener('scroll', follow, { passive: true });
    follow();
    return () => { watcher.disconnect(); area.removeEventListener('scroll', follow); };
  }, [layer, isShown]);
};

type Piece = { readonly text: string; readonly is: CarriedSpan['is'] | 'typed' };

const piecesOf = (text: string, spans: readonly CarriedSpan[]): readonly Piece[] => {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { from, to, is } of spans) {
    if (from > end) pieces.push({ text: text.slice(end, from), is: 'typed' });
    pieces.push({ text: text.slice(Math.max(from, end), to), is });
    end = Math.max(end, to);
  }
  return end < text.length ? [...pieces, { text: text.slice(end), is: 'typed' }] : pieces;
};

/** Paints, behind the text of a field, what was carried into it and not touched since. The text itself is not drawn twice to the eye. */
export const CarriedLayer = ({ field, value }: { readonly field: string; readonly value: string }) => {
  const layer = useRef<HTMLDivElement>(null);
  const spans = useSpans(field);
  const isShown = spans.some(isUnseen);
  // after the keystroke is on the screen
  const [text, marks] = [useDeferredValue(value), useDeferredValue(spans)];
  useSameBox(layer, isShown);
  if (!isShown) return null;
  return (
    <div ref={layer} className={classes['layer']} aria-hidden>
      {piecesOf(text, marks).map((piece, at) => (piece.is === 'typed' || piece.is === 'seen' ? <span key={at}>{piece.text}</span> : <mark key={at} data-is={piece.is}>{piece.text}</mark>))}
    </div>
  );
};

/** How many lines have something that waits; a stretch may begin with the break before its line, and hold several. */
const linesWith = (text: string, spans: readonly CarriedSpan[]): number => {
  const starts = new Set<number>();
  for (const { from, to } of spans.filter(isUnseen)) {
    const start = text.charAt(from) === '\n' ? from + 1 : from;
    starts.add(start === 0 ? -1 : text.lastIndexOf('\n', start - 1));
    for (let end = text.indexOf('\n', start); end !== -1 && end < to - 1; end = text.indexOf('\n', end + 1)) starts.add(end);
  }
  return starts.size;
};

/** Id of what is said of a field's carried text. */
export const carriedId = (field: string): string => `arrastre-${field}`;

/** True while something carried into the field waits to be reviewed. */
export const useHasCarried = (field: string): boolean => useSpans(field).some(isUnseen);

/** The same in words, under the field, with the way to confirm it. */
export const CarriedLine = ({ field, value }: { readonly field: string; readonly value: string }) => {
  const t = useText(carryMessages);
  const keeper = useDraftKeeper();
  const spans = useDeferredValue(useSpans(field));
  const text = useDeferredValue(value);
  const at = useDraftPart(({ draft: { content } }) => marksIn(content)?.at ?? null);
  const [wasSaid, setWasSaid] = useState('');
  if (at === null || !spans.some(isUnseen)) return wasSaid === '' ? null : <p className="amate-hidden" role="status">{wasSaid}</p>;
  const stale = spans.filter(({ is }) => is === 'stale').map(({ from, to }) => text.slice(from, to).trim());
  const confirm = (): void => {
    keeper.change((content) => (content.kind === 'evolution' ? withCarriedSeen(content, carriedField(field)) : content));
    setWasSaid(t('field.lines', { count: 0 }));
    document.getElementById(`campo-${field}`)?.focus();
  };
  return (
    <p className={classes['line']} id={carriedId(field)}>
      <IconHistory size={14} aria-hidden />
      <span>{t('field.copied')} <DateText value={at} />: {t('field.lines', { count: linesWith(text, spans) })}{stale.length === 0 ? '' : `; ${t('field.stale', { list: stale.join(', ') })}`}</span>
      <Button variant="subtle" size="compact-sm" fz="inherit" onClick={confirm}>{t('field.seen')}</Button>
    </p>
  );
};
