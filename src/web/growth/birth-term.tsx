import { Button } from '@mantine/core';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { Growth } from '#modules/growth/contract.ts';
import { TextField } from '../design/fields.tsx';
import { toast } from '../design/toast.tsx';
import { formatCivilDate, civilDateIn } from '#kernel/civil-date.ts';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { usePermission, useTimeZone } from '../session/session-context.ts';
import classes from './growth.module.css';
import { growthMessages } from './messages.ts';
import { useStateTerm } from './use-growth.ts';

const TERM_WEEKS = 37;

const whole = (text: string, least: number, most: number): number | null => {
  const value = Number(text);
  return /^\d{1,2}$/.test(text.trim()) && value >= least && value <= most ? value : null;
};

const TermForm = ({ patientId, onDone }: { readonly patientId: PatientId; readonly onDone: () => void }) => {
  const t = useText(growthMessages);
  const [weeks, setWeeks] = useState('');
  const [days, setDays] = useState('0');
  const state = useStateTerm(patientId, () => { toast.done(t('term.saved')); onDone(); });
  const [givenWeeks, givenDays] = [whole(weeks, 22, 43), whole(days, 0, 6)];
  const isReady = givenWeeks !== null && givenDays !== null;
  return (
    <form className={`${classes['term'] ?? ''} amate-no-print`} onSubmit={(event) => { event.preventDefault(); if (isReady) state.mutate({ weeks: givenWeeks, days: givenDays }); }}>
      <TextField label={t('term.weeks')} inputMode="numeric" maxLength={2} value={weeks} onChange={setWeeks} error={weeks !== '' && givenWeeks === null} />
      <TextField label={t('term.days')} inputMode="numeric" maxLength={1} value={days} onChange={setDays} error={givenDays === null} />
      <Button type="submit" variant="default" disabled={!isReady} loading={state.isPending}>{t('term.save')}</Button>
    </form>
  );
};

/** How long the pregnancy lasted: asked for while it still corrects an age, and shown once somebody said it. */
export const BirthTermPart = ({ patientId, growth: { term, days } }: { readonly patientId: PatientId; readonly growth: Pick<Growth, 'term' | 'days'> }) => {
  const t = useText(growthMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const may = usePermission();
  const [isAsked, setIsAsked] = useState(false);
  const isYoung = days !== null && days < 731;
  if (term === null && !isYoung) return null;
  const mayState = may('edit-summary');
  return (
    <section className={classes['part']} aria-label={t('term.title')}>
      <h2>{t('term.title')}</h2>
      {term === null ? <p className={classes['quiet']}>{t('term.ask')}</p> : (
        <p>
          {t('term.stated', { weeks: term.weeks, days: term.days, name: term.statedBy, on: formatCivilDate(civilDateIn(timeZone, new Date(term.statedAt)), language) })}
          {term.weeks < TERM_WEEKS ? <><br />{t('term.preterm')}</> : null}
        </p>
      )}
      {mayState && term !== null && !isAsked ? <Button className="amate-no-print" variant="subtle" size="compact-sm" onClick={() => { setIsAsked(true); }}>{t('term.change')}</Button> : null}
      {mayState && (term === null || isAsked) ? <TermForm patientId={patientId} onDone={() => { setIsAsked(false); }} /> : null}
    </section>
  );
};
