import { Button, Checkbox, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Site } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { DataTable } from '../design/data-table.tsx';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { IconMapPin, IconPlus } from '../design/icons.ts';
import { Card } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { addSite, changeSite, listSites } from './api.ts';
import { staffMessages } from './messages.ts';
import { useAct } from './use-staff.ts';
import classes from './workforce.module.css';

const newSite = { name: '', address: '', phone: null, clues: null, active: true };
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const SiteForm = ({ site, onClose }: { readonly site: Site | null; readonly onClose: () => void }) => {
  const t = useText(staffMessages);
  const before = site ?? newSite;
  const [name, setName] = useState(before.name);
  const [address, setAddress] = useState(before.address);
  const [phone, setPhone] = useState(before.phone ?? '');
  const [clues, setClues] = useState(before.clues ?? '');
  const [isActive, setActive] = useState(before.active);
  const [wasTried, setTried] = useState(false);
  const isCluesWrong = clues !== '' && !/^[A-Z]{5}\d{6}$/.test(clues);
  const saving = useAct(() => {
    const facts = { name: name.trim(), address: address.trim(), phone: orNull(phone), clues: orNull(clues) };
    return site === null ? call(addSite, { body: facts }) : call(changeSite, { params: { siteId: site.id }, body: { ...facts, active: isActive } });
  }, () => { onClose(); toast.done(t('saved')); });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && address.trim() !== '' && !isCluesWrong) saving.mutate(undefined);
  };
  const fault = faultOf(saving.error);
  const needed = (value: string): string | undefined => (wasTried && value.trim() === '' ? t('fault.needed') : undefined);
  return (
    <form noValidate onSubmit={submit} className={classes['stack']}>
      <TextField label={t('clinic.name')} value={name} maxLength={200} onChange={setName} error={needed(name)} data-autofocus />
      <TextField label={t('clinic.address')} value={address} maxLength={500} onChange={setAddress} error={needed(address)} />
      <div className={classes['two']}>
        <TextField label={t('clinic.phone')} value={phone} maxLength={20} inputMode="tel" onChange={setPhone} />
        <TextField label={t('clinic.clues')} value={clues} maxLength={11} onChange={(typed) => { setClues(typed.toUpperCase()); }} error={wasTried && isCluesWrong ? t('fault.clues') : undefined} />
      </div>
      {site === null ? null : <Checkbox label={t('site.active')} checked={isActive} onChange={(event) => { setActive(event.currentTarget.checked); }} />}
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button type="submit" loading={saving.isPending}>{t('save')}</Button></DialogActions>
    </form>
  );
};

const SiteTable = ({ sites, onOpen }: { readonly sites: readonly Site[]; readonly onOpen: (site: Site) => void }) => {
  const t = useText(staffMessages);
  return (
    <DataTable
      caption={t('sites')} rows={sites} rowKey={({ id }) => id}
      columns={[
        { key: 'name', heading: t('site.col'), isRowHeading: true, wide: true, cell: (site) => <><Text fw={600}>{site.name}</Text><Text fz="sm" c="dimmed">{[site.address, site.phone, site.clues].filter((part) => part !== null).join(' · ')}</Text></> },
        { key: 'state', heading: t('site.state'), cell: (site) => <SeverityBadge severity={site.active ? 'good' : 'neutral'}>{t(site.active ? 'site.open' : 'site.closed')}</SeverityBadge> },
        { key: 'open', heading: t('col.open'), headingHidden: true, align: 'end', cell: (site) => <Button size="compact-md" variant="default" aria-label={t('site.change-named', { name: site.name })} onClick={() => { onOpen(site); }}>{t('site.edit')}</Button> },
      ]}
    />
  );
};

/** Where patients are seen. */
export const SitesCard = () => {
  const t = useText(staffMessages);
  const sites = useQuery({ queryKey: ['sites'], queryFn: ({ signal }) => call(listSites, {}, { signal }), select: (reply) => reply.sites });
  const [open, setOpen] = useState<{ readonly site: Site | null } | null>(null);
  const add = <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => { setOpen({ site: null }); }}>{t('site.add')}</Button>;
  return (
    <Card>
      <div className={classes['line']} style={{ justifyContent: 'space-between', padding: '14px 18px' }}><Title order={2} fz="lg">{t('sites')}</Title>{add}</div>
      {sites.isPending ? <Loading /> : null}
      {sites.data === undefined && sites.error !== null ? <ErrorState error={sites.error} onRetry={() => { void sites.refetch(); }} /> : null}
      {sites.data?.length === 0 ? <EmptyState icon={IconMapPin} title={t('sites.empty')} /> : null}
      {sites.data === undefined || sites.data.length === 0 ? null : <SiteTable sites={sites.data} onOpen={(site) => { setOpen({ site }); }} />}
      <Dialog opened={open !== null} onClose={() => { setOpen(null); }} title={t(open?.site === null ? 'site.add' : 'site.change')}>
        {open === null ? null : <SiteForm site={open.site} onClose={() => { setOpen(null); }} />}
      </Dialog>
    </Card>
  );
};
