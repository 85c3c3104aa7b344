import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { accountMessages } from '../account/messages.ts';
import { isTooShort, passwordSentences } from '../account/password-faults.ts';
import { call } from '../api/call.ts';
import { FieldGroup, PasswordField, TextField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { clinicFaults } from '../workforce/clinic-draft.ts';
import type { ClinicDraft } from '../workforce/clinic-draft.ts';
import { ClinicFacts } from '../workforce/clinic-fields.tsx';
import { emptyLicence, licenceFaults, licenceOf } from '../workforce/licence-draft.ts';
import { LicenceFields } from '../workforce/licence-fields.tsx';
import { staffMessages } from '../workforce/messages.ts';
import { emptyPerson, personFaults, personOf } from '../workforce/person-draft.ts';
import type { PersonDraft, PersonFaults } from '../workforce/person-draft.ts';
import { beginPractice } from './api.ts';
import { setupMessages } from './messages.ts';
import classes from './setup.module.css';
import fields from '../workforce/workforce.module.css';

type FirstRunProps = { readonly token: string; readonly onDone: () => void };

const newClinic: ClinicDraft = { kind: 'private-office', name: '', legalName: '', address: '', phone: '', clues: '', timeZone: 'America/Mexico_City', language: 'es-MX', responsiblePersonId: null, secondFactor: 'by-duty', idleMinutes: '15' };

const useFirstRun = ({ token, onDone }: FirstRunProps) => {
  const language = useLanguage();
  const [clinic, setClinic] = useState(newClinic);
  const [person, setPerson] = useState<PersonDraft>({ ...emptyPerson, duties: ['administrator'] });
  const [password, setPassword] = useState('');
  const [isPhysician, setPhysician] = useState(true);
  const [licence, setLicence] = useState(emptyLicence);
  const [wasTried, setTried] = useState(false);
  const faults = { clinic: clinicFaults(clinic), person: personFaults(person), licence: isPhysician ? licenceFaults(licence, false) : {} };
  const isWhole = Object.values(faults).every((found) => Object.keys(found).length === 0) && !isTooShort(password);
  const beginning = useMutation({
    mutationFn: () => {
      const { responsiblePersonId: _responsible, secondFactor: _policy, idleMinutes: _idle, clues, ...facts } = clinic;
      const { duties: _duties, ...names } = personOf(person);
      return call(beginPractice, {
        body: { token, clinic: { ...facts, clues: clues === '' ? null : clues }, person: { ...names, email: person.email.trim(), password, language, isPhysician }, licence: isPhysician ? licenceOf(licence) : null },
      }, { onSessionEnd: 'fail' });
    },
    onSuccess: onDone,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isWhole) beginning.mutate();
    else setTimeout(() => { document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(); }, 0);
  };
  const shown = wasTried ? faults : { clinic: {}, person: {}, licence: {} };
  return { clinic, setClinic, person, setPerson, password, setPassword, isPhysician, setPhysician, licence, setLicence, shown, isPasswordShort: wasTried && isTooShort(password), beginning, submit };
};

const PersonNames = ({ draft, onChange, faults }: { readonly draft: PersonDraft; readonly onChange: (draft: PersonDraft) => void; readonly faults: PersonFaults }) => {
  const t = useText(staffMessages);
  const field = (name: 'givenNames' | 'firstSurname' | 'secondSurname' | 'email' | 'curp' | 'rfc', label: string) => {
    const fault = faults[name];
    const isCode = name === 'curp' || name === 'rfc';
    return <TextField label={label} value={draft[name]} maxLength={254} onChange={(typed) => { onChange({ ...draft, [name]: isCode ? typed.toUpperCase().replace(/\s/g, '') : typed }); }} error={fault === undefined ? undefined : t(fault)} />;
  };
  return <>{field('givenNames', t('given'))}{field('firstSurname', t('first-surname'))}{field('secondSurname', t('second-surname'))}{field('email', t('email'))}{field('curp', t('curp'))}{field('rfc', t('rfc'))}</>;
};

/** A new installation becomes a practice with its first person. */
export const FirstRun = (props: FirstRunProps) => {
  const t = useText(setupMessages);
  const accountText = useText(accountMessages);
  const run = useFirstRun(props);
  const sentences = passwordSentences(run.beginning.error, accountText);
  return (
    <form noValidate onSubmit={run.submit} className={classes['form']}>
      <Card className={classes['section'] ?? ''}><FieldGroup legend={t('first.clinic')} says={t('first.clinic-says')}><ClinicFacts draft={run.clinic} onChange={run.setClinic} faults={run.shown.clinic} /></FieldGroup></Card>
      <Card className={classes['section'] ?? ''}>
        <FieldGroup legend={t('first.person')} says={t('first.person-says')}>
          <div className={fields['two']}>
            <PersonNames draft={run.person} onChange={run.setPerson} faults={run.shown.person} />
            <PasswordField
              label={accountText('password.wanted')} description={accountText('password.hint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={run.password} onChange={run.setPassword} autoComplete="new-password"
              error={run.isPasswordShort ? accountText('password.too-short') : undefined}
            />
            <div data-wide><Checkbox label={t('first.physician')} checked={run.isPhysician} onChange={(event) => { run.setPhysician(event.currentTarget.checked); }} /></div>
          </div>
        </FieldGroup>
      </Card>
      {run.isPhysician ? <Card className={classes['section'] ?? ''}><FieldGroup legend={t('first.licence')}><LicenceFields draft={run.licence} onChange={run.setLicence} faults={run.shown.licence} hasKind={false} /></FieldGroup></Card> : null}
      {sentences.length === 0 ? null : <Notice severity="critical" live>{sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}</Notice>}
      <Button type="submit" size="md" loading={run.beginning.isPending}>{t('first.do')}</Button>
    </form>
  );
};
