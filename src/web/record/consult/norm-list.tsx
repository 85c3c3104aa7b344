import type { NoteFinding } from '#modules/record/contract.ts';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '../../design/icons.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useDraftPart, useFindings } from '../draft/use-draft.ts';
import { useDocumentType } from '../form/use-document-types.ts';
import { goToMark } from '../phrases/phrase-typing.ts';
import { isOfPhrases } from '../phrases/phrase-finding.ts';
import { noteMessages } from '../note/note-messages.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { focusField } from './fields.ts';
import { subjectOf, useFindingText } from './finding-lines.tsx';

const none: readonly string[] = [];
const isUnder = (field: string, part: string): boolean => field === part || field.startsWith(`${part}.`);

/** Sections of a form that lack nothing. */
const usePresentSections = (missing: readonly NoteFinding[]): readonly string[] => {
  const type = useDocumentType();
  const language = useLanguage();
  if (type === null) return none;
  return type.sections.filter(({ fields }) => !fields.some(({ id }) => missing.some(({ field }) => isUnder(field, id)))).map(({ title }) => title[language]);
};

const wanted = {
  evolution: ['subjective', 'vitals', 'diagnoses', 'plan', 'prognosis'],
  addendum: ['reason', 'text'],
} as const;

const Item = ({ finding }: { readonly finding: NoteFinding }) => {
  const textOf = useFindingText();
  const { says, numeral } = textOf(finding);
  const subject = useDraftPart(({ draft }) => subjectOf(finding, draft.content));
  const Icon = finding.blocks ? IconAlertTriangle : IconInfoCircle;
  const inside = <><Icon size={16} aria-hidden /><span>{subject === null ? null : <b>{subject}: </b>}{says}{numeral === null ? null : <small>{numeral}</small>}</span></>;
  return finding.blocks
    ? <li><button type="button" className={classes['normItem']} data-grave onClick={() => { if (!isOfPhrases(finding) || !goToMark(finding.field)) focusField(finding.field); }}>{inside}</button></li>
    : <li className={classes['normItem']}>{inside}</li>;
};

/** What the norms ask of this note: what is missing leads to its field, what is there is ticked. */
export const NormList = () => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const findings = useFindings();
  const kind = useDraftPart(({ draft }) => draft.content.kind);
  const missing = findings.filter(({ blocks }) => blocks);
  const advice = findings.filter(({ blocks }) => !blocks);
  const sections = usePresentSections(missing);
  const parts = kind === 'evolution' || kind === 'addendum' ? wanted[kind].filter((part) => !missing.some(({ field }) => isUnder(field, part))) : [];
  const present = [...parts.map((part) => n(`part.${part}`)), ...sections];
  return (
    <div className={classes['norm']}>
      {missing.length === 0 ? <p className={classes['complete']}><IconCircleCheck size={18} aria-hidden /> {t('norm.complete')}</p> : (
        <section><h3>{t('norm.missing')}</h3><ul>{missing.map((finding) => <Item key={`${finding.field} ${finding.code}`} finding={finding} />)}</ul></section>
      )}
      {advice.length === 0 ? null : <section><h3>{t('norm.advice')}</h3><ul>{advice.map((finding) => <Item key={`${finding.field} ${finding.code}`} finding={finding} />)}</ul></section>}
      {present.length === 0 ? null : (
        <section><h3>{t('norm.present')}</h3><ul>{present.map((part) => <li key={part} className={classes['normItem']}><IconCircleCheck size={16} aria-hidden /><span>{part}</span></li>)}</ul></section>
      )}
    </div>
  );
};
