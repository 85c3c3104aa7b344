import { Button, Checkbox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { formatInstant } from '#kernel/civil-date.ts';
import type { Fraction } from '#kernel/medicine-line.ts';
import type { ConfirmBody, MedicineReview, ReviewSubject } from '#modules/medicines/contract.ts';
import { ChoiceField } from '../design/fields.tsx';
import { Kbd } from '../design/kbd.tsx';
import { SeverityBadge } from '../design/severity.tsx';
import type { Severity } from '../design/severity.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { usePermission, useTimeZone } from '../session/session-context.ts';
import { reviewMessages } from './messages.ts';
import classes from './review.module.css';

export type Entry = MedicineReview['rows'][number];
export type Verdict = ConfirmBody['rows'][number]['verdict'];
export type Word = { readonly verdict: Verdict; readonly fraction: Fraction | null; readonly isAntibiotic: boolean | null };

const severityLooks = { contraindicated: 'critical', major: 'warning', moderate: 'info', minor: 'neutral' } as const satisfies Record<string, Severity>;
const stateLooks = { draft: 'neutral', confirmed: 'good', rejected: 'critical', changed: 'warning' } as const satisfies Record<Entry['state'], Severity>;
const fractions = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const satisfies readonly Fraction[];

const Marks = ({ entry }: { readonly entry: Entry }) => {
  const t = useText(reviewMessages);
  return (
    <span className={classes['marks']}>
      {entry.severity === null ? null : <SeverityBadge severity={severityLooks[entry.severity]}>{t(`severity.${entry.severity}`)}</SeverityBadge>}
      {entry.fraction === null ? null : <SeverityBadge severity="info">{t('class.confirmed', { fraction: entry.fraction })}</SeverityBadge>}
      {entry.isAntibiotic === true ? <SeverityBadge severity="info">{t('antibiotic.short')}</SeverityBadge> : null}
      <SeverityBadge severity={stateLooks[entry.state]}>{t(`state.${entry.state}`)}</SeverityBadge>
    </span>
  );
};

const What = ({ entry }: { readonly entry: Entry }) => {
  const t = useText(reviewMessages);
  const [language, zone] = [useLanguage(), useTimeZone()];
  return (
    <>
      <ul lang="es">{entry.says.map((text) => <li key={text}>{text}</li>)}</ul>
      <p className={classes['quiet']}>{t('source')}: <span lang="es">{entry.source}</span>. {t(`verified.${entry.verification}`)}{entry.used === 0 ? '' : ` ${t('used', { count: entry.used })}.`}</p>
      {entry.confirmedAt === null ? null : <p className={classes['quiet']}>{t(`state.${entry.state}`)}: <span translate="no">{t('by', { name: entry.confirmedBy ?? '', when: formatInstant(new Date(entry.confirmedAt), zone, language) })}</span></p>}
    </>
  );
};

type ClassProps = { readonly entry: Entry; readonly fraction: Fraction | null; readonly isAntibiotic: boolean; readonly onFraction: (value: Fraction | null) => void; readonly onAntibiotic: (value: boolean) => void };

/** How it may be sold: what the data propose stands there already, and counts only once it is confirmed. */
const ClassChoice = ({ entry, fraction, isAntibiotic, onFraction, onAntibiotic }: ClassProps) => {
  const t = useText(reviewMessages);
  return (
    <div className={classes['class']}>
      <ChoiceField
        label={t('class')} description={entry.proposed === null ? t('class.unproposed') : t('class.proposed', { fraction: entry.proposed })} placeholder={t('class.choose')}
        value={fraction} allowDeselect={false} choices={fractions.map((value) => ({ value, label: t(`class.${value}`) }))} onChange={onFraction}
      />
      <Checkbox label={t('antibiotic')} checked={isAntibiotic} onChange={(event) => { onAntibiotic(event.currentTarget.checked); }} />
    </div>
  );
};

type BodyProps = { readonly entry: Entry; readonly subject: ReviewSubject; readonly isBusy: boolean; readonly onSay: (word: Word) => void };
type ActsProps = Pick<BodyProps, 'entry' | 'isBusy'> & { readonly lacksClass: boolean; readonly says: string; readonly onVerdict: (verdict: Verdict) => void };

const Acts = ({ entry, isBusy, lacksClass, says, onVerdict }: ActsProps) => {
  const t = useText(reviewMessages);
  const isSaid = entry.state !== 'draft';
  const canConfirm = !isBusy && !lacksClass;
  const group = t('title');
  useShortcuts([
    { keys: 'c', label: t('confirm'), group, isCommand: false, isOn: canConfirm, run: () => { onVerdict('confirmed'); } },
    { keys: 'r', label: t('reject'), group, isCommand: false, isOn: !isBusy, run: () => { onVerdict('rejected'); } },
    { keys: 'z', label: t('withdraw'), group, isCommand: false, isOn: !isBusy && isSaid, run: () => { onVerdict('withdrawn'); } },
  ]);
  return (
    <div className={classes['acts']}>
      <Button rightSection={<Kbd keys="c" />} disabled={!canConfirm} loading={isBusy} onClick={() => { onVerdict('confirmed'); }}>{t('confirm')}</Button>
      <Button variant="default" rightSection={<Kbd keys="r" />} disabled={isBusy} onClick={() => { onVerdict('rejected'); }}>{t('reject')}</Button>
      {isSaid ? <Button variant="subtle" rightSection={<Kbd keys="z" />} disabled={isBusy} onClick={() => { onVerdict('withdrawn'); }}>{t('withdraw')}</Button> : null}
      <span className={classes['quiet']}>{says}</span>
    </div>
  );
};

const Body = ({ entry, subject, isBusy, onSay }: BodyProps) => {
  const t = useText(reviewMessages);
  const may = usePermission()('confirm-medicines');
  const isIngredient = subject === 'ingredient';
  const [fraction, setFraction] = useState<Fraction | null>(entry.fraction ?? entry.proposed);
  const [isAntibiotic, setIsAntibiotic] = useState(entry.isAntibiotic ?? entry.proposedAntibiotic ?? false);
  const say = (verdict: Verdict): void => { onSay({ verdict, ...(isIngredient && verdict === 'confirmed' ? { fraction, isAntibiotic } : { fraction: null, isAntibiotic: null }) }); };
  if (!may) return <div className={classes['body']}><What entry={entry} /></div>;
  return (
    <div className={classes['body']}>
      <What entry={entry} />
      {isIngredient ? <ClassChoice entry={entry} fraction={fraction} isAntibiotic={isAntibiotic} onFraction={setFraction} onAntibiotic={setIsAntibiotic} /> : null}
      <Acts entry={entry} isBusy={isBusy} lacksClass={isIngredient && fraction === null} says={t(isIngredient ? 'reject.says.ingredient' : 'reject.says')} onVerdict={say} />
    </div>
  );
};

type RowProps = BodyProps & { readonly isOpen: boolean; readonly isTouched: boolean; readonly onToggle: () => void };

/** One row: its title and state, and once it is open everything it says. */
export const ReviewRow = ({ isOpen, isTouched, onToggle, ...body }: RowProps) => {
  const head = useRef<HTMLButtonElement>(null);
  // moved to by key, or opened after the one before was judged
  useEffect(() => { if (isOpen && isTouched) head.current?.focus(); }, [isOpen, isTouched]);
  return (
    <li className={classes['row']} data-open={isOpen ? '' : undefined}>
      <button ref={head} type="button" className={classes['head']} aria-expanded={isOpen} onClick={onToggle}><span lang="es" className={classes['title']}>{body.entry.title}<span className={classes['hint']}>{body.entry.says[0]}</span></span><Marks entry={body.entry} /></button>
      {isOpen ? <Body key={`${body.entry.key} ${body.entry.state}`} {...body} /> : null}
    </li>
  );
};
