import { Button, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PersonId } from '#kernel/ids.ts';
import type { StaffDetail } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { Notice } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { AccessPanel } from './access-panel.tsx';
import { changeStaffMember } from './api.ts';
import { LicencesPanel } from './licences-panel.tsx';
import type { IssuedLink } from './link-dialog.tsx';
import { staffMessages } from './messages.ts';
import { personDraft, personFaults, personOf } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';
import { SupervisionPanel } from './supervision-panel.tsx';
import { useAct, useStaff, useStaffMember } from './use-staff.ts';

const PersonPanel = ({ person }: { readonly person: StaffDetail }) => {
  const t = useText(staffMessages);
  const [start] = useState(() => personDraft(person));
  const [draft, setDraft] = useState(start);
  const [wasTried, setTried] = useState(false);
  const faults = personFaults(draft);
  // duties are only sent when they changed: sending them ends the person's sessions
  const saving = useAct(() => {
    const { duties, ...facts } = personOf(draft);
    const hasNewDuties = [...duties].sort().join() !== [...start.duties].sort().join();
    return call(changeStaffMember, { params: { personId: person.id }, body: { ...facts, ...(hasNewDuties ? { duties } : {}) } });
  }, () => { toast.done(t('saved')); });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length === 0) saving.mutate(undefined);
  };
  const fault = faultOf(saving.error);
  return (
    <form noValidate onSubmit={submit}>
      <PersonFields draft={draft} onChange={setDraft} faults={wasTried ? faults : {}} hasEmail={false} />
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button type="submit" loading={saving.isPending} disabled={draft === start}>{t('save')}</Button></DialogActions>
    </form>
  );
};

type BodyProps = { readonly personId: PersonId; readonly onLink: (link: IssuedLink) => void };

const StaffBody = ({ personId, onLink }: BodyProps) => {
  const t = useText(staffMessages);
  const person = useStaffMember(personId);
  if (person.data === undefined) return person.error === null ? <Loading /> : <ErrorState error={person.error} onRetry={() => { void person.refetch(); }} />;
  return (
    <Tabs defaultValue="person" keepMounted={false}>
      <Text c="dimmed" mb="md">{person.data.email}</Text>
      <Tabs.List>
        <Tabs.Tab value="person">{t('tab.person')}</Tabs.Tab>
        <Tabs.Tab value="licences">{t('tab.licences')}</Tabs.Tab>
        <Tabs.Tab value="supervision">{t('tab.supervision')}</Tabs.Tab>
        <Tabs.Tab value="access">{t('tab.access')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="person" pt="md"><PersonPanel person={person.data} /></Tabs.Panel>
      <Tabs.Panel value="licences" pt="md"><LicencesPanel person={person.data} /></Tabs.Panel>
      <Tabs.Panel value="supervision" pt="md"><SupervisionPanel person={person.data} /></Tabs.Panel>
      <Tabs.Panel value="access" pt="md"><AccessPanel person={person.data} onLink={onLink} /></Tabs.Panel>
    </Tabs>
  );
};

/** One person of the staff. */
export const StaffDialog = ({ personId, onClose, onLink }: { readonly personId: PersonId | null; readonly onClose: () => void; readonly onLink: (link: IssuedLink) => void }) => {
  const t = useText(staffMessages);
  const staff = useStaff();
  const person = staff.data?.find(({ id }) => id === personId)?.fullName;
  return (
    <Dialog opened={personId !== null} onClose={onClose} title={person ?? t('title')} size={720}>
      {personId === null ? null : <StaffBody key={personId} personId={personId} onLink={(link) => { onClose(); onLink(link); }} />}
    </Dialog>
  );
};
