import { useEffect, useSyncExternalStore } from 'react';
import { patientTabs } from './open-patients.ts';
import { patientHue } from './patient-hue.ts';
import type { OpenPatients } from './patient-tabs.ts';

export const useOpenPatients = (): OpenPatients => useSyncExternalStore(patientTabs.onChange, patientTabs.view);

/** Says that this tab shows this patient; returns the colour she has here, unlike that of the other open one. */
export const useShownPatient = (id: string, name: string): string => {
  const { earlier } = useOpenPatients();
  useEffect(() => { patientTabs.show({ id, name }); }, [id, name]);
  return patientHue(id, earlier[0]?.patientId ?? null);
};
