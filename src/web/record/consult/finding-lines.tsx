import type { NoteContent, NoteFinding } from '#modules/record/contract.ts';
import { IconAlertTriangle } from '../../design/icons.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useDraftPart, useFindings } from '../draft/use-draft.ts';
import { labelOfPlace } from '../form/field-labels.ts';
import { useDocumentType } from '../form/use-document-types.ts';
import { useWasAttempted } from './attempt-context.ts';
import classes from './consult.module.css';
import { consultMessages } from './consult-messages.ts';
import { fieldId } from './fields.ts';
import { findingMessages } from './finding-messages.ts';

const isKnown = (key: string): key is keyof typeof findingMessages => Object.hasOwn(findingMessages, key);

/** What a finding says, with its numeral: as law where its text may be cited, else as one still to be confirmed. */
export const useFindingText = (): ((finding: NoteFinding) => { readonly says: string; readonly numeral: string | null }) => {
  const f = useText(findingMessages);
  const t = useText(consultMessages);
  const type = useDocumentType();
  const language = useLanguage();
  const numeralText = ({ norm, numeral, unconfirmed }: NoteFinding): string | null => {
    if (numeral !== null) return t('norm.numeral', { norm, numeral });
    return unconfirmed === null ? null : t('norm.unconfirmed', { norm, numeral: unconfirmed });
  };
  return (finding) => {
    const { code, field } = finding;
    const key = `missing.${code}`;
    const place = type === null ? '' : labelOfPlace(type, field, language);
    // the name of a field may be a question, which ends the sentence by itself
    return { says: isKnown(key) ? f(key, { field: place }).replace(/\?\.$/, '?') : code, numeral: numeralText(finding) };
  };
};

/** The medicine or diagnosis a finding is about, by its name or its number; null for other findings. */
export const subjectOf = ({ field }: NoteFinding, content: NoteContent): string | null => {
  const [, list, at] = /^(medicines|diagnoses)\.(\d+)(?:\.|$)/.exec(field) ?? [];
  if (at === undefined || content.kind !== 'evolution') return null;
  const name = list === 'medicines' ? content.medicines[Number(at)]?.name : content.diagnoses[Number(at)]?.term;
  return name?.trim() || String(Number(at) + 1);
};

/** The findings of exactly this field that are to be shown now: once it was visited, or after an attempt to sign. */
export const useShownFindings = (field: string, wasVisited: boolean): readonly NoteFinding[] => {
  const findings = useFindings();
  const wasAttempted = useWasAttempted();
  return wasVisited || wasAttempted ? findings.filter((finding) => finding.field === field && finding.blocks) : [];
};

/** True when the norm misses exactly this field: its name is underlined from the first save on, as one writes. */
export const useIsLacking = (field: string): boolean =>
  useDraftPart(({ draft, findings }) => draft.version > 0 && findings.some((finding) => finding.field === field && finding.blocks));

export const findingsId = (field: string): string => `${fieldId(field)}-falta`;

export const FindingLines = ({ field, findings }: { readonly field: string; readonly findings: readonly NoteFinding[] }) => {
  const textOf = useFindingText();
  if (findings.length === 0) return null;
  return (
    <div id={findingsId(field)} className={classes['findings']}>
      {findings.map((finding) => {
        const { says, numeral } = textOf(finding);
        return <p key={finding.code} data-advice={finding.blocks ? undefined : true}><IconAlertTriangle size={14} aria-hidden /> <span>{says}{numeral === null ? null : <small> {numeral}</small>}</span></p>;
      })}
    </div>
  );
};
