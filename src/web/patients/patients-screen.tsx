import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Link, useLocation } from 'wouter';
import type { PatientRow } from '#modules/patients/contract.ts';
import { TextField } from '../design/fields.tsx';
import { IconBolt, IconSearch, IconUserCircle, IconUserPlus, IconUserSearch } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { EmptyState, ErrorState } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { PatientLine } from '../search/patient-line.tsx';
import { usePatientSearch } from '../search/use-patient-search.ts';
import { usePermission } from '../session/session-context.ts';
import { carryTyped } from './carried.ts';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';
import { useOpenPatient } from './open-patient.ts';
import { recentPatients } from './recent-patients.ts';
import { UnknownDialog } from './unknown-dialog.tsx';

const SHOWN = 20;

type ListProps = { readonly id: string; readonly label: string; readonly patients: readonly PatientRow[]; readonly active: number; readonly onOpen: (patient: PatientRow) => void };

const Results = ({ id, label, patients, active, onOpen }: ListProps) => {
  const t = useText(patientMessages);
  return (
    <div className={classes['results']} id={id} role="listbox" aria-label={label}>
      {patients.map((patient, at) => (
        // keys reach it through the box above (aria-activedescendant); the pointer reaches it here
        <div key={patient.id} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['result']} onClick={() => { onOpen(patient); }}>
          <IconUserCircle size={22} stroke={1.5} aria-hidden />
          <span className={classes['resultText']}><PersonName name={patient.fullName} /><small><PatientLine patient={patient} /></small></span>
          {patient.unknown ? <SeverityBadge severity="warning">{t('row.unknown')}</SeverityBadge> : null}
        </div>
      ))}
    </div>
  );
};

type NoneProps = { readonly typed: string; readonly mayRegister: boolean };

const NoneFound = ({ typed, mayRegister }: NoneProps) => {
  const t = useText(patientMessages);
  const register = <Button component={Link} href="/pacientes/nuevo" onClick={() => { carryTyped(typed); }} leftSection={<IconUserPlus size={18} />}>{t('register.named', { typed })}</Button>;
  return <EmptyState icon={IconUserSearch} title={t('search.none', { typed })} actions={mayRegister ? register : undefined}>{t('search.none-says')}</EmptyState>;
};

const useFinding = (openUnknown: () => void) => {
  const t = useText(patientMessages);
  const may = usePermission();
  const [, go] = useLocation();
  const open = useOpenPatient();
  const box = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const search = usePatientSearch(typed, { limit: SHOWN });
  const shown = typed.trim() === '' ? recentPatients() : search.patients;
  const at = Math.min(active, Math.max(0, shown.length - 1));
  const mayRegister = may('register-patient');
  const register = (): void => {
    carryTyped(typed.trim());
    go('/pacientes/nuevo');
  };
  const group = t('keys.group');
  useShortcuts([
    { keys: '/', label: t('keys.search'), group, isCommand: false, run: () => { box.current?.focus(); } },
    { keys: 'n', label: t('register'), group, isOn: mayRegister, run: () => { go('/pacientes/nuevo'); } },
    { keys: 'u', label: t('unknown'), group, isOn: mayRegister, run: openUnknown },
  ]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[at];
    if (event.key === 'Enter' && chosen !== undefined) open(chosen);
    else if (event.key === 'Enter' && mayRegister && search.isAsked && !search.isSearching) register();
    else if (event.key === 'ArrowDown' && shown.length > 0) setActive((at + 1) % shown.length);
    else if (event.key === 'ArrowUp' && shown.length > 0) setActive((at - 1 + shown.length) % shown.length);
    else return;
    event.preventDefault();
  };
  return { typed, type: (next: string) => { setTyped(next); setActive(0); }, box, search, shown, at, onKeyDown, open, mayRegister };
};

const FoundOrNot = ({ finding, id }: { readonly finding: ReturnType<typeof useFinding>; readonly id: string }) => {
  const t = useText(patientMessages);
  const { typed, search, shown, at, open, mayRegister } = finding;
  if (search.error !== null) return <ErrorState error={search.error} />;
  if (shown.length > 0) return <Results id={id} label={typed.trim() === '' ? t('recent') : t('title')} patients={shown} active={at} onOpen={open} />;
  if (search.isAsked && !search.isSearching) return <NoneFound typed={typed.trim()} mayRegister={mayRegister} />;
  return search.isAsked ? null : <EmptyState icon={IconSearch} title={t('search.start')}>{t('search.start-says')}</EmptyState>;
};

/** Finds a patient as one types; offers to register whoever is not found. */
export const PatientsScreen = () => {
  const t = useText(patientMessages);
  const id = useId();
  const [isUnknown, setUnknown] = useState(false);
  const finding = useFinding(() => { setUnknown(true); });
  const { typed, type, box, search, shown, at, onKeyDown, mayRegister } = finding;
  useEffect(() => { document.getElementById(`${id}-${String(at)}`)?.scrollIntoView({ block: 'nearest' }); }, [id, at]);
  return (
    <Page>
      <PageHeader
        title={t('title')}
        actions={mayRegister ? (
          <>
            <Button variant="default" leftSection={<IconBolt size={18} />} onClick={() => { setUnknown(true); }}>{t('unknown')}</Button>
            <Button component={Link} href="/pacientes/nuevo" leftSection={<IconUserPlus size={18} />}>{t('register')}</Button>
          </>
        ) : null}
      />
      <Card>
        <div className={classes['search']}>
          <TextField
            ref={box} size="md" aria-label={t('search')} placeholder={t('search.hint')} value={typed} onChange={type} onKeyDown={onKeyDown} autoFocus leftSection={<IconSearch size={18} aria-hidden />}
            role="combobox" aria-expanded={shown.length > 0} aria-controls={id} aria-autocomplete="list" aria-activedescendant={shown.length === 0 ? undefined : `${id}-${String(at)}`}
          />
          <div className="amate-hidden" role="status">{search.isAsked && !search.isSearching ? t('search.count', { count: shown.length }) : ''}</div>
        </div>
        {search.isAsked && !search.isComplete ? <Notice severity="info">{t('search.incomplete')}</Notice> : null}
        {typed.trim() === '' && shown.length > 0 ? <div style={{ padding: '12px 18px 0', fontWeight: 600 }}>{t('recent')}</div> : null}
        <FoundOrNot finding={finding} id={id} />
      </Card>
      <UnknownDialog opened={isUnknown} onClose={() => { setUnknown(false); }} />
    </Page>
  );
};
