import { Button, FileButton } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formatInstant } from '#kernel/civil-date.ts';
import type { PrescriptionId } from '#kernel/ids.ts';
import type { Prescription } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { Card } from '../design/page.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { toBase64 } from '../record/signing/bytes.ts';
import { usePermission, useTimeZone } from '../session/session-context.ts';
import { bringConstancia } from './api.ts';
import { constanciaMessages } from './constancia-messages.ts';
import classes from './prescriptions.module.css';

/** Whether a signed prescription has its constancia of conservation, and the way to bring one in. */

type Signed = NonNullable<Prescription['signed']>;
type Kept = NonNullable<Signed['constancia']>;

/** Of a token in base64; the server reads no more. */
const MOST_BYTES = 96 * 1024;

const wordOf = ({ kind, status }: Kept, isPaper: boolean): 'is.nom-151' | 'is.rfc-3161' | 'is.unknown' | 'is.paper' => {
  if (status === 'issuer-unknown') return 'is.unknown';
  return kind === 'nom-151' && isPaper ? 'is.paper' : `is.${kind}`;
};

const Said = ({ signed: { constancia, mode } }: { readonly signed: Signed }) => {
  const t = useText(constanciaMessages);
  const language = useLanguage();
  const zone = useTimeZone();
  const isPaper = mode === 'IMPRESA_AUTOGRAFA';
  if (constancia === null) return <p>{t(isPaper ? 'none.paper' : 'none')}</p>;
  return <p>{t(wordOf(constancia, isPaper), { issuer: constancia.issuer, day: formatInstant(new Date(constancia.stampedAt), zone, language) })}</p>;
};

export const ConstanciaPanel = ({ id, signed }: { readonly id: PrescriptionId; readonly signed: Signed }) => {
  const t = useText(constanciaMessages);
  const may = usePermission();
  const queries = useQueryClient();
  const bring = useMutation({
    mutationFn: async (file: File) => call(bringConstancia, { params: { prescriptionId: id }, body: { file: toBase64(new Uint8Array(await file.arrayBuffer())) } }),
    onSuccess: async ({ signed: { constancia } }) => {
      if (constancia?.status === 'issuer-unknown') toast.failed(t('done.unknown'));
      else toast.done(t('done'));
      await queries.invalidateQueries({ queryKey: ['prescription', id] });
    },
    onError: toast.refused,
  });
  const isOriginal = signed.mode === 'ELECTRONICA';
  const mayBring = may('prescribe') && !isOriginal;
  return (
    <Card className={classes['panel'] ?? ''}>
      <h2>{t('title')}</h2>
      <Said signed={signed} />
      {mayBring ? <p className={classes['quiet']}>{t('how')}</p> : null}
      <div className={classes['actions']}>
        {mayBring ? <Button component="a" variant="default" size="compact-sm" href={`/api/prescriptions/${id}/stamp-request`} download>{t('request')}</Button> : null}
        {mayBring ? (
          <FileButton inputProps={{ 'aria-label': t('file') }} onChange={(file) => { if (file === null) return; if (file.size > MOST_BYTES) toast.failed(t('too-large')); else bring.mutate(file); }}>
            {(props) => <Button {...props} variant="default" size="compact-sm" loading={bring.isPending}>{t('add')}</Button>}
          </FileButton>
        ) : null}
        {signed.constancia === null ? null : <Button component="a" variant="default" size="compact-sm" href={`/api/prescriptions/${id}/constancia`} download>{t('download')}</Button>}
      </div>
    </Card>
  );
};
