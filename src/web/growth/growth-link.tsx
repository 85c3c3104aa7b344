import { Link, useLocation } from 'wouter';
import type { Chart } from '#modules/record/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { growthMessages } from './messages.ts';
import { useIsGrowing } from './use-growth.ts';

/** From a child's chart to her growth, by link and by one key; nothing for adults. */
export const GrowthLink = ({ patient, group, className }: { readonly patient: Pick<Chart['patient'], 'id' | 'birthDate'>; readonly group: string; readonly className: string }) => {
  const t = useText(growthMessages);
  const [, go] = useLocation();
  const isGrowing = useIsGrowing(patient.birthDate);
  const path = `/pacientes/${patient.id}/crecimiento`;
  useShortcuts([{ keys: 'w', label: t('keys.open'), group, isOn: isGrowing, run: () => { go(path); } }]);
  return isGrowing ? <>{' '}<Link href={path} className={className}>{t('title')}</Link></> : null;
};
