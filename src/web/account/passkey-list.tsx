import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import type { PasskeyId } from '#kernel/ids.ts';
import type { Factors, Passkey } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { ConfirmDialog, Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { IconFingerprint } from '../design/icons.ts';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { askRegistration, registerPasskey, removePasskey, renamePasskey } from './api.ts';
import classes from './account.module.css';
import { accountMessages } from './messages.ts';
import { useAccountAct } from './use-account.ts';

const isPossible = (): boolean => typeof globalThis.PublicKeyCredential === 'function' && globalThis.isSecureContext;
const hasCancelled = (error: Error | null): boolean => error !== null && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name);

/** Makes a passkey, or names one anew. */
const LabelForm = ({ passkey, onDone }: { readonly passkey: Passkey | null; readonly onDone: () => void }) => {
  const t = useText(accountMessages);
  const [label, setLabel] = useState(passkey?.label ?? '');
  const [wasTried, setTried] = useState(false);
  const saving = useAccountAct(async () => {
    if (passkey !== null) return call(renamePasskey, { params: { passkeyId: passkey.id }, body: { label: label.trim() } });
    const { startRegistration } = await import('@simplewebauthn/browser');
    const { options } = await call(askRegistration, {});
    const answer = await startRegistration({ optionsJSON: options as never });
    return call(registerPasskey, { body: { answer: answer as never, label: label.trim() } });
  }, () => { onDone(); toast.done(t(passkey === null ? 'passkey.done' : 'passkey.renamed')); });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (label.trim() !== '') saving.mutate(undefined);
  };
  const fault = hasCancelled(saving.error) ? t('passkey.cancelled') : faultOf(saving.error);
  return (
    <form noValidate onSubmit={submit} className={classes['stack']}>
      <TextField label={t('passkey.label')} placeholder={t('passkey.label-hint')} value={label} maxLength={60} onChange={setLabel} data-autofocus error={wasTried && label.trim() === '' ? t('passkey.label-missing') : undefined} />
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button type="submit" loading={saving.isPending}>{t(passkey === null ? 'passkey.add' : 'save')}</Button></DialogActions>
    </form>
  );
};

type Open = { readonly is: 'nothing' } | { readonly is: 'add' } | { readonly is: 'rename' | 'remove'; readonly passkey: Passkey };

const PasskeyRow = ({ passkey, isLast, open }: { readonly passkey: Passkey; readonly isLast: boolean; readonly open: (what: Open) => void }) => {
  const t = useText(accountMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const used = passkey.lastUsedAt === null ? t('passkey.unused') : t('passkey.used', { date: formatCivilDate(civilDateIn(timeZone, new Date(passkey.lastUsedAt)), language) });
  return (
    <div className={classes['row']}>
      <div><Text>{passkey.label}</Text><Text c="dimmed" fz="sm">{used}</Text></div>
      <div className={classes['line']}>
        <Button size="compact-md" variant="default" aria-label={t('passkey.rename-named', { label: passkey.label })} onClick={() => { open({ is: 'rename', passkey }); }}>{t('passkey.rename')}</Button>
        <Button size="compact-md" variant="subtle" color="red" disabled={isLast} aria-label={t('passkey.remove-named', { label: passkey.label })} onClick={() => { open({ is: 'remove', passkey }); }}>{t('remove')}</Button>
      </div>
    </div>
  );
};

/** The passkeys of the account. */
export const PasskeyList = ({ factors }: { readonly factors: Factors }) => {
  const t = useText(accountMessages);
  const [open, setOpen] = useState<Open>({ is: 'nothing' });
  const close = (): void => { setOpen({ is: 'nothing' }); };
  const removing = useAccountAct((passkeyId: PasskeyId) => call(removePasskey, { params: { passkeyId } }), () => { close(); toast.done(t('removed')); });
  const isLast = factors.passkeys.length === 1 && !factors.totp && !factors.mayRemoveLast;
  const removed = open.is === 'remove' ? open.passkey : null;
  return (
    <>
      <div className={classes['row']}>
        <div><Text fw={550}>{t('passkeys')}</Text><Text c="dimmed" fz="sm">{isPossible() ? t('passkeys.says') : t('passkey.unsupported')}</Text></div>
        <Button variant="default" leftSection={<IconFingerprint size={18} />} disabled={!isPossible()} onClick={() => { setOpen({ is: 'add' }); }}>{t('passkey.add')}</Button>
      </div>
      {factors.passkeys.length === 0 ? <Text c="dimmed" pb="sm">{t('passkeys.none')}</Text> : null}
      {factors.passkeys.map((passkey) => <PasskeyRow key={passkey.id} passkey={passkey} isLast={isLast} open={setOpen} />)}
      <Dialog opened={open.is === 'add' || open.is === 'rename'} onClose={close} title={t(open.is === 'rename' ? 'passkey.rename' : 'passkey.add')} size="sm">
        <LabelForm passkey={open.is === 'rename' ? open.passkey : null} onDone={close} />
      </Dialog>
      <ConfirmDialog
        opened={removed !== null} onClose={close} title={t('passkey.remove-title', { label: removed?.label ?? '' })} confirm={t('remove')} isGrave isBusy={removing.isPending}
        onConfirm={() => { if (removed !== null) removing.mutate(removed.id); }}
      >
        <Text>{t('passkey.remove-says')}</Text>
        {faultOf(removing.error) === null ? null : <Notice severity="critical" live>{faultOf(removing.error)}</Notice>}
      </ConfirmDialog>
    </>
  );
};
