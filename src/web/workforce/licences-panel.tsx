import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { formatCivilDate, civilDateIn, isCivilDate } from '#kernel/civil-date.ts';
import type { LicenceId } from '#kernel/ids.ts';
import type { Licence, StaffDetail } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { IconCertificate, IconPlus } from '../design/icons.ts';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { EmptyState } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { withdrawLicence } from './api.ts';
import { AttestDialog } from './attest-dialog.tsx';
import { LicenceBadge } from './licence-badge.tsx';
import { LicenceDialog } from './licence-dialog.tsx';
import { staffMessages } from './messages.ts';
import { useAct } from './use-staff.ts';
import classes from './workforce.module.css';

type Open = { readonly is: 'nothing' } | { readonly is: 'add' } | { readonly is: 'renew' | 'attest' | 'withdraw'; readonly licence: Licence };

const LicenceItem = ({ licence, isSelf, open }: { readonly licence: Licence; readonly isSelf: boolean; readonly open: (what: Open) => void }) => {
  const t = useText(staffMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const { verification, expiresOn } = licence;
  return (
    <div className={classes['item']}>
      <div className={classes['line']}><Text fw={600}>{t(`kind.${licence.kind}`)} · {t('licence.number', { number: licence.cedula })}</Text><LicenceBadge licence={licence} /></div>
      <Text>{licence.title} · {licence.institution}</Text>
      {licence.council === null ? null : <Text c="dimmed" fz="sm">{licence.council}{expiresOn !== null && isCivilDate(expiresOn) ? ` · ${t('licence.expires-on', { date: formatCivilDate(expiresOn, language) })}` : ''}</Text>}
      {verification === null ? null : (
        <Text c="dimmed" fz="sm">{t('licence.verified-by', { name: verification.byName, date: formatCivilDate(civilDateIn(timeZone, new Date(verification.at)), language), method: t(`method.${verification.method}`) })}</Text>
      )}
      <div className={classes['line']}>
        {verification === null && !isSelf ? <Button size="compact-sm" onClick={() => { open({ is: 'attest', licence }); }}>{t('verify')}</Button> : null}
        {verification === null && isSelf ? <Text fz="sm" c="dimmed">{t('verify.own')}</Text> : null}
        {licence.kind === 'specialty' ? <Button size="compact-sm" variant="default" onClick={() => { open({ is: 'renew', licence }); }}>{t('renew')}</Button> : null}
        <Button size="compact-sm" variant="subtle" color="red" aria-label={t('withdraw.named', { number: licence.cedula })} onClick={() => { open({ is: 'withdraw', licence }); }}>{t('withdraw')}</Button>
      </div>
    </div>
  );
};

const Readiness = ({ person }: { readonly person: StaffDetail }) => {
  const t = useText(staffMessages);
  if (!person.duties.includes('physician')) return null;
  const reasons = person.reasons.filter((reason) => `reason.${reason}` in staffMessages);
  if (person.mayPractise && reasons.length === 0) return <SeverityBadge severity="good">{t('may-practise')}</SeverityBadge>;
  return (
    <Notice severity="warning" title={t(person.mayPractise ? 'may-practise' : 'may-not-practise')}>
      {reasons.map((reason) => <div key={reason}>{t(`reason.${reason}` as 'reason.cedula-missing')}</div>)}
    </Notice>
  );
};

/** A person's professional licences: enter, verify, renew, withdraw. */
export const LicencesPanel = ({ person }: { readonly person: StaffDetail }) => {
  const t = useText(staffMessages);
  const [open, setOpen] = useState<Open>({ is: 'nothing' });
  const close = (): void => { setOpen({ is: 'nothing' }); };
  const withdrawing = useAct((licenceId: LicenceId) => call(withdrawLicence, { params: { personId: person.id, licenceId } }), () => { close(); toast.done(t('withdraw.done')); });
  const add = <Button variant="default" leftSection={<IconPlus size={18} />} onClick={() => { setOpen({ is: 'add' }); }}>{t('licence.add')}</Button>;
  return (
    <div>
      <Readiness person={person} />
      {person.licences.length === 0 ? <EmptyState icon={IconCertificate} title={t('licences.empty')} actions={add}>{t('licences.empty-says')}</EmptyState> : (
        <>{person.licences.map((licence) => <LicenceItem key={licence.id} licence={licence} isSelf={person.selfIsThis} open={setOpen} />)}<div style={{ marginTop: 12 }}>{add}</div></>
      )}
      <LicenceDialog opened={open.is === 'add'} renews={null} personId={person.id} onClose={close} />
      <LicenceDialog opened={open.is === 'renew'} renews={open.is === 'renew' ? open.licence : null} personId={person.id} onClose={close} />
      <AttestDialog licence={open.is === 'attest' ? open.licence : null} personId={person.id} onClose={close} />
      <ConfirmDialog opened={open.is === 'withdraw'} onClose={close} title={t('withdraw.title')} confirm={t('withdraw')} isGrave isBusy={withdrawing.isPending} onConfirm={() => { if (open.is === 'withdraw') withdrawing.mutate(open.licence.id); }}>
        <Text>{t('withdraw.says', { number: open.is === 'withdraw' ? open.licence.cedula : '' })}</Text>
        {faultOf(withdrawing.error) === null ? null : <Notice severity="critical" live>{faultOf(withdrawing.error)}</Notice>}
      </ConfirmDialog>
    </div>
  );
};
