import { formatCivilDate } from '#kernel/civil-date.ts';
import type { KidneyStage, KidneyState } from '#kernel/kidney-function.ts';
import type { PregnancyState } from '#kernel/pregnancy.ts';
import type { Chart } from '#modules/record/contract.ts';
import { Badge, SeverityBadge } from '../../design/severity.tsx';
import type { Severity } from '../../design/severity.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { IconBabyBottle, IconBabyCarriage } from '../icons.ts';
import { clinicalState, useToday } from './clinical-state.ts';
import { stateMessages } from './state-messages.ts';
import { useSummary } from './use-summary.ts';

/** Pregnancy or breastfeeding in words; null for what changes no prescription. What is doubtful says so before anything else. */
export const usePregnancyText = (): ((state: PregnancyState) => string | null) => {
  const t = useText(stateMessages);
  const language = useLanguage();
  return ({ status, due, age, toConfirm, statedOn }) => {
    if (status === 'not-pregnant' || status === 'unknown') return null;
    const on = formatCivilDate(statedOn, language);
    if (status !== 'pregnant') return toConfirm === null ? t(status) : t(`${status}.old`, { on });
    if (toConfirm === 'due-date-passed' && due !== null) return t('pregnancy.due-date-passed', { due: formatCivilDate(due, language) });
    if (toConfirm !== null) return t('pregnancy.old', { on });
    return due === null || age === null ? t('pregnancy.undated') : t('pregnancy.dated', { age: t('pregnancy.age', age).trim(), due: formatCivilDate(due, language) });
  };
};

const PregnancyMark = ({ state }: { readonly state: PregnancyState }) => {
  const says = usePregnancyText()(state);
  if (says === null) return null;
  if (state.toConfirm !== null) return <SeverityBadge severity="warning">{says}</SeverityBadge>;
  return <Badge hue="blue" icon={state.status === 'pregnant' ? IconBabyCarriage : IconBabyBottle}>{says}</Badge>;
};

const looks = { G1: 'neutral', G2: 'neutral', G3a: 'warning', G3b: 'warning', G4: 'critical', G5: 'critical' } as const satisfies Record<KidneyStage, Severity>;

/** The estimate with its stage in words and its day; without an estimate, the creatinine and why there is none. */
export const useKidneysText = (): ((state: KidneyState) => { readonly short: string; readonly long: string; /** Without the day. */ readonly told: string }) => {
  const t = useText(stateMessages);
  const language = useLanguage();
  return ({ creatinine, takenOn, estimate, noEstimate, isOld }) => {
    const on = formatCivilDate(takenOn, language);
    const age = isOld ? `, ${t('kidneys.old')}` : '';
    if (estimate === null) {
      const short = t('kidneys.creatinine', { creatinine, on: `${on}${age}`, why: noEstimate === null ? '' : t(`why.${noEstimate}`) });
      return { short, long: short, told: noEstimate === null ? '' : t(`why.${noEstimate}`) };
    }
    const { filtration: value, stage, equation } = estimate;
    const staged = stage === null ? '' : ` · ${t(`stage.${stage}`)}`;
    return {
      short: t('kidneys.estimate', { value, stage: staged, on: `${on}${age}` }),
      told: `${t('kidneys.told', { value, equation: t(`equation.${equation}`), stage: staged })}${age}`,
      long: t('kidneys.long', { value, equation: t(`equation.${equation}`), creatinine, on }),
    };
  };
};

const KidneysMark = ({ state }: { readonly state: KidneyState }) => {
  const { short, long } = useKidneysText()(state);
  const stage = state.estimate?.stage ?? null;
  const grave = stage === null ? 'neutral' : looks[stage];
  return <span title={long}><SeverityBadge severity={state.isOld && grave === 'neutral' ? 'info' : grave}>{short}</SeverityBadge></span>;
};

/** Beside the allergies: what of pregnancy, breastfeeding and kidneys must be known before anything is prescribed. */
export const StateMarks = ({ patient }: { readonly patient: Pick<Chart['patient'], 'id' | 'birthDate' | 'biologicalSex'> }) => {
  const { data } = useSummary(patient.id);
  const now = useToday();
  if (data === undefined) return null;
  const { pregnancy, kidneys } = clinicalState(data.items, patient, now);
  return (
    <>
      {pregnancy === null ? null : <li data-mark="pregnancy"><PregnancyMark state={pregnancy} /></li>}
      {kidneys === null ? null : <li data-mark="kidneys"><KidneysMark state={kidneys} /></li>}
    </>
  );
};
