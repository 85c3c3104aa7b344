import { Button, FileButton, Input, Text } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PersonId } from '#kernel/ids.ts';
import type { Licence } from '#modules/workforce/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { IconPaperclip } from '../design/icons.ts';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { attestLicence } from './api.ts';
import { staffMessages } from './messages.ts';
import { sha256Of } from './sha256.ts';
import { useAct } from './use-staff.ts';
import classes from './workforce.module.css';

type Method = NonNullable<Licence['verification']>['method'];
const verificationMethods = ['sep-online', 'original-seen', 'certified-copy'] as const satisfies readonly Method[];
type Evidence = { readonly name: string; readonly sha256: string };

const EvidenceField = ({ evidence, onChange, error }: { readonly evidence: Evidence | null; readonly onChange: (evidence: Evidence) => void; readonly error: string | undefined }) => {
  const t = useText(staffMessages);
  const take = (file: File | null): void => {
    if (file !== null) sha256Of(file).then((sha256) => { onChange({ name: file.name, sha256 }); }, toast.refused);
  };
  return (
    <Input.Wrapper label={t('verify.file')} error={error} labelElement="div">
      <div className={classes['line']}>
        <FileButton onChange={take}>{(props) => <Button {...props} variant="default" leftSection={<IconPaperclip size={18} />}>{t('verify.file-choose')}</Button>}</FileButton>
        {evidence === null ? null : <Text>{evidence.name}</Text>}
      </div>
      {evidence === null ? null : <div className={classes['hash']}>{t('verify.hash', { hash: evidence.sha256 })}</div>}
    </Input.Wrapper>
  );
};

type AttestProps = { readonly licence: Licence; readonly personId: PersonId; readonly onClose: () => void };

const AttestForm = ({ licence, personId, onClose }: AttestProps) => {
  const t = useText(staffMessages);
  const [method, setMethod] = useState<Method>('sep-online');
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const [note, setNote] = useState('');
  const [wasTried, setTried] = useState(false);
  const attesting = useAct(
    (evidenceSha256: string) => call(attestLicence, { params: { personId, licenceId: licence.id }, body: { method, evidenceSha256, note: note.trim() } }),
    () => { onClose(); toast.done(t('verify.done')); },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (evidence !== null) attesting.mutate(evidence.sha256);
  };
  const fault = faultOf(attesting.error);
  return (
    <form noValidate onSubmit={submit} className={classes['stack']}>
      <Text>{licence.title} · {licence.institution}</Text>
      <Text c="dimmed">{t('verify.says')}</Text>
      <ChoiceField label={t('verify.method')} value={method} allowDeselect={false} onChange={(value) => { setMethod((value ?? method) as Method); }} choices={verificationMethods.map((value) => ({ value, label: t(`method.${value}`) }))} />
      <EvidenceField evidence={evidence} onChange={setEvidence} error={wasTried && evidence === null ? t('fault.evidence') : undefined} />
      <TextField label={t('verify.note')} value={note} maxLength={500} onChange={setNote} />
      {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
      <DialogActions><Button type="submit" loading={attesting.isPending}>{t('verify.do')}</Button></DialogActions>
    </form>
  );
};

/** An administrator attests that she checked somebody else's cédula; of the evidence only the fingerprint is kept. */
export const AttestDialog = ({ licence, personId, onClose }: { readonly licence: Licence | null; readonly personId: PersonId; readonly onClose: () => void }) => {
  const t = useText(staffMessages);
  return (
    <Dialog opened={licence !== null} onClose={onClose} title={t('verify.title', { number: licence?.cedula ?? '' })} size="lg">
      {licence === null ? null : <AttestForm licence={licence} personId={personId} onClose={onClose} />}
    </Dialog>
  );
};
