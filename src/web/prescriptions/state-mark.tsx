import type { PrescriptionList } from '#modules/prescriptions/contract.ts';
import { SeverityBadge } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { rxMessages } from './messages.ts';

type Entry = PrescriptionList[number];

/** Where a prescription stands: in work, signed, ended, handed over. */
export const StateMark = ({ entry }: { readonly entry: Entry }) => {
  const t = useText(rxMessages);
  if (entry.state === 'draft') return <SeverityBadge severity="warning">{t('state.draft')}</SeverityBadge>;
  if (entry.ended !== null) return <SeverityBadge severity="neutral">{t(`state.${entry.ended}`)}</SeverityBadge>;
  if (entry.dispensed === 'partly' || entry.dispensed === 'exhausted' || entry.dispensed === 'expired') return <SeverityBadge severity={entry.dispensed === 'expired' ? 'neutral' : 'info'}>{t(`state.${entry.dispensed}`)}</SeverityBadge>;
  return <SeverityBadge severity="good">{t('state.signed')}</SeverityBadge>;
};
