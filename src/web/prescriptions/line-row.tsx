import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import type { FoundMedicine } from '#modules/medicines/contract.ts';
import type { OverrideReason, PrescriptionAlert, PrescriptionContent, PrescriptionLaw, PrescriptionLine, PrescriptionPresentation } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { IconStar, IconTrash } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import { reviewAddress } from '../medicines/api.ts';
import { readAmount, readDuration, readFrequency, readQuantity, showAmount, showDuration, showFrequency } from './cells.ts';
import { LineAlerts } from './line-alerts.tsx';
import { LineCell } from './line-cell.tsx';
import { changeLine } from './line-edit.ts';
import { searchMedicines } from './medicines-api.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { routes } from './reasons.ts';

export type RowProps = {
  readonly at: number; readonly line: PrescriptionLine; readonly content: PrescriptionContent;
  readonly presentation: PrescriptionPresentation | null; readonly law: PrescriptionLaw['lines'][number] | undefined; readonly alerts: readonly PrescriptionAlert[];
  readonly onLine: (line: PrescriptionLine) => void; readonly onRemove: () => void; readonly onKeep: () => void;
  readonly onAnswer: (key: string, given: { readonly reason: OverrideReason; readonly words: string } | null) => void;
};

/** The presentations of the same medicine, asked for when the choice is opened. */
const usePresentations = (line: PrescriptionLine, isAsked: boolean): readonly FoundMedicine[] => {
  const { data } = useQuery({
    queryKey: ['presentations', line.generic], enabled: isAsked && line.ingredients.length > 0, staleTime: 10 * 60_000,
    queryFn: ({ signal }) => call(searchMedicines, { query: { q: line.generic.slice(0, 120), limit: 20 } }, { signal }),
  });
  return (data?.medicines ?? []).filter(({ presentationId, ingredients }) => presentationId !== null && ingredients.length === line.ingredients.length && ingredients.every((key) => line.ingredients.includes(key)));
};

const PresentationCell = ({ line, onLine }: Pick<RowProps, 'line' | 'onLine'>) => {
  const t = useText(rxMessages);
  const id = useId();
  const [isAsked, setIsAsked] = useState(line.presentation.id === null && line.ingredients.length > 0);
  const offered = usePresentations(line, isAsked);
  const choose = (text: string): void => {
    const found = offered.find(({ presentation }) => presentation === text);
    if (found === undefined) { onLine({ ...line, presentation: { id: null, text } }); return; }
    const next = { ...line, presentation: { id: found.presentationId, text }, route: line.route ?? (found.routes.length === 1 ? found.routes[0] ?? null : null) };
    const facts = found.facts === null || found.facts.pack.amount === null ? null : { ...found.facts, id: found.presentationId ?? '', routes: [...found.routes], pack: { ...found.facts.pack, amount: found.facts.pack.amount }, content: found.facts.content.map((each) => ({ ...each, ingredient: '' })) };
    onLine(changeLine({ ...next, quantity: null }, {}, facts));
  };
  return (
    <div className={`${classes['cell'] ?? ''} ${classes['cellWide'] ?? ''}`}>
      <label htmlFor={id}>{t('line.presentation')}</label>
      <input
        id={id} list={`${id}-list`} defaultValue={line.presentation.text} key={line.presentation.text} autoComplete="off" spellCheck={false} maxLength={300} data-missing={line.presentation.text.trim() === ''}
        onFocus={() => { setIsAsked(true); }} onBlur={(event) => { if (event.currentTarget.value !== line.presentation.text) choose(event.currentTarget.value); }}
        onChange={(event) => { if (offered.some(({ presentation }) => presentation === event.currentTarget.value)) choose(event.currentTarget.value); }}
      />
      <datalist id={`${id}-list`}>{offered.map(({ presentationId, presentation }) => <option key={presentationId} value={presentation} />)}</datalist>
    </div>
  );
};

const ClassMark = ({ law, line }: Pick<RowProps, 'law' | 'line'>) => {
  const t = useText(rxMessages);
  if (line.ingredients.length === 0) return <span className={classes['tag']} data-warn>{t('line.free')}</span>;
  if (law === undefined) return null;
  return (
    <>
      <span className={classes['tag']} data-warn={law.fraction === null}>{law.fraction === null ? <Link href={reviewAddress('ingredient', line.ingredients[0] ?? '')}>{t(law.isProposed ? 'class.proposed' : 'class.line-none')}</Link> : t('class.line', { class: law.fraction })}</span>
      {law.isAntibiotic ? <span className={classes['tag']}>{t('antibiotic')}</span> : null}
    </>
  );
};

const FillsCell = ({ line, mostFills, onLine }: Pick<RowProps, 'line' | 'onLine'> & { readonly mostFills: number }) => {
  const t = useText(rxMessages);
  const id = useId();
  if (mostFills === 1) return null;
  return (
    <div className={classes['cell']}>
      <label htmlFor={id}>{t('line.fills')}</label>
      <select id={id} value={String(line.fills)} onChange={(event) => { onLine({ ...line, fills: Number(event.currentTarget.value) }); }}>
        {Array.from({ length: mostFills }, (_, at) => <option key={at} value={at + 1}>{at + 1}</option>)}
      </select>
    </div>
  );
};

const MoreCells = ({ line, law, content, onLine }: Pick<RowProps, 'line' | 'law' | 'content' | 'onLine'>) => {
  const t = useText(rxMessages);
  const id = useId();
  return (
    <details className={classes['more']} open={content.isForAbroad || law?.fraction === 'I'}>
      <summary>{t('line.more')}</summary>
      <div className={classes['cells']}>
        <LineCell label={t('line.generic')} shown={line.generic} read={(typed) => typed.trim()} onRead={(generic) => { onLine({ ...line, generic: generic ?? '' }); }} example="" isMissing={line.generic.trim() === ''} width="wide" />
        <LineCell label={t('line.brand')} shown={line.brand ?? ''} read={(typed) => (typed.trim() === '' ? null : typed.trim())} onRead={(brand) => { onLine({ ...line, brand }); }} example="" isMissing={false} />
        <FillsCell line={line} mostFills={law?.mostFills ?? 12} onLine={onLine} />
        {law?.fraction === 'I' ? <LineCell label={t('line.special')} shown={line.specialFolio ?? ''} read={(typed) => (typed.trim() === '' ? null : typed.trim().slice(0, 60))} onRead={(specialFolio) => { onLine({ ...line, specialFolio }); }} example="" isMissing={(line.specialFolio ?? '') === ''} width="wide" /> : null}
        <div className={`${classes['cell'] ?? ''} ${classes['cellFull'] ?? ''}`}>
          <label htmlFor={`${id}-en`}>{t('line.en')}</label>
          <textarea id={`${id}-en`} lang="en" rows={2} maxLength={1_000} value={line.indications.en} onChange={(event) => { onLine({ ...line, indications: { ...line.indications, en: event.currentTarget.value } }); }} />
        </div>
      </div>
    </details>
  );
};

const QuantityCell = ({ line, presentation, onLine }: Pick<RowProps, 'line' | 'presentation' | 'onLine'>) => {
  const t = useText(rxMessages);
  const packs = line.quantity?.packs ?? null;
  return (
    <LineCell
      label={packs === null ? t('line.quantity') : `${t('line.quantity')} · ${t('line.packs', { packs })}`} shown={showAmount(line.quantity)} read={(typed) => readQuantity(typed, presentation?.pack ?? null)}
      onRead={(quantity) => { onLine({ ...line, quantity }); }} example="21 cápsulas" isMissing={line.quantity === null}
    />
  );
};

/** One line of the prescription, every part of it changed in its place. */
export const LineRow = ({ at, line, content, presentation, law, alerts, onLine, onRemove, onKeep, onAnswer }: RowProps) => {
  const t = useText(rxMessages);
  const id = useId();
  const change = (parts: Parameters<typeof changeLine>[1]): void => { onLine(changeLine(line, parts, presentation)); };
  const name = line.generic === '' ? line.brand ?? '—' : line.generic;
  return (
    <li className={classes['row']} aria-label={t('line.of', { number: at + 1, name })} data-rx-line={at}>
      <div className={classes['rowHead']}>
        <h3><span className={classes['number']}>{at + 1}</span> {name}{line.brand === null || line.generic === '' ? null : <span className={classes['quiet']}> ({line.brand})</span>}</h3>
        <ClassMark law={law} line={line} />
        <span className={classes['rowActs']}>
          <button type="button" className={classes['iconButton']} aria-label={t('favourite.keep')} title={t('favourite.keep')} onClick={onKeep}><IconStar size={18} aria-hidden /></button>
          <button type="button" className={classes['iconButton']} aria-label={t('line.remove', { name })} title={t('line.remove', { name })} onClick={onRemove}><IconTrash size={18} aria-hidden /></button>
        </span>
      </div>
      <div className={classes['cells']}>
        <PresentationCell line={line} onLine={onLine} />
        <LineCell label={t('line.dose')} shown={showAmount(line.dose)} read={readAmount} onRead={(dose) => { change({ dose }); }} example="1 tableta" isMissing={line.dose === null} />
        <div className={classes['cell']}>
          <label htmlFor={`${id}-route`}>{t('line.route')}</label>
          <select id={`${id}-route`} value={line.route ?? ''} data-missing={line.route === null} onChange={(event) => { change({ route: event.currentTarget.value === '' ? null : event.currentTarget.value }); }}>
            <option value="">{t('line.choose')}</option>
            {routes.map((route) => <option key={route} value={route}>{t(`route.${route}`)}</option>)}
          </select>
        </div>
        <LineCell label={t('line.frequency')} shown={showFrequency(line.frequency)} read={readFrequency} onRead={(frequency) => { change({ frequency }); }} example="c/8 h" isMissing={line.frequency === null} />
        <LineCell label={t('line.duration')} shown={showDuration(line.duration)} read={readDuration} onRead={(duration) => { change({ duration }); }} example="7 días" isMissing={line.duration === null && line.frequency?.kind !== 'once'} />
        <LineCell label={t('line.as-needed')} shown={line.asNeeded ?? ''} read={(typed) => (typed.trim() === '' ? null : typed.trim())} onRead={(asNeeded) => { change({ asNeeded }); }} example="" isMissing={false} />
        <QuantityCell line={line} presentation={presentation} onLine={onLine} />
        <div className={`${classes['cell'] ?? ''} ${classes['cellWords'] ?? ''}`}>
          <label htmlFor={`${id}-es`}>{t('line.es')}</label>
          <textarea id={`${id}-es`} lang="es" rows={2} maxLength={1_000} value={line.indications.es} data-missing={line.indications.es.trim() === ''} onChange={(event) => { onLine({ ...line, indications: { ...line.indications, es: event.currentTarget.value } }); }} />
        </div>
      </div>
      <LineAlerts alerts={alerts} content={content} onAnswer={onAnswer} />
      <MoreCells line={line} law={law} content={content} onLine={onLine} />
    </li>
  );
};
