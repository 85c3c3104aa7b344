import type { Licence } from '#modules/workforce/contract.ts';
import { SeverityBadge } from '../design/severity.tsx';
import type { Severity } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { staffMessages } from './messages.ts';

const severities = { unverified: 'warning', verified: 'good', 'expires-soon': 'warning', expired: 'critical' } as const satisfies Record<Licence['state'], Severity>;

/** A licence's state as icon, word and colour. */
export const LicenceBadge = ({ licence, hasKind = false }: { readonly licence: Licence; readonly hasKind?: boolean }) => {
  const t = useText(staffMessages);
  return <SeverityBadge severity={severities[licence.state]}>{hasKind ? `${t(`kind.${licence.kind}`)}: ` : ''}{t(`licence.${licence.state}`)}</SeverityBadge>;
};
