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

/** A numeral that may be cited, or that it is not confirmed. */
export const useNumeralText = (): ((line: { readonly norm: string; readonly numeral: string | null }) => string) => {
  const t = useText(inspectionMessages);
  return ({ norm, numeral }) => (numeral === null ? `${norm}, ${t('unconfirmed')}` : `${norm} ${numeral}`);
};
