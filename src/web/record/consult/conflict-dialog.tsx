import { Button } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { civilDateIn, formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { NoteDiagnosis, VitalCode } from '#modules/documents/contract.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { Kbd } from '../../design/kbd.tsx';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import type { Pending } from '../draft/autosave.ts';
import { mergeNotes } from '../draft/merge-note.ts';
import type { Choice, Overlap } from '../draft/merge-draft.ts';
import { useDraftKeeper, useDraftPart } from '../draft/use-draft.ts';
import { labelOfPlace } from '../form/field-labels.ts';
import { useDocumentType } from '../form/use-document-types.ts';
import { noteMessages } from '../note/note-messages.ts';
import { measures } from '../vitals/measures.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { useKeepCaret } from './use-keep-caret.ts';

/** An instant as the clinic's wall shows it: `02/nov/2026 10:02`. */
export const useMoment = (): ((instant: string) => string) => {
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (instant) => {
    const at = new Date(instant);
    return `${formatCivilDate(civilDateIn(timeZone, at), language)} ${timeIn(timeZone, at)}`;
  };
};

const isVital = (name: string): name is VitalCode => Object.hasOwn(measures, name);
const partNames = ['subjective', 'vitals', 'vitalsNotTaken', 'examination', 'results', 'diagnoses', 'assessment', 'plan', 'medicines', 'prognosis', 'reason', 'text'] as const;

/** What the place of an overlap is called on the screen. */
const usePartName = (): ((path: string) => string) => {
  const n = useText(noteMessages);
  const type = useDocumentType();
  const language = useLanguage();
  return (path) => {
    const [first = '', ...rest] = path.split('.');
    if (first === 'values' && type !== null) return labelOfPlace(type, rest.join('.'), language);
    const part = partNames.find((name) => name === first);
    const name = part === undefined ? path : n(`part.${part}`);
    const [vital = ''] = rest;
    return first === 'vitals' && isVital(vital) ? `${name}: ${n(`vital.${vital}`)}` : name;
  };
};

const wordsOfOne = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value ?? '—');
  const { code, term } = value as Partial<NoteDiagnosis>;
  return code === undefined ? Object.values(value).filter((each) => each !== '' && each !== null).join(', ') : `${code} ${String(term)}`;
};

const wordsOf = (value: unknown): string => (Array.isArray(value) ? (value.length === 0 ? '—' : value.map(wordsOfOne).join('\n')) : wordsOfOne(value));

/** Says that another window's words came in, when nothing had to be chosen. */
const useJoinedToast = (): void => {
  const t = useText(consultMessages);
  const edition = useDraftPart((view) => view.edition);
  const isClean = useDraftPart(({ draft }) => draft.overlap === null);
  const seen = useRef(edition);
  useEffect(() => {
    if (edition !== seen.current && isClean) toast.done(t('conflict.joined'));
    seen.current = edition;
  }, [edition, isClean, t]);
};

type ChoiceProps = { readonly overlap: Overlap; readonly at: number; readonly of: number; readonly savedAt: string; readonly onChoose: (choice: Choice) => void };

/** One place that two windows changed differently: side by side, chosen by 1, 2 or 3. */
const OneOverlap = ({ overlap, at, of, savedAt, onChoose }: ChoiceProps) => {
  const t = useText(consultMessages);
  const moment = useMoment();
  const partName = usePartName();
  const section = useRef<HTMLElement>(null);
  useEffect(() => { section.current?.focus(); }, [at]);
  const mayBoth = overlap.is !== 'value';
  const choices: readonly Choice[] = mayBoth ? ['mine', 'theirs', 'both'] : ['mine', 'theirs'];
  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = /^[1-3]$/.test(event.key) ? choices[Number(event.key) - 1] : undefined;
    if (choice === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onChoose(choice);
  };
  return (
    <section ref={section} tabIndex={-1} aria-label={partName(overlap.path)} onKeyDown={onKeyDown} data-overlap={overlap.path}>
      <p role="status"><b>{partName(overlap.path)}</b> · {t('conflict.of', { at: at + 1, of })}</p>
      <div className={classes['versions']}>
        <section aria-label={t('conflict.mine')} tabIndex={0}><h3>{t('conflict.mine')}</h3><pre className={classes['overlap']}>{wordsOf(overlap.mine)}</pre></section>
        <section aria-label={t('conflict.theirs', { at: moment(savedAt) })} tabIndex={0}><h3>{t('conflict.theirs', { at: moment(savedAt) })}</h3><pre className={classes['overlap']}>{wordsOf(overlap.theirs)}</pre></section>
      </div>
      <DialogActions>
        {choices.map((choice, nth) => <Button key={choice} variant="default" leftSection={<Kbd keys={String(nth + 1)} />} onClick={() => { onChoose(choice); }}>{t(`conflict.keep.${choice}`)}</Button>)}
      </DialogActions>
    </section>
  );
};

const Overlaps = ({ pending }: { readonly pending: Pending<NoteContent> }) => {
  const t = useText(consultMessages);
  const keeper = useDraftKeeper();
  const { base, mine, theirs } = pending;
  const overlaps = useMemo(() => mergeNotes(base, mine, theirs.content).overlaps, [base, mine, theirs]);
  const [chosen, setChosen] = useState<readonly Choice[]>([]);
  const overlap = overlaps[chosen.length];
  const choose = (choice: Choice): void => {
    const all = [...chosen, choice];
    setChosen(all);
    if (all.length === overlaps.length) keeper.resolve(mergeNotes(base, mine, theirs.content, all).content);
  };
  if (overlap === undefined) return null;
  return <><p>{t('conflict.says')}</p><OneOverlap overlap={overlap} at={chosen.length} of={overlaps.length} savedAt={theirs.savedAt} onChoose={choose} /></>;
};

/**
 * What two windows changed apart has come together by itself; what they changed differently is chosen here. The draft
 * already holds both, saved, so nothing is lost if this window goes away.
 */
export const ConflictDialog = () => {
  const t = useText(consultMessages);
  const pending = useDraftPart(({ draft }) => draft.overlap);
  useJoinedToast();
  useKeepCaret();
  return (
    <Dialog opened={pending !== null} onClose={() => undefined} mayClose={false} title={t('conflict.title')} size="xl">
      {pending === null ? null : <Overlaps key={pending.theirs.version} pending={pending} />}
    </Dialog>
  );
};
