import type { Chart } from '#modules/record/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDraftKeeper, useTakenVitals } from '../draft/use-draft.ts';
import { focusField } from './fields.ts';
import { MendList } from './mend-list.tsx';
import { mendMessages } from './mend-messages.ts';
import { changeEvolution, useRailActs } from './use-rail-acts.ts';

const prognoses = ['prognosis.1', 'prognosis.2', 'prognosis.3', 'prognosis.4', 'prognosis.5', 'prognosis.6'] as const;
const reasons = ['vitals.1', 'vitals.2', 'vitals.3', 'vitals.4'] as const;

export const PrognosisMends = () => {
  const t = useText(mendMessages);
  const keeper = useDraftKeeper();
  const put = (prognosis: string) => (): void => { changeEvolution(keeper, (content) => ({ ...content, prognosis })); };
  return <MendList field="prognosis" to="prognosis" label={t('prognosis')} mends={prognoses.map((key) => ({ says: t(key), run: put(t(key)) }))} />;
};

export const VitalsMends = () => {
  const t = useText(mendMessages);
  const { change } = useTakenVitals();
  const put = (notTaken: string) => (): void => { change((taken) => ({ ...taken, notTaken })); focusField('vitalsNotTaken'); };
  return (
    <MendList
      field="vitals" to="vitals" label={t('vitals')}
      mends={[{ says: t('vitals.take'), run: () => undefined }, ...reasons.map((key) => ({ says: t(key), run: put(t(key)) }))]}
    />
  );
};

const MOST_SHOWN = 120;

export const PlanMends = ({ lastPlan }: { readonly lastPlan: Chart['lastPlan'] }) => {
  const t = useText(mendMessages);
  const acts = useRailActs(useDraftKeeper());
  const hasPlan = lastPlan !== null && lastPlan.plan.trim() !== '';
  return <MendList field="plan" to="plan" label={t('plan')} mends={hasPlan ? [{ says: t('plan.last', { plan: lastPlan.plan.slice(0, MOST_SHOWN) }), run: () => { acts.bringPlan(lastPlan); } }] : []} />;
};
