import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { Chart } from '#modules/record/contract.ts';
import { Dialog } from '../design/dialog.tsx';
import { Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import type { Typed } from './growth-charts.tsx';
import { growthMessages } from './messages.ts';
import { useGrowth, useIsGrowing } from './use-growth.ts';

const GrowthCharts = lazy(async () => ({ default: (await import('./growth-charts.tsx')).GrowthCharts }));

/** The charts over a note in work, with what it says so far; for children alone. */
export const GrowthGlance = ({ patient, typed }: { readonly patient: Pick<Chart['patient'], 'id' | 'birthDate'>; readonly typed: Typed }) => {
  const t = useText(growthMessages);
  const isGrowing = useIsGrowing(patient.birthDate);
  const { data } = useGrowth(patient.id, isGrowing);
  const [isOpen, setIsOpen] = useState(false);
  useShortcuts([{ keys: [], label: t('keys.show'), group: t('title'), isOn: isGrowing, run: () => { setIsOpen(true); } }]);
  if (!isGrowing || data === undefined) return null;
  return (
    <>
      <Button variant="subtle" size="compact-sm" onClick={() => { setIsOpen(true); }}>{t('show')}</Button>
      <Dialog opened={isOpen} onClose={() => { setIsOpen(false); }} title={t('title')} size="min(960px, 96vw)">
        <Suspense fallback={<Loading />}><GrowthCharts patientId={patient.id} growth={data} typed={typed} /></Suspense>
      </Dialog>
    </>
  );
};
