import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { PersonId } from '#kernel/ids.ts';
import type { Grade, StaffDetail } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { DialogActions } from '../design/dialog.tsx';
import { ChoiceField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { DateText } from '../design/text.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { recordSupervision } from './api.ts';
import { staffMessages } from './messages.ts';
import { useAct, useStaff } from './use-staff.ts';
import classes from './workforce.module.css';

const grades = ['none', 'student', 'intern', 'social-service', 'resident'] as const satisfies readonly Grade[];

/** Whether this says something that does not hold already, and says it whole. */
const isNew = ({ supervision }: StaffDetail, grade: Grade, supervisorId: PersonId | null): boolean => {
  if (grade === 'none') return supervision !== null;
  return supervisorId !== null && (supervision?.grade !== grade || supervision.supervisorId !== supervisorId);
};

const Lines = ({ person }: { readonly person: StaffDetail }) => {
  const t = useText(staffMessages);
  return person.supervisions.length === 0 ? null : (
    <>
      <Text fw={600} mt="md">{t('supervision.history')}</Text>
      {person.supervisions.map((each) => (
        <div key={each.since} className={classes['item']}>
          <Text>{t('supervision.line', { grade: t(`grade.${each.grade}`), by: each.recordedBy })}{each.supervisorName === null ? '' : ` · ${t('supervision.supervisor')}: ${each.supervisorName}`}</Text>
          <Text c="dimmed" fz="sm"><DateText value={each.since} withTime /></Text>
        </div>
      ))}
    </>
  );
};

/** Under whose supervision a person writes: every line stays, the newest holds. */
export const SupervisionPanel = ({ person }: { readonly person: StaffDetail }) => {
  const t = useText(staffMessages);
  const staff = useStaff();
  const [grade, setGrade] = useState<Grade>(person.supervision?.grade ?? 'none');
  const [supervisorId, setSupervisorId] = useState<PersonId | null>(person.supervision?.supervisorId ?? null);
  const recording = useAct(
    () => call(recordSupervision, { params: { personId: person.id }, body: { grade, supervisorId: grade === 'none' ? null : supervisorId } }),
    () => { toast.done(t('supervision.done')); },
  );
  const mayBe = (staff.data ?? []).filter(({ id, mayPractise, active, supervision }) => id !== person.id && active && mayPractise && supervision === null);
  const fault = faultOf(recording.error);
  return (
    <div>
      <Text c="dimmed" mb="sm">{t('supervision.says')}</Text>
      <ChoiceField label={t('supervision.grade')} value={grade} allowDeselect={false} choices={grades.map((value) => ({ value, label: t(`grade.${value}`) }))} onChange={(value) => { if (value !== null) setGrade(value); }} />
      {grade === 'none' ? null : <ChoiceField mt="sm" label={t('supervision.supervisor')} value={supervisorId} choices={mayBe.map(({ id, fullName }) => ({ value: id, label: fullName }))} onChange={setSupervisorId} />}
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button loading={recording.isPending} disabled={!isNew(person, grade, supervisorId)} onClick={() => { recording.mutate(undefined); }}>{t('supervision.record')}</Button></DialogActions>
      <Lines person={person} />
    </div>
  );
};
