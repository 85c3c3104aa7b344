import { ActionIcon, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { Chart } from '#modules/record/contract.ts';
import { IconArrowUp, IconTrash } from '../../design/icons.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useDiagnoses, useDraftKeeper, useFindings } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { PromoteProblem } from '../summary/promote-problem.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { DiagnosisFinder } from './diagnosis-finder.tsx';
import { diagnosisFrom } from './diagnosis-from.ts';
import type { DiagnosisHit } from './diagnosis-search.ts';
import { fieldId, focusField } from './fields.ts';
import { FindingLines, findingsId, useIsLacking, useShownFindings } from './finding-lines.tsx';

const MOST = 20;

type RowProps = { /** Its place in the document: `diagnoses.0`. */ readonly field: string; readonly diagnosis: NoteDiagnosis; readonly isFirst: boolean; readonly isMain: boolean; readonly onChange: (diagnosis: NoteDiagnosis) => void; readonly onFirst: () => void; readonly onRemove: () => void };

const DiagnosisRow = ({ field, diagnosis, isFirst, isMain, onChange, onFirst, onRemove }: RowProps) => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const { code, term, certainty, firstTime } = diagnosis;
  const findings = useFindings().filter((finding) => finding.field === field);
  return (
    <li className={classes['diagnosis']} id={fieldId(field)} tabIndex={-1}>
      <span className={classes['diagnosisTerm']}><span className={classes['code']}>{code}</span>{term}{isMain ? <span className={classes['main']}>{t('diagnosis.main')}</span> : null}</span>
      <NativeSelect
        size="xs" aria-label={t('diagnosis.certainty', { term })} value={certainty} data={(['presumptive', 'confirmed'] as const).map((value) => ({ value, label: n(`certainty.${value}`) }))}
        onChange={(event) => { onChange({ ...diagnosis, certainty: event.currentTarget.value === 'confirmed' ? 'confirmed' : 'presumptive' }); }}
      />
      <NativeSelect
        size="xs" aria-label={t('diagnosis.occasion', { term })} value={firstTime ? 'first' : 'again'} data={[{ value: 'first', label: n('first-time') }, { value: 'again', label: n('follow-up') }]}
        onChange={(event) => { onChange({ ...diagnosis, firstTime: event.currentTarget.value === 'first' }); }}
      />
      <ActionIcon aria-label={t('diagnosis.first', { term })} style={isFirst ? { visibility: 'hidden' } : {}} onClick={onFirst}><IconArrowUp size={16} /></ActionIcon>
      <ActionIcon aria-label={t('diagnosis.remove', { term })} onClick={onRemove}><IconTrash size={16} /></ActionIcon>
      <FindingLines field={field} findings={findings} />
    </li>
  );
};

type DiagnosesProps = { /** Where the document keeps them. */ readonly field?: string; readonly label?: string; readonly sex: string | null; readonly patientId: PatientId | undefined; /** What this patient was diagnosed with before. */ readonly problems: Chart['problems'] };

/** Coded diagnoses, the main one first. One that is already there is pointed at, never doubled. */
export const DiagnosesField = ({ field = 'diagnoses', label, sex, patientId, problems }: DiagnosesProps) => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const language = useLanguage();
  const keeper = useDraftKeeper();
  const [diagnoses, change] = useDiagnoses(field);
  const [said, setSaid] = useState('');
  const [wasVisited, setWasVisited] = useState(false);
  const findings = useShownFindings(field, wasVisited);
  const isLacking = useIsLacking(field);
  const add = (hit: DiagnosisHit): void => {
    const diagnosis = diagnosisFrom(hit, language, problems.find(({ code }) => code === hit.term.code));
    const there = diagnoses.findIndex(({ code }) => code === diagnosis.code);
    setSaid(t(there >= 0 ? 'diagnosis.already' : 'diagnosis.added', { term: diagnosis.term }));
    if (there >= 0) document.getElementById(fieldId(`${field}.${String(there)}`))?.scrollIntoView({ block: 'nearest' });
    else if (diagnoses.length < MOST) change([...diagnoses, diagnosis]);
  };
  const without = (code: string): NoteDiagnosis[] => diagnoses.filter((each) => each.code !== code);
  return (
    <fieldset className={classes['diagnoses']} data-lacking={isLacking}>
      <legend>{label ?? n('part.diagnoses')}</legend>
      {diagnoses.length === 0 ? null : (
        <ol className={classes['diagnosisList']}>
          {diagnoses.map((diagnosis, at) => (
            <DiagnosisRow
              key={diagnosis.code} field={`${field}.${String(at)}`} diagnosis={diagnosis} isFirst={at === 0} isMain={at === 0 && diagnoses.length > 1}
              onChange={(next) => { change(diagnoses.map((each) => (each.code === next.code ? next : each))); }}
              onFirst={() => { change([diagnosis, ...without(diagnosis.code)]); }}
              onRemove={() => { change(without(diagnosis.code)); focusField(field); }}
            />
          ))}
        </ol>
      )}
      {patientId === undefined ? null : <PromoteProblem patientId={patientId} diagnoses={diagnoses} />}
      <DiagnosisFinder field={field} sex={sex} describedBy={findings.length === 0 ? undefined : findingsId(field)} onChoose={add} onLeave={() => { setWasVisited(true); setSaid(''); keeper.flush(); }} />
      <p role="status" className={said === '' ? 'amate-hidden' : classes['help']}>{said}</p>
      <FindingLines field={field} findings={findings} />
    </fieldset>
  );
};
