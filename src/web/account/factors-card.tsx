import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import type { Factors, TotpEnrolment } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { ConfirmDialog, Dialog, DialogActions } from '../design/dialog.tsx';
import { FieldGroup, TextField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { EnrolmentPicture } from '../session/enrolment-picture.tsx';
import { useTimeZone } from '../session/session-context.ts';
import { beginTotp, confirmTotp, removeTotp } from './api.ts';
import classes from './account.module.css';
import { accountMessages } from './messages.ts';
import { PasskeyList } from './passkey-list.tsx';
import { useAccountAct, useFactors } from './use-account.ts';

const ConfirmTotp = ({ enrolment, onDone }: { readonly enrolment: TotpEnrolment; readonly onDone: () => void }) => {
  const t = useText(accountMessages);
  const [code, setCode] = useState('');
  const [wasTried, setTried] = useState(false);
  const confirming = useAccountAct(() => call(confirmTotp, { body: { code } }), () => { onDone(); toast.done(t('totp.done')); });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (code.length === 6) confirming.mutate(undefined);
  };
  const fault = faultOf(confirming.error);
  return (
    <form noValidate onSubmit={submit} className={classes['stack']}>
      <EnrolmentPicture enrolment={enrolment} />
      <TextField
        label={t('totp.code')} value={code} inputMode="numeric" autoComplete="one-time-code" data-autofocus onChange={(typed) => { setCode(typed.replace(/\D/g, '').slice(0, 6)); }}
        error={wasTried && code.length !== 6 ? t('totp.short') : undefined}
      />
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button type="submit" loading={confirming.isPending}>{t('totp.confirm')}</Button></DialogActions>
    </form>
  );
};

const TotpRow = ({ factors }: { readonly factors: Factors }) => {
  const t = useText(accountMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const beginning = useAccountAct(() => call(beginTotp, {}), setEnrolment);
  const removing = useAccountAct(() => call(removeTotp, {}), () => { setRemoving(false); toast.done(t('removed')); });
  const isLast = factors.passkeys.length === 0 && !factors.mayRemoveLast;
  const fault = faultOf(beginning.error);
  const close = (): void => { setEnrolment(null); };
  return (
    <div className={classes['row']}>
      <div>
        <Text fw={550}>{t('totp')}</Text>
        <SeverityBadge severity={factors.totp ? 'good' : 'neutral'}>
          {factors.totpSince === null ? t('totp.off') : t('totp.on', { date: formatCivilDate(civilDateIn(timeZone, new Date(factors.totpSince)), language) })}
        </SeverityBadge>
        {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      </div>
      {factors.totp
        ? <Button variant="default" disabled={isLast} onClick={() => { setRemoving(true); }}>{t('remove')}</Button>
        : <Button loading={beginning.isPending} onClick={() => { beginning.mutate(undefined); }}>{t('totp.add')}</Button>}
      <Dialog opened={enrolment !== null} onClose={close} title={t('totp')} size="md">{enrolment === null ? null : <ConfirmTotp enrolment={enrolment} onDone={close} />}</Dialog>
      <ConfirmDialog opened={isRemoving} onClose={() => { setRemoving(false); }} title={t('totp.remove-title')} confirm={t('remove')} isGrave isBusy={removing.isPending} onConfirm={() => { removing.mutate(undefined); }}>
        <Text>{t('totp.remove-says')}</Text>
        {faultOf(removing.error) === null ? null : <Notice severity="critical" live>{faultOf(removing.error)}</Notice>}
      </ConfirmDialog>
    </div>
  );
};

/** Authenticator app and passkeys. */
export const FactorsCard = () => {
  const t = useText(accountMessages);
  const factors = useFactors();
  return (
    <Card className={classes['section'] ?? ''}>
      <FieldGroup legend={t('factors')}>
        {factors.isPending ? <Loading /> : null}
        {factors.data === undefined && factors.error !== null ? <ErrorState error={factors.error} onRetry={() => { void factors.refetch(); }} /> : null}
        {factors.data === undefined ? null : (
          <>
            <TotpRow factors={factors.data} />
            <PasskeyList factors={factors.data} />
            {!factors.data.mayRemoveLast && Number(factors.data.totp) + factors.data.passkeys.length === 1 ? <Text c="dimmed" fz="sm">{t('last-factor')}</Text> : null}
          </>
        )}
      </FieldGroup>
    </Card>
  );
};
