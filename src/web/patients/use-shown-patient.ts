import { useEffect, useSyncExternalStore } from 'react';
import { patientTabs } from './open-patients.ts';
import { patientHue } from './patient-hue.ts';
import type { OpenPatients, ShownPatient } from './patient-tabs.ts';

export const useOpenPatients = (): OpenPatients => useSyncExternalStore(patientTabs.onChange, patientTabs.view);

/** Says that this tab shows this patient; returns the colour she has here, unlike that of the other open one. */
export const useShownPatient = ({ id, name, recordNumber }: ShownPatient): string => {
  const { earlier } = useOpenPatients();
  useEffect(() => { patientTabs.show({ id, name, recordNumber }); }, [id, name, recordNumber]);
  return patientHue(id, earlier[0]?.patientId ?? null);
};
