import { Button } from '@mantine/core';
import { useState } from 'react';
import { DateField } from '../design/date-field.tsx';
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
  // A field forgets what was typed and names no day only when it is made anew.
  const [round, setRound] = useState(0);
  const day = (field: 'from' | 'until', label: string) => (
    <DateField key={`${field}-${String(round)}`} label={label} value={filter[field]} onChange={(date) => { if (date !== filter[field]) onChange({ ...filter, [field]: date }); }} />
  );
  const clear = (): void => {
    setRound(round + 1);
    onChange(noFilter);
  };
  return (
    <Card className={classes['filters'] ?? ''} aria-label={t('filter.label')}>
      {may('read-patient-identity') ? (
        <PatientPicker key={filter.patient === null && filter === noFilter ? 'none' : 'some'} label={t('filter.patient')} hint={t('filter.patient-hint')} value={filter.patient} onChange={(patient) => { onChange({ ...filter, patient }); }} whenNone={t('filter.patient-none')} />
      ) : null}
      <ChoiceField label={t('filter.person')} placeholder={t('filter.anybody')} clearable searchable value={filter.personId} onChange={(personId) => { onChange({ ...filter, personId }); }} choices={(names.data ?? []).map(({ id, fullName }) => ({ value: id, label: fullName }))} />
      <ChoiceField label={t('filter.action')} placeholder={t('filter.any-action')} clearable searchable value={filter.action} onChange={(action) => { onChange({ ...filter, action }); }} choices={actionChoices(language)} />
      <ChoiceField label={t('filter.outcome')} placeholder={t('filter.any-outcome')} clearable value={filter.outcome} onChange={(value) => { onChange({ ...filter, outcome: value as AuditFilter['outcome'] }); }} choices={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))} />
      {day('from', t('filter.from'))}
      {day('until', t('filter.until'))}
      {filter === noFilter ? null : <Button variant="subtle" onClick={clear}>{t('filter.clear')}</Button>}
    </Card>
  );
};
