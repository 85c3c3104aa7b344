import { Button } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Clinic } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { ChoiceField, FieldGroup, TextField } from '../design/fields.tsx';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { changeClinic } from './api.ts';
import { clinicChangeOf, clinicDraft, clinicFaults } from './clinic-draft.ts';
import { ClinicFacts, HeaderPreview } from './clinic-fields.tsx';
import type { ClinicFactsProps } from './clinic-fields.tsx';
import { staffMessages } from './messages.ts';
import { SitesCard } from './sites-card.tsx';
import { useAct, useClinic, useStaffNames } from './use-staff.ts';
import classes from './workforce.module.css';

const secondFactorPolicies = ['off', 'by-duty', 'everyone'] as const satisfies readonly Clinic['secondFactor'][];

const Responsible = ({ draft, onChange }: ClinicFactsProps) => {
  const t = useText(staffMessages);
  const names = useStaffNames();
  const physicians = (names.data ?? []).filter(({ duties, active }) => active && duties.includes('physician'));
  return (
    <ChoiceField
      label={t('clinic.responsible')} placeholder={t('clinic.none')} clearable searchable value={draft.responsiblePersonId} onChange={(responsiblePersonId) => { onChange({ ...draft, responsiblePersonId }); }}
      choices={physicians.map(({ id, fullName }) => ({ value: id, label: fullName }))}
    />
  );
};

const Security = ({ draft, onChange, faults, isDemo }: ClinicFactsProps & { readonly isDemo: boolean }) => {
  const t = useText(staffMessages);
  const offered = secondFactorPolicies.filter((policy) => policy !== 'off' || isDemo);
  return (
    <FieldGroup legend={t('clinic.security')}>
      <div className={classes['two']}>
        <ChoiceField label={t('clinic.factor')} value={draft.secondFactor} allowDeselect={false} onChange={(value) => { onChange({ ...draft, secondFactor: (value ?? draft.secondFactor) as Clinic['secondFactor'] }); }} choices={offered.map((value) => ({ value, label: t(`factor.${value}`) }))} />
        <TextField
          label={t('clinic.idle')} description={t('clinic.idle-says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.idleMinutes} inputMode="numeric"
          onChange={(typed) => { onChange({ ...draft, idleMinutes: typed.replace(/\D/g, '').slice(0, 2) }); }} error={faults.idleMinutes === undefined ? undefined : t(faults.idleMinutes)}
        />
      </div>
    </FieldGroup>
  );
};

const ClinicForm = ({ clinic }: { readonly clinic: Clinic }) => {
  const t = useText(staffMessages);
  const [draft, setDraft] = useState(() => clinicDraft(clinic));
  const faults = clinicFaults(draft);
  const change = clinicChangeOf(draft, clinic);
  const isSame = Object.keys(change).length === 0;
  const saving = useAct(() => call(changeClinic, { body: change }), () => { toast.done(t('saved')); });
  const submit = (): void => { if (!isSame && Object.keys(faults).length === 0 && !saving.isPending) saving.mutate(undefined); };
  useShortcuts([{ keys: 'Mod+Enter', label: t('save'), group: t('clinic.title'), inFields: true, isCommand: false, run: submit }]);
  const fields = { draft, onChange: setDraft, faults };
  const fault = faultOf(saving.error);
  return (
    <form noValidate className={classes['stack']} onSubmit={(event: FormEvent) => { event.preventDefault(); submit(); }}>
      <Card className={classes['section'] ?? ''}>
        <FieldGroup legend={t('clinic.header')} says={t('clinic.header-says')}>
          <div className={classes['stack']}>
            <ClinicFacts {...fields} />
            <Responsible {...fields} />
            <HeaderPreview draft={draft} />
          </div>
        </FieldGroup>
      </Card>
      <Card className={classes['section'] ?? ''}><Security {...fields} isDemo={clinic.demo} /></Card>
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <div><Button type="submit" loading={saving.isPending} disabled={isSame || Object.keys(faults).length > 0}>{t('save')}</Button></div>
    </form>
  );
};

/** The practice: what heads its documents, its sites and its rules of access. */
export const ClinicScreen = () => {
  const t = useText(staffMessages);
  const clinic = useClinic();
  return (
    <Page>
      <PageHeader title={t('clinic.title')} />
      {clinic.isPending ? <Loading /> : null}
      {clinic.data === undefined && clinic.error !== null ? <ErrorState error={clinic.error} onRetry={() => { void clinic.refetch(); }} /> : null}
      {clinic.data === undefined ? null : <div className={classes['stack']}><ClinicForm clinic={clinic.data} /><SitesCard /></div>}
    </Page>
  );
};
