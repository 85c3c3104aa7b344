import type { InspectionScore } from '#modules/inspection/contract.ts';
import { SeverityBadge } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { inspectionMessages } from './messages.ts';

/** How much is in order, as words in a badge; the whole is what applies. */
export const Score = ({ score: { present, absent } }: { readonly score: InspectionScore }) => {
  const t = useText(inspectionMessages);
  const total = present + absent;
  if (total === 0) return <SeverityBadge severity="neutral">{t('score.none')}</SeverityBadge>;
  return absent === 0
    ? <SeverityBadge severity="good">{t('score.all', { total })}</SeverityBadge>
    : <SeverityBadge severity="warning">{t('score', { present, total })}</SeverityBadge>;
};

/** A numeral as law where it may be cited, else as one that is not confirmed. */
export const useNumeralText = (): ((line: { readonly norm: string; readonly numeral: string | null; readonly unconfirmed: string | null }) => string) => {
  const t = useText(inspectionMessages);
  return ({ norm, numeral, unconfirmed }) => (numeral === null ? `${norm}${unconfirmed === null ? '' : ` ${unconfirmed}`} (${t('unconfirmed')})` : `${norm} ${numeral}`);
};
