import { Combobox, Text, TextInput, useCombobox } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { PatientRow } from '#modules/patients/contract.ts';
import { PersonName } from '../design/text.tsx';
import { PatientLine } from './patient-line.tsx';
import { usePatientSearch } from './use-patient-search.ts';

export type PatientPickerProps = {
  readonly label: string;
  readonly hint: string;
  readonly value: PatientRow | null;
  readonly onChange: (patient: PatientRow | null) => void;
  readonly error?: string | undefined;
  /** Shown when nobody fits: registering, usually. */
  readonly whenNone: ReactNode;
  readonly excludedId?: PatientId;
};

/** Chooses one patient by typing: arrows and Enter, name in any order, CURP, telephone or record number. */
export const PatientPicker = ({ label, hint, value, onChange, error, whenNone, excludedId }: PatientPickerProps) => {
  const [typed, setTyped] = useState(value?.fullName ?? '');
  const box = useCombobox({ onDropdownClose: () => { box.resetSelectedOption(); } });
  const search = usePatientSearch(typed, { isOn: value === null });
  const found = search.patients.filter(({ id }) => id !== excludedId);
  const isNone = search.isAsked && !search.isSearching && found.length === 0;
  const shownIds = found.map(({ id }) => id).join();
  // the first answer is always at hand: Enter takes it
  useEffect(() => { box.selectFirstOption(); }, [shownIds]);
  const choose = (id: string): void => {
    const patient = found.find((each) => each.id === id);
    if (patient === undefined) return;
    onChange(patient);
    setTyped(patient.fullName);
    box.closeDropdown();
  };
  return (
    <Combobox store={box} onOptionSubmit={choose} position="bottom-start">
      <Combobox.Target>
        <TextInput
          label={label} placeholder={hint} value={typed} error={error} autoComplete="off" spellCheck={false} data-autofocus autoFocus
          description={value === null ? undefined : <PatientLine patient={value} />} inputWrapperOrder={['label', 'input', 'description', 'error']}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (value !== null) onChange(null);
            box.openDropdown();
          }}
          onBlur={() => { box.closeDropdown(); }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={value !== null || !search.isAsked || (found.length === 0 && !isNone)}>
        <Combobox.Options aria-label={label}>
          {found.map((patient) => (
            <Combobox.Option key={patient.id} value={patient.id}>
              <Text fw={550}><PersonName name={patient.fullName} /></Text>
              <Text c="dimmed" fz="sm"><PatientLine patient={patient} /></Text>
            </Combobox.Option>
          ))}
        </Combobox.Options>
        {isNone ? <Combobox.Footer>{whenNone}</Combobox.Footer> : null}
      </Combobox.Dropdown>
    </Combobox>
  );
};
