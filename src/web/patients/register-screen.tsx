import { Anchor, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import { isUuid } from '#kernel/ids.ts';
import { call } from '../api/call.ts';
import { isRefusal } from '../api/refusal.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { FieldGroup } from '../design/fields.tsx';
import { Kbd } from '../design/kbd.tsx';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { registerPatient } from './api.ts';
import { takeCarried } from './carried.ts';
import { ContactSection } from './contact-fields.tsx';
import { emptyDraft, identityOf, isMinor, withCurp } from './draft.ts';
import type { Draft } from './draft.ts';
import { faultsOf, fieldOrder } from './draft-faults.ts';
import type { Faults } from './draft-faults.ts';
import { DuplicatesAside } from './duplicates-aside.tsx';
import { emptyGround, groundFaults, groundForMinor, groundOf } from './ground.ts';
import { IdentityFields, fieldId, useToday } from './identity-fields.tsx';
import { patientMessages } from './messages.ts';
import { useAddressOfPatient } from './open-patient.ts';
import classes from './patients.module.css';
import { PrivacyFields, noticeKey, useNotice } from './privacy-fields.tsx';
import { isLikely, useDuplicates } from './use-duplicates.ts';

/** What was typed in the search goes on in the form: a CURP as such, words as the name. */
const startingDraft = (typed: string): Draft => {
  if (/^[A-Za-z]{4}\d{2}/.test(typed.replace(/\s/g, ''))) return withCurp(emptyDraft, typed);
  return /^[\p{L}\s'.-]{2,50}$/u.test(typed) ? { ...emptyDraft, given: typed } : emptyDraft;
};

/** Focus goes to the first field at fault, in the order of the form. */
export const focusFault = (faults: Faults): void => {
  const first = fieldOrder.find((field) => faults[field] !== undefined);
  if (first !== undefined) document.getElementById(fieldId(first))?.focus();
};

const useRegistration = () => {
  const t = useText(patientMessages);
  const today = useToday();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const addressOf = useAddressOfPatient();
  const notice = useNotice();
  const [start] = useState(() => startingDraft(takeCarried()));
  const [draft, setDraft] = useState(start);
  const [givenGround, setGround] = useState(emptyGround);
  const [wasTried, setTried] = useState(false);
  const [mustDecide, setMustDecide] = useState(false);
  const minor = isMinor(draft, today);
  const ground = minor ? groundForMinor(givenGround, draft) : givenGround;
  const duplicates = useDuplicates(draft, today);
  const faults = faultsOf(draft, today);
  const consentFaults = groundFaults(ground);
  const registering = useMutation({
    mutationFn: () => {
      const taken = notice.data === undefined ? null : groundOf(ground, notice.data);
      return call(registerPatient, { body: { identity: identityOf(draft, today), ...(taken === null ? {} : { ground: taken }) } });
    },
    onSuccess: ({ id, recordNumber }) => {
      toast.done(t('form.done', { number: recordNumber }));
      go(addressOf(id));
    },
    onError: (error) => {
      if (isRefusal(error, 'privacy-notice-changed')) void queries.invalidateQueries({ queryKey: noticeKey });
    },
  });
  const submit = (): void => {
    setTried(true);
    const isUndecided = duplicates.candidates.some(isLikely);
    setMustDecide(isUndecided);
    if (Object.keys(faults).length > 0) focusFault(faults);
    else if (consentFaults.length > 0) document.getElementById('dato-consent')?.focus();
    else if (isUndecided) document.getElementById('parecidos')?.focus();
    else if (!registering.isPending) registering.mutate();
  };
  return {
    draft, setDraft, ground, setGround, minor, duplicates, registering, submit, mustDecide: mustDecide && duplicates.candidates.some(isLikely),
    faults: wasTried ? faults : {}, consentFaults: wasTried ? consentFaults : [], isDirty: draft !== start || givenGround !== emptyGround,
  };
};

const RegisterFault = ({ error }: { readonly error: Error | null }) => {
  const t = useText(patientMessages);
  const addressOf = useAddressOfPatient();
  if (error === null) return null;
  const holder = isRefusal(error, 'patient-duplicate-curp') ? error.detail['patientId'] : undefined;
  return (
    <Notice severity="critical" live>
      {isRefusal(error, 'privacy-notice-changed') ? t('privacy.changed') : error.message}
      {typeof holder === 'string' && isUuid<'patient'>(holder) ? <> <Anchor href={addressOf(holder)} target="_blank" rel="noopener" c="inherit" td="underline">{t('dup.open')}</Anchor></> : null}
    </Notice>
  );
};

const LeaveButton = ({ isDirty }: { readonly isDirty: boolean }) => {
  const t = useText(patientMessages);
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const leave = (): void => { go('/pacientes'); };
  return (
    <>
      <Button variant="default" onClick={() => { if (isDirty) setAsking(true); else leave(); }}>{t('form.leave')}</Button>
      <ConfirmDialog opened={isAsking} onClose={() => { setAsking(false); }} title={t('form.leave-title')} confirm={t('form.leave-do')} isGrave onConfirm={leave}><Text>{t('form.leave-says')}</Text></ConfirmDialog>
    </>
  );
};

/** A new patient, CURP first; who resembles her stands beside the form. */
export const RegisterScreen = () => {
  const t = useText(patientMessages);
  const { draft, setDraft, ground, setGround, minor, duplicates, registering, submit, mustDecide, faults, consentFaults, isDirty } = useRegistration();
  useShortcuts([{ keys: 'Mod+Enter', label: t('form.save'), group: t('keys.group'), inFields: true, isCommand: false, run: submit }]);
  const count = Object.keys(faults).length + consentFaults.length;
  const fields = { draft, onChange: setDraft, faults };
  return (
    <Page>
      <PageHeader title={t('register')} says={t('form.says')} />
      <div className={classes['withAside']}>
        <form noValidate className={classes['form']} onSubmit={(event: FormEvent) => { event.preventDefault(); submit(); }}>
          <IdentityFields {...fields} />
          <ContactSection {...fields} />
          <Card className={classes['section'] ?? ''}>
            <FieldGroup legend={t('group.privacy')} says={t('privacy.says')}>
              <PrivacyFields ground={ground} onChange={setGround} isMinor={minor} faults={consentFaults} />
            </FieldGroup>
          </Card>
          <RegisterFault error={registering.error} />
          <div className={classes['foot']}>
            <Text role="status" c="red">{count > 0 ? t('form.check', { count }) : ''}</Text>
            <LeaveButton isDirty={isDirty} />
            <Button type="submit" loading={registering.isPending} rightSection={<Kbd keys="Mod+Enter" />}>{t('form.save')}</Button>
          </div>
        </form>
        <DuplicatesAside candidates={duplicates.candidates} onOther={duplicates.dismiss} mustDecide={mustDecide} />
      </div>
    </Page>
  );
};
