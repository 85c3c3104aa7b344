import { Button, TextInput } from '@mantine/core';
import { ChoiceField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { PatientPicker } from '../search/patient-picker.tsx';
import { usePermission } from '../session/session-context.ts';
import classes from './audit.module.css';
import { noFilter } from './audit-filter.ts';
import type { AuditFilter } from './audit-filter.ts';
import { auditMessages } from './messages.ts';
import { actionChoices } from './sentence.ts';
import { useNames } from './use-audit.ts';

const outcomes = ['ok', 'refused', 'failed'] as const;

/** Narrows the log: who, whose record, what, outcome, days. */
export const AuditFilters = ({ filter, onChange }: { readonly filter: AuditFilter; readonly onChange: (filter: AuditFilter) => void }) => {
  const t = useText(auditMessages);
  const language = useLanguage();
  const may = usePermission();
  const names = useNames();
  const day = (field: 'from' | 'until', label: string) => <TextInput type="date" label={label} value={filter[field]} onChange={(event) => { onChange({ ...filter, [field]: event.currentTarget.value }); }} />;
  return (
    <Card className={classes['filters'] ?? ''} aria-label={t('filter.label')}>
      {may('read-patient-identity') ? (
        <PatientPicker key={filter.patient === null && filter === noFilter ? 'none' : 'some'} label={t('filter.patient')} hint={t('filter.patient-hint')} value={filter.patient} onChange={(patient) => { onChange({ ...filter, patient }); }} whenNone={t('filter.patient-none')} />
      ) : null}
      <ChoiceField label={t('filter.person')} placeholder={t('filter.anybody')} clearable searchable value={filter.personId} onChange={(personId) => { onChange({ ...filter, personId }); }} choices={(names.data ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))} />
      <ChoiceField label={t('filter.action')} placeholder={t('filter.any')} clearable searchable value={filter.action} onChange={(action) => { onChange({ ...filter, action }); }} choices={actionChoices(language)} />
      <ChoiceField label={t('filter.outcome')} placeholder={t('filter.any')} clearable value={filter.outcome} onChange={(value) => { onChange({ ...filter, outcome: value as AuditFilter['outcome'] }); }} choices={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
      {day('from', t('filter.from'))}
      {day('until', t('filter.until'))}
      {filter === noFilter ? null : <Button variant="subtle" onClick={() => { onChange(noFilter); }}>{t('filter.clear')}</Button>}
    </Card>
  );
};
