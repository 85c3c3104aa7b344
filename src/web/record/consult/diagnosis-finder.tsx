import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { catalogueText, useDiagnosisSearch } from './diagnosis-search.ts';
import type { DiagnosisHit } from './diagnosis-search.ts';
import type { NoteContent } from '#modules/record/contract.ts';
import type { DiagnosisTerm } from '#modules/terminology/contract.ts';
import { useDraftPart } from '../draft/use-draft.ts';
import { fieldId } from './fields.ts';
import { mending } from './mending.ts';
import { useIsMending } from './use-mend.ts';

const step = (key: string, active: number, count: number): number | null => {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown': return (active + 1) % count;
    case 'ArrowUp': return (active - 1 + count) % count;
    default: return null;
  }
};

type HitsProps = { readonly id: string; readonly terms: readonly DiagnosisTerm[]; readonly active: number; readonly onChoose: (term: DiagnosisTerm) => void };

const Hits = ({ id, terms, active, onChoose }: HitsProps) => {
  const t = useText(consultMessages);
  const language = useLanguage();
  return (
    <ul id={id} role="listbox" aria-label={t('diagnosis.find')} className={classes['hitList']}>
      {terms.map((term, at) => (
        <li
          key={term.code} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['hit']}
          ref={(element) => { if (at === active) element?.scrollIntoView({ block: 'nearest' }); }}
          onPointerDown={(event) => { event.preventDefault(); onChoose(term); }}
        >
          <span className={classes['code']}>{term.code}</span> {term.display[language === 'en-US' ? 'en' : 'es']}
          {term.icd11 === null ? null : <span className={classes['mapped']} title={term.icd11.title}> {t('diagnosis.icd11', { code: term.icd11.code })}</span>}
        </li>
      ))}
    </ul>
  );
};

type SaidProps = { readonly hasFailed: boolean; /** Null while the answer is awaited. */ readonly count: number | null; readonly isOpen: boolean };

/** What came of the search: read aloud, and shown when nothing did. */
const Said = ({ hasFailed, count, isOpen }: SaidProps) => {
  const t = useText(consultMessages);
  if (hasFailed) return <p role="status" className={classes['help']}>{t('diagnosis.failed')}</p>;
  if (count === 0) return <p role="status" className={classes['help']}>{t('diagnosis.none')}</p>;
  return <p role="status" className="amate-hidden">{isOpen && count !== null ? t('diagnosis.found', { count }) : ''}</p>;
};

type FinderProps = { readonly field: string; readonly sex: string | null; readonly describedBy: string | undefined; readonly onChoose: (hit: DiagnosisHit) => void; readonly onLeave: () => void };

const MOST_WORDS = 6;

/** The first words of the assessment, to look a diagnosis up by. */
const assessmentWords = (content: NoteContent): string =>
  (content.kind === 'evolution' ? content.assessment.trim().split(/[.,;:\n]/)[0]?.split(/\s+/).slice(0, MOST_WORDS).join(' ').slice(0, 80) ?? '' : '');

/** Finds a diagnosis as it is typed. Arrows move, Enter adds, Esc clears; the focus never leaves the box. */
export const DiagnosisFinder = ({ field, sex, describedBy, onChoose, onLeave }: FinderProps) => {
  const t = useText(consultMessages);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [isOpen, setIsOpen] = useState(false);
  const { terms, catalogue, isDone, hasFailed } = useDiagnosisSearch(typed, sex);
  const isMending = useIsMending(field);
  const seed = useDraftPart(({ draft }) => assessmentWords(draft.content));
  // what the assessment says is what is looked for first; selected, so that typing replaces it
  useEffect(() => {
    if (!isMending) return;
    mending.done();
    if (typed !== '' || seed === '') return;
    setTyped(seed);
    setIsOpen(true);
    requestAnimationFrame(() => { input.current?.select(); });
  }, [isMending, seed, typed]);
  const shows = isOpen && terms.length > 0 && catalogue !== null;
  const choose = (term: DiagnosisTerm): void => {
    if (catalogue !== null) onChoose({ term, catalogue });
    setTyped('');
    setActive(0);
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const next = step(event.key, active, shows ? terms.length : 0);
    const term = terms[active];
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' && shows && term !== undefined) choose(term);
    else if (event.key === 'Escape' && typed !== '') setTyped('');
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes['finder']}>
      <label htmlFor={fieldId(field)} className="amate-hidden">{t('diagnosis.find')}</label>
      <input
        ref={input} id={fieldId(field)} className={classes['line']} value={typed} maxLength={80} autoComplete="off" spellCheck={false} placeholder={t('diagnosis.placeholder')}
        role="combobox" aria-expanded={shows} aria-controls={shows ? listId : undefined} aria-autocomplete="list" aria-describedby={describedBy}
        aria-activedescendant={shows ? `${listId}-${String(Math.min(active, terms.length - 1))}` : undefined}
        onChange={(event) => { setTyped(event.currentTarget.value); setActive(0); setIsOpen(true); }}
        onFocus={() => { setIsOpen(true); }} onBlur={() => { setIsOpen(false); onLeave(); }} onKeyDown={onKeyDown}
      />
      {shows ? (
        <div className={classes['hits']} ref={(element) => { element?.scrollIntoView({ block: 'nearest' }); }}>
          <Hits id={listId} terms={terms} active={active} onChoose={choose} />
          <p className={classes['hitsFoot']}>{catalogueText(catalogue)}{terms.some(({ reviewed }) => !reviewed) ? ` · ${t('diagnosis.unreviewed')}` : ''}</p>
        </div>
      ) : null}
      <Said hasFailed={hasFailed} count={isDone ? terms.length : null} isOpen={shows} />
    </div>
  );
};
