import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useLocation } from 'wouter';
import { call } from '../api/call.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { registerUnknown } from './api.ts';
import type { Sex } from './draft.ts';
import { patientMessages } from './messages.ts';
import { useAddressOfPatient } from './open-patient.ts';

const sexes = ['M', 'H', 'X'] as const;

const UnknownForm = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(patientMessages);
  const [, go] = useLocation();
  const addressOf = useAddressOfPatient();
  const [sex, setSex] = useState<Sex | null>(null);
  const [label, setLabel] = useState('');
  const [age, setAge] = useState('');
  const [wasTried, setTried] = useState(false);
  const isAgeWrong = age !== '' && !(/^\d{1,3}$/.test(age) && Number(age) <= 120);
  const opening = useMutation({
    mutationFn: (apparentSex: Sex) => call(registerUnknown, { body: { apparentSex, apparentAge: age === '' ? null : Number(age), label: label.trim() } }),
    onSuccess: ({ id, recordNumber }) => {
      toast.done(t('unknown.done', { number: recordNumber }));
      onClose();
      go(addressOf(id));
    },
  });
  const submit = (): void => {
    setTried(true);
    if (sex !== null && !isAgeWrong && !opening.isPending) opening.mutate(sex);
  };
  useShortcuts([{ keys: 'Mod+Enter', label: t('unknown.do'), group: t('keys.group'), inFields: true, isCommand: false, run: submit }]);
  return (
    <form noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); submit(); }}>
      <Stack gap="md">
        <Text>{t('unknown.says')}</Text>
        <Radio.Group label={t('unknown.sex')} value={sex} onChange={(value) => { setSex(value as Sex); }} error={wasTried && sex === null ? t('fault.sex') : undefined}>
          <Group gap="lg" py={4}>{sexes.map((each, at) => <Radio key={each} value={each} label={t(`sex.${each}`)} {...(at === 0 ? { 'data-autofocus': true } : {})} />)}</Group>
        </Radio.Group>
        <TextField label={t('unknown.label')} placeholder={t('unknown.label-hint')} value={label} onChange={setLabel} maxLength={150} />
        <TextField label={t('unknown.age')} value={age} onChange={setAge} inputMode="numeric" w={180} error={isAgeWrong ? t('unknown.age-wrong') : undefined} />
        {opening.error === null ? null : <Notice severity="critical" live>{opening.error.message}</Notice>}
      </Stack>
      <DialogActions><Button type="submit" loading={opening.isPending}>{t('unknown.do')}</Button></DialogActions>
    </form>
  );
};

/** A record at once for a person nobody can name: two fields. */
export const UnknownDialog = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(patientMessages);
  return <Dialog opened={opened} onClose={onClose} title={t('unknown')}><UnknownForm onClose={onClose} /></Dialog>;
};
