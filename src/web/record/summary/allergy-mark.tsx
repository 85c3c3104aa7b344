import type { PatientId } from '#kernel/ids.ts';
import { SeverityBadge } from '../../design/severity.tsx';
import { useText } from '../../i18n/use-text.ts';
import { summaryMessages } from './summary-messages.ts';
import { useSummary } from './use-summary.ts';

const looks = { known: 'critical', 'none-known': 'neutral', 'not-asked': 'warning' } as const;

/** Allergies as they must be seen before anything is written: what is known, that none is, or that nobody asked. */
export const AllergyMark = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(summaryMessages);
  const { data } = useSummary(patientId);
  if (data === undefined) return null;
  const names = data.items.flatMap(({ content }) => (content.kind === 'allergy' && content.status === 'active' ? [content.substance] : [])).join(', ');
  return <SeverityBadge severity={looks[data.allergies]}>{t(`allergies.${data.allergies}`, { names })}</SeverityBadge>;
};
