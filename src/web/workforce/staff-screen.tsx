import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PersonId } from '#kernel/ids.ts';
import type { StaffMember } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { DataTable } from '../design/data-table.tsx';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { IconUserPlus } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { addStaffMember } from './api.ts';
import { LicenceBadge } from './licence-badge.tsx';
import { LinkDialog } from './link-dialog.tsx';
import type { IssuedLink } from './link-dialog.tsx';
import { staffMessages } from './messages.ts';
import { emptyPerson, personFaults, personOf } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';
import { StaffDialog } from './staff-dialog.tsx';
import { useAct, useStaff } from './use-staff.ts';
import classes from './workforce.module.css';

const Access = ({ person }: { readonly person: StaffMember }) => {
  const t = useText(staffMessages);
  if (!person.active) return <SeverityBadge severity="neutral">{t('access.inactive')}</SeverityBadge>;
  if (!person.signInReady) return <SeverityBadge severity="info">{t('access.invited')}</SeverityBadge>;
  return (
    <span className={classes['line']}>
      <SeverityBadge severity="good">{t('access.active')}</SeverityBadge>
      {person.secondFactor ? null : <Text span fz="sm" c="dimmed">{t('access.no-factor')}</Text>}
    </span>
  );
};

const Licences = ({ person }: { readonly person: StaffMember }) => {
  const t = useText(staffMessages);
  if (person.licences.length > 0) return <span className={classes['line']}>{person.licences.map((licence) => <LicenceBadge key={licence.id} licence={licence} hasKind />)}</span>;
  return person.duties.includes('physician') ? <SeverityBadge severity="warning">{t('licence.none')}</SeverityBadge> : null;
};

const StaffTable = ({ staff, onOpen }: { readonly staff: readonly StaffMember[]; readonly onOpen: (person: StaffMember) => void }) => {
  const t = useText(staffMessages);
  return (
    <DataTable
      caption={t('caption')} rows={staff} rowKey={({ id }) => id}
      columns={[
        { key: 'name', heading: t('col.name'), isRowHeading: true, wide: true, cell: (person) => <><Text fw={600}><PersonName name={person.fullName} /></Text><Text fz="sm" c="dimmed">{person.email}</Text></> },
        { key: 'duties', heading: t('col.duties'), wide: true, cell: (person) => person.duties.map((duty) => t(`duty.${duty}`)).join(', ') },
        { key: 'access', heading: t('col.access'), cell: (person) => <Access person={person} /> },
        { key: 'licences', heading: t('col.licences'), cell: (person) => <Licences person={person} /> },
        { key: 'open', heading: t('col.open'), headingHidden: true, align: 'end', cell: (person) => <Button size="compact-md" variant="default" aria-label={t('open-named', { name: person.fullName })} onClick={() => { onOpen(person); }}>{t('open')}</Button> },
      ]}
    />
  );
};

const AddForm = ({ onAdded }: { readonly onAdded: (link: IssuedLink) => void }) => {
  const t = useText(staffMessages);
  const language = useLanguage();
  const [draft, setDraft] = useState(emptyPerson);
  const [wasTried, setTried] = useState(false);
  const faults = personFaults(draft);
  const adding = useAct(() => call(addStaffMember, { body: { ...personOf(draft), email: draft.email.trim(), language } }), onAdded);
  const submit = (): void => {
    setTried(true);
    if (Object.keys(faults).length === 0 && !adding.isPending) adding.mutate(undefined);
  };
  useShortcuts([{ keys: 'Mod+Enter', label: t('add'), group: t('title'), inFields: true, isCommand: false, run: submit }]);
  const fault = faultOf(adding.error);
  return (
    <form noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); submit(); }}>
      <PersonFields draft={draft} onChange={setDraft} faults={wasTried ? faults : {}} hasEmail />
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button type="submit" loading={adding.isPending}>{t('add')}</Button></DialogActions>
    </form>
  );
};

/** The people of the practice: duties, access, licences. */
export const StaffScreen = () => {
  const t = useText(staffMessages);
  const staff = useStaff();
  const [isAdding, setAdding] = useState(false);
  const [openId, setOpenId] = useState<PersonId | null>(null);
  const [link, setLink] = useState<IssuedLink | null>(null);
  useShortcuts([{ keys: 'n', label: t('add'), group: t('title'), run: () => { setAdding(true); } }]);
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} actions={<Button leftSection={<IconUserPlus size={18} />} onClick={() => { setAdding(true); }}>{t('add')}</Button>} />
      <Card>
        {staff.isPending ? <Loading /> : null}
        {staff.data === undefined && staff.error !== null ? <ErrorState error={staff.error} onRetry={() => { void staff.refetch(); }} /> : null}
        {staff.data === undefined ? null : <StaffTable staff={staff.data} onOpen={({ id }) => { setOpenId(id); }} />}
      </Card>
      <Dialog opened={isAdding} onClose={() => { setAdding(false); }} title={t('add')} size="lg"><AddForm onAdded={(issued) => { setAdding(false); setLink(issued); }} /></Dialog>
      <StaffDialog personId={openId} onClose={() => { setOpenId(null); }} onLink={setLink} />
      <LinkDialog link={link} onClose={() => { setLink(null); }} />
    </Page>
  );
};
