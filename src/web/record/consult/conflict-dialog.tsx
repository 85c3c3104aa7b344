import { Button } from '@mantine/core';
import { civilDateIn, formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { isSameContent } from '../draft/same-content.ts';
import { useDraftKeeper, useDraftPart } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { NoteWords } from '../note/note-words.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';

const partNames = ['subjective', 'vitals', 'vitalsNotTaken', 'examination', 'results', 'diagnoses', 'assessment', 'plan', 'medicines', 'prognosis', 'reason', 'text'] as const;

/** The parts in which two versions of a note differ. */
const differing = (one: NoteContent, other: NoteContent): readonly (typeof partNames)[number][] => {
  const [left, right] = [one as Partial<Record<string, unknown>>, other as Partial<Record<string, unknown>>];
  return partNames.filter((name) => !isSameContent(left[name], right[name]));
};

/** An instant as the clinic's wall shows it: `02/nov/2026 10:02`. */
export const useMoment = (): ((instant: string) => string) => {
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (instant) => {
    const at = new Date(instant);
    return `${formatCivilDate(civilDateIn(timeZone, at), language)} ${timeIn(timeZone, at)}`;
  };
};

/** Two versions exist: both are shown, with their times, and the person chooses. Neither is overridden unseen. */
export const ConflictDialog = () => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const keeper = useDraftKeeper();
  const moment = useMoment();
  const halt = useDraftPart(({ draft }) => draft.halt);
  const mine = useDraftPart(({ draft }) => draft.content);
  const theirs = halt?.why === 'conflict' ? halt.theirs : null;
  return (
    <Dialog opened={theirs !== null} onClose={() => undefined} mayClose={false} title={t('conflict.title')} size="xl">
      {theirs === null ? null : (
        <>
          <p>{t('conflict.says', { parts: differing(mine, theirs.content).map((name) => n(`part.${name}`)).join(', ') })}</p>
          <div className={classes['versions']}>
            <section aria-label={t('conflict.mine')} tabIndex={0}><h3>{t('conflict.mine')}</h3><NoteWords content={mine} level={4} /></section>
            <section aria-label={t('conflict.theirs', { at: moment(theirs.savedAt) })} tabIndex={0}><h3>{t('conflict.theirs', { at: moment(theirs.savedAt) })}</h3><NoteWords content={theirs.content} level={4} /></section>
          </div>
          <DialogActions>
            <Button variant="default" onClick={keeper.takeTheirs}>{t('conflict.take-theirs')}</Button>
            <Button variant="default" onClick={keeper.keepMine}>{t('conflict.keep-mine')}</Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
};
