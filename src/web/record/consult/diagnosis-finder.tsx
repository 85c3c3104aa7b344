import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { useDiagnosisSearch } from './diagnosis-search.ts';
import type { DiagnosisHit } from './diagnosis-search.ts';
import { fieldId } from './fields.ts';

const step = (key: string, active: number, count: number): number | null => {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown': return (active + 1) % count;
    case 'ArrowUp': return (active - 1 + count) % count;
    default: return null;
  }
};

type HitsProps = { readonly id: string; readonly hits: readonly DiagnosisHit[]; readonly active: number; readonly onChoose: (hit: DiagnosisHit) => void };

const Hits = ({ id, hits, active, onChoose }: HitsProps) => {
  const t = useText(consultMessages);
  const language = useLanguage();
  return (
    <ul id={id} role="listbox" aria-label={t('diagnosis.find')} className={classes['hits']}>
      {hits.map((hit, at) => (
        <li
          key={hit.code} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['hit']}
          ref={(element) => { if (at === active) element?.scrollIntoView({ block: 'nearest' }); }}
          onPointerDown={(event) => { event.preventDefault(); onChoose(hit); }}
        >
          <span className={classes['code']}>{hit.code}</span> {hit.display[language === 'en-US' ? 'en' : 'es']}
        </li>
      ))}
    </ul>
  );
};

type FinderProps = { readonly sex: string | null; readonly describedBy: string | undefined; readonly onChoose: (hit: DiagnosisHit) => void; readonly onLeave: () => void };

/** Finds a diagnosis as it is typed. Arrows move, Enter adds, Esc clears; the focus never leaves the box. */
export const DiagnosisFinder = ({ sex, describedBy, onChoose, onLeave }: FinderProps) => {
  const t = useText(consultMessages);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const { hits, isDone, hasFailed } = useDiagnosisSearch(typed, sex);
  const shows = isOpen && hits.length > 0;
  const choose = (hit: DiagnosisHit): void => {
    onChoose(hit);
    setTyped('');
    setActive(0);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const next = step(event.key, active, shows ? hits.length : 0);
    const hit = hits[active];
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' && shows && hit !== undefined) choose(hit);
    else if (event.key === 'Escape' && typed !== '') setTyped('');
    else return;
    event.preventDefault();
  };
  const said = hasFailed ? t('diagnosis.failed') : isDone && hits.length === 0 ? t('diagnosis.none') : '';
  return (
    <div className={classes['finder']}>
      <label htmlFor={fieldId('diagnoses')} className="amate-hidden">{t('diagnosis.find')}</label>
      <input
        ref={input} id={fieldId('diagnoses')} className={classes['line']} value={typed} maxLength={80} autoComplete="off" spellCheck={false} placeholder={t('diagnosis.placeholder')}
        role="combobox" aria-expanded={shows} aria-controls={shows ? listId : undefined} aria-autocomplete="list" aria-describedby={describedBy}
        aria-activedescendant={shows ? `${listId}-${String(Math.min(active, hits.length - 1))}` : undefined}
        onChange={(event) => { setTyped(event.currentTarget.value); setActive(0); setIsOpen(true); }}
        onFocus={() => { setIsOpen(true); }} onBlur={() => { setIsOpen(false); onLeave(); }} onKeyDown={onKeyDown}
      />
      {shows ? <Hits id={listId} hits={hits} active={active} onChoose={choose} /> : null}
      <p role="status" className={said === '' ? 'amate-hidden' : classes['help']}>{said === '' && shows && isDone ? t('diagnosis.found', { count: hits.length }) : said}</p>
    </div>
  );
};
