import { Button, Radio, Text } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { StaffDetail } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { dismissStaff, endSessionsOf, inviteStaff, readmitStaff, resetSignIn } from './api.ts';
import type { IssuedLink } from './link-dialog.tsx';
import { staffMessages } from './messages.ts';
import { useAct } from './use-staff.ts';
import classes from './workforce.module.css';

type What = 'password' | 'second-factor' | 'both';
const whats = ['second-factor', 'password', 'both'] as const;

const Act = ({ title, says, children }: { readonly title: string; readonly says: string; readonly children: ReactNode }) => (
  <div className={classes['act']}><div><Text fw={550}>{title}</Text><Text c="dimmed" fz="sm">{says}</Text></div>{children}</div>
);

const Fault = ({ error }: { readonly error: Error | null }) => {
  const fault = faultOf(error);
  return fault === null ? null : <Notice severity="critical" live>{fault}</Notice>;
};

type AccessProps = { readonly person: StaffDetail; readonly onLink: (link: IssuedLink) => void };

const ResetDialog = ({ person, onLink, opened, onClose }: AccessProps & { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(staffMessages);
  const [what, setWhat] = useState<What>('second-factor');
  const [identityCheck, setCheck] = useState('');
  const [wasTried, setTried] = useState(false);
  const resetting = useAct(() => call(resetSignIn, { params: { personId: person.id }, body: { what, identityCheck: identityCheck.trim() } }), ({ link }) => {
    onClose();
    if (link === null) toast.done(t('reset.done'));
    else onLink(link);
  });
  const isShort = identityCheck.trim().length < 10;
  const confirm = (): void => {
    setTried(true);
    if (!isShort) resetting.mutate(undefined);
  };
  return (
    <ConfirmDialog opened={opened} onClose={onClose} title={t('reset')} confirm={t('reset')} isGrave isBusy={resetting.isPending} onConfirm={confirm}>
      <div className={classes['stack']}>
        <Radio.Group label={t('reset.what')} value={what} onChange={(value) => { setWhat(value as What); }}>
          <div className={classes['stack']} style={{ gap: 8, paddingBlock: 6 }}>{whats.map((each) => <Radio key={each} value={each} label={t(`what.${each}`)} />)}</div>
        </Radio.Group>
        <TextField label={t('reset.check')} placeholder={t('reset.check-hint')} value={identityCheck} maxLength={500} onChange={setCheck} error={wasTried && isShort ? t('fault.check') : undefined} />
        <Fault error={resetting.error} />
      </div>
    </ConfirmDialog>
  );
};

/** The ways in of one person: invitation, sessions, lost factors, leaving and coming back. */
export const AccessPanel = ({ person, onLink }: AccessProps) => {
  const t = useText(staffMessages);
  const [asks, setAsks] = useState<'nothing' | 'reset' | 'dismiss'>('nothing');
  const close = (): void => { setAsks('nothing'); };
  const params = { personId: person.id };
  const inviting = useAct(() => call(inviteStaff, { params }), onLink);
  const ending = useAct(() => call(endSessionsOf, { params }), ({ ended }) => { toast.done(t('end-sessions.done', { count: ended })); });
  const dismissing = useAct(() => call(dismissStaff, { params }), () => { close(); toast.done(t('dismiss.done')); });
  const readmitting = useAct(() => call(readmitStaff, { params }), () => { toast.done(t('readmit.done')); });
  if (!person.active) {
    return <><Act title={t('access.inactive')} says={t('dismiss.says')}><Button loading={readmitting.isPending} onClick={() => { readmitting.mutate(undefined); }}>{t('readmit')}</Button></Act><Fault error={readmitting.error} /></>;
  }
  return (
    <div>
      {person.signInReady ? null : <Act title={t('access.invited')} says={t('invite.says')}><Button variant="default" loading={inviting.isPending} onClick={() => { inviting.mutate(undefined); }}>{t('invite')}</Button></Act>}
      <Act title={t('end-sessions')} says={t('end-sessions.says')}><Button variant="default" loading={ending.isPending} onClick={() => { ending.mutate(undefined); }}>{t('end-sessions')}</Button></Act>
      {person.signInReady && !person.selfIsThis ? <Act title={t('reset')} says={t('reset.says')}><Button variant="default" onClick={() => { setAsks('reset'); }}>{t('reset')}</Button></Act> : null}
      {person.selfIsThis ? null : <Act title={t('dismiss')} says={t('dismiss.says')}><Button variant="outline" color="red" onClick={() => { setAsks('dismiss'); }}>{t('dismiss')}</Button></Act>}
      <Fault error={inviting.error ?? ending.error} />
      <ResetDialog person={person} onLink={onLink} opened={asks === 'reset'} onClose={close} />
      <ConfirmDialog opened={asks === 'dismiss'} onClose={close} title={t('dismiss.title', { name: person.fullName })} confirm={t('dismiss')} isGrave isBusy={dismissing.isPending} onConfirm={() => { dismissing.mutate(undefined); }}>
        <Text>{t('dismiss.says')}</Text>
        <Fault error={dismissing.error} />
      </ConfirmDialog>
    </div>
  );
};
