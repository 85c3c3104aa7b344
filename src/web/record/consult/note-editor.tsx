import type { Chart } from '#modules/record/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useFindings } from '../draft/use-draft.ts';
import { NoteCommands } from '../commands/note-commands.tsx';
import { TemplateButton } from '../templates/template-button.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { DiagnosesField } from './diagnoses-field.tsx';
import { focusField } from './fields.ts';
import { MedicinesField } from './medicines-field.tsx';
import { Narrative } from './narrative.tsx';
import { PlanMends, PrognosisMends, VitalsMends } from './note-mends.tsx';
import { VitalsFields } from './vitals-fields.tsx';

/** The parts of the note: their letter, where the focus goes, and the fields whose lack they show. */
const anchors = [
  { letter: 'S', to: 'subjective', fields: ['subjective'] },
  { letter: 'O', to: 'vitals', fields: ['vitals', 'examination', 'results'] },
  { letter: 'A', to: 'diagnoses', fields: ['diagnoses', 'assessment'] },
  { letter: 'P', to: 'plan', fields: ['plan', 'medicines'] },
  { letter: 'R', to: 'prognosis', fields: ['prognosis'] },
] as const;

const Anchors = () => {
  const t = useText(consultMessages);
  const findings = useFindings();
  return (
    <nav className={classes['anchors']} aria-label={t('anchor.label')}>
      {anchors.map(({ letter, to, fields }) => {
        const missing = findings.filter(({ field, blocks }) => blocks && fields.some((name) => field === name || field.startsWith(`${name}.`))).length;
        return (
          <button key={letter} type="button" onClick={() => { focusField(to); }}>
            {t(`anchor.${letter}`)}
            {missing === 0 ? null : <span className={classes['anchorCount']}><span aria-hidden>{missing}</span><span className="amate-hidden">{t('count.missing', { count: missing })}</span></span>}
          </button>
        );
      })}
      <TemplateButton />
    </nav>
  );
};

/** The evolution note: one document from top to bottom, no page within the page. */
export const NoteEditor = ({ chart }: { readonly chart: Chart | null }) => {
  const t = useText(consultMessages);
  return (
    <div className={classes['note']}>
      {chart === null ? null : <NoteCommands chart={chart} />}
      <Anchors />
      <section aria-label={t('anchor.S')} className={classes['part']}><Narrative name="subjective" rows={4} /></section>
      <section aria-label={t('anchor.O')} className={classes['part']}>
        <VitalsMends />
        <VitalsFields chart={chart} />
        <Narrative name="examination" rows={3} />
        <Narrative name="results" />
      </section>
      <section aria-label={t('anchor.A')} className={classes['part']}>
        <DiagnosesField sex={chart?.patient.sex ?? null} patientId={chart?.patient.id} problems={chart?.problems ?? []} />
        <Narrative name="assessment" />
      </section>
      <section aria-label={t('anchor.P')} className={classes['part']}>
        <Narrative name="plan" rows={3} />
        <PlanMends lastPlan={chart?.lastPlan ?? null} />
        <MedicinesField />
      </section>
      <section aria-label={t('anchor.R')} className={classes['part']}><Narrative name="prognosis" /><PrognosisMends /></section>
    </div>
  );
};
