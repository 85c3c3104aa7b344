import { Text } from '@mantine/core';
import type { Clinic } from '#modules/workforce/contract.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { timeZones, zoneName } from './clinic-draft.ts';
import type { ClinicDraft, ClinicFaults } from './clinic-draft.ts';
import { staffMessages } from './messages.ts';
import classes from './workforce.module.css';

export type ClinicFactsProps = { readonly draft: ClinicDraft; readonly onChange: (draft: ClinicDraft) => void; readonly faults: ClinicFaults };

const clinicKinds = ['private-office', 'clinic', 'hospital', 'laboratory'] as const satisfies readonly Clinic['kind'][];
const languages = [{ value: 'es-MX', label: 'Español (México)' }, { value: 'en-US', label: 'English (US)' }] as const;

/** What heads every document, and where the practice's clock stands. */
export const ClinicFacts = ({ draft, onChange, faults }: ClinicFactsProps) => {
  const t = useText(staffMessages);
  const language = useLanguage();
  const said = (field: keyof ClinicDraft): string | undefined => { const key = faults[field]; return key === undefined ? undefined : t(key); };
  const zones = timeZones.some((zone) => zone === draft.timeZone) ? timeZones : [draft.timeZone, ...timeZones];
  const line = (field: 'name' | 'legalName' | 'address' | 'phone', label: string, more = {}) => (
    <TextField label={label} value={draft[field]} maxLength={field === 'address' ? 500 : 200} onChange={(typed) => { onChange({ ...draft, [field]: typed }); }} error={said(field)} {...more} />
  );
  return (
    <div className={classes['two']}>
      <ChoiceField label={t('clinic.kind')} value={draft.kind} allowDeselect={false} onChange={(value) => { onChange({ ...draft, kind: (value ?? draft.kind) as Clinic['kind'] }); }} choices={clinicKinds.map((value) => ({ value, label: t(`clinic.${value}`) }))} />
      {line('name', t('clinic.name'))}
      {line('legalName', t('clinic.legal-name'))}
      {line('phone', t('clinic.phone'), { inputMode: 'tel' })}
      <div data-wide>{line('address', t('clinic.address'))}</div>
      <TextField label={t('clinic.clues')} description={t('clinic.clues-says')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={draft.clues} maxLength={11} onChange={(typed) => { onChange({ ...draft, clues: typed.toUpperCase().replace(/\s/g, '') }); }} error={said('clues')} />
      <ChoiceField label={t('clinic.time-zone')} value={draft.timeZone} allowDeselect={false} searchable onChange={(value) => { onChange({ ...draft, timeZone: value ?? draft.timeZone }); }} choices={zones.map((value) => ({ value, label: zoneName(value, language) }))} />
      <ChoiceField label={t('clinic.language')} value={draft.language} allowDeselect={false} onChange={(value) => { onChange({ ...draft, language: (value ?? draft.language) as Clinic['language'] }); }} choices={languages} />
    </div>
  );
};

/** The header as documents print it. */
export const HeaderPreview = ({ draft }: { readonly draft: ClinicDraft }) => {
  const t = useText(staffMessages);
  return (
    <div className={classes['preview']}>
      <Text fz="sm" c="dimmed">{t('clinic.preview')}</Text>
      <Text fw={650} fz="lg">{draft.name}</Text>
      <Text>{t(`clinic.${draft.kind}`)} · {draft.legalName}</Text>
      <Text>{draft.address} · {draft.phone}{draft.clues === '' ? '' : ` · CLUES ${draft.clues}`}</Text>
    </div>
  );
};
