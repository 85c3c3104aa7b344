import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { formatCivilDate, formatInstant, isCivilDate } from '#kernel/civil-date.ts';
import type { Prescription } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { IconExternalLink } from '../design/icons.ts';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone, usePermission } from '../session/session-context.ts';
import { answerOf } from './alert-answers.ts';
import { cancelPrescription, listDispensings, startPrescription } from './api.ts';
import { showAmount } from './cells.ts';
import { CodePanel } from './code-panel.tsx';
import { ConstanciaPanel } from './constancia-panel.tsx';
import { AlertWords } from './line-alerts.tsx';
import { isRxMessage, rxMessages } from './messages.ts';
import { LawPanel, SafetyPanel } from './panels.tsx';
import classes from './prescriptions.module.css';
import { purposeMessages } from './purpose-messages.ts';
import { endReasons } from './reasons.ts';
import type { EndReason } from './reasons.ts';

/** A signed prescription: what it says, what the check said and was answered, what pharmacies handed over, and what may be done with it. */

type Signed = NonNullable<Prescription['signed']>;

const Ended = ({ ended }: { readonly ended: NonNullable<Signed['ended']> }) => {
  const t = useText(rxMessages);
  const language = useLanguage();
  const zone = useTimeZone();
  const reason = `end.${ended.reason}`;
  const values = { day: formatInstant(new Date(ended.at), zone, language), by: ended.by, reason: ended.words === '' ? (isRxMessage(reason) ? t(reason) : '') : ended.words };
  return (
    <Notice severity="critical">
      {t(`ended.${ended.kind}`, values)} {ended.replacedBy === null ? null : <Link href={`/recetas/${ended.replacedBy}`}>{t('ended.next')}</Link>}
    </Notice>
  );
};

const Dispensings = ({ prescription }: { readonly prescription: Prescription }) => {
  const t = useText(rxMessages);
  const language = useLanguage();
  const { data } = useQuery({ queryKey: ['dispensings', prescription.id], queryFn: ({ signal }) => call(listDispensings, { params: { prescriptionId: prescription.id } }, { signal }) });
  const day = (text: string): string => (isCivilDate(text) ? formatCivilDate(text, language) : text);
  const { lines } = prescription.content;
  return (
    <Card className={classes['panel'] ?? ''}>
      <h2>{t('dispensed')}</h2>
      {data === undefined || data.acts.length === 0 ? <p className={classes['quiet']}>{data === undefined ? '…' : t('dispensed.none')}</p> : (
        <ul className={classes['plain']}>
          {data.acts.map((act) => (
            <li key={act.id}>
              {t('dispensed.act', { day: day(act.on), establishment: act.establishment, items: act.items.map(({ line, quantity, lot }) => `${lines[line - 1]?.generic ?? ''} ${String(quantity)} (${lot})`).join('; ') })}
              {act.voided === null ? null : <span className={classes['tag']} data-warn> {t('dispensed.void', { reason: act.voided.reason })}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

const CancelDialog = ({ prescription, folio, onClose }: { readonly prescription: Prescription; readonly folio: string; readonly onClose: () => void }) => {
  const t = useText(rxMessages);
  const queries = useQueryClient();
  const [reason, setReason] = useState<EndReason | ''>('');
  const [words, setWords] = useState('');
  const cancel = useMutation({
    mutationFn: async () => (reason === '' ? undefined : call(cancelPrescription, { params: { prescriptionId: prescription.id }, body: { reason, words } })),
    onSuccess: async () => { toast.done(t('cancel.done')); onClose(); await queries.invalidateQueries({ queryKey: ['prescription', prescription.id] }); }, onError: toast.refused,
  });
  return (
    <ConfirmDialog opened onClose={onClose} title={t('cancel.title', { folio })} confirm={t('cancel')} isGrave isBusy={cancel.isPending} isReady={reason !== '' && (reason !== 'other' || words.trim() !== '')} onConfirm={() => { cancel.mutate(); }}>
      <p>{t('cancel.says')}</p>
      <div className={classes['answer']}>
        <label htmlFor="rx-cancel-reason">{t('cancel.reason')}</label>
        <select id="rx-cancel-reason" value={reason} onChange={({ currentTarget: { value } }) => { setReason(endReasons.find((each) => each === value) ?? ''); }}>
          <option value="">{t('line.choose')}</option>
          {endReasons.map((each) => <option key={each} value={each}>{t(`end.${each}`)}</option>)}
        </select>
        <input aria-label={t('cancel.words')} placeholder={t('cancel.words')} value={words} maxLength={500} onChange={(event) => { setWords(event.currentTarget.value); }} />
      </div>
    </ConfirmDialog>
  );
};

const Lines = ({ prescription: { content, law, safety } }: { readonly prescription: Prescription }) => {
  const t = useText(rxMessages);
  return (
    <Card className={classes['panel'] ?? ''}>
      <h2>{t('lines')}</h2>
      {content.lines.map((line, at) => (
        <div key={`${String(at)}${line.generic}`} className={classes['signedLine']}>
          <h3>{at + 1}. {line.generic}{line.brand === null ? '' : ` (${line.brand})`}</h3>
          <p>{line.presentation.text}</p>
          <p lang="es">{line.indications.es}</p>
          <p className={classes['quiet']}>{t('line.quantity')}: {showAmount(line.quantity)}{line.quantity?.packs == null ? '' : ` · ${t('line.packs', { packs: line.quantity.packs })}`} · {law.lines[at]?.fraction == null ? t('class.line-none') : t('class.line', { class: law.lines[at]?.fraction ?? '' })}</p>
          {safety.alerts.filter(({ refs }) => refs.includes(`new:${String(at)}`)).map((alert) => {
            const given = answerOf(content, alert.key);
            return <div key={alert.key} className={classes['alert']} data-severity={alert.severity}><AlertWords alert={alert} />{given === undefined ? null : <p><strong>{t('alert.reason')}:</strong> {given.reason === 'other' ? given.words : t(`reason.${given.reason}`)}</p>}</div>;
          })}
        </div>
      ))}
      {content.advice === '' ? null : <p>{content.advice}</p>}
    </Card>
  );
};

/** `/recetas/:id` of a signed prescription. */
export const SignedView = ({ prescription, signed, address }: { readonly prescription: Prescription; readonly signed: Signed; /** Where the code leads, right after signing; else empty. */ readonly address: string }) => {
  const [t, p] = [useText(rxMessages), useText(purposeMessages)];
  const language = useLanguage();
  const zone = useTimeZone();
  const may = usePermission();
  const [, go] = useLocation();
  const [isCancelling, setIsCancelling] = useState(false);
  const start = useMutation({
    mutationFn: (body: { readonly renews?: Prescription['id']; readonly replaces?: Prescription['id'] }) => call(startPrescription, { params: { patientId: prescription.patientId }, body }),
    onSuccess: ({ prescriptionId }) => { go(`/recetas/${prescriptionId}`); }, onError: toast.refused,
  });
  const isOpen = signed.ended === null;
  return (
    <div className={classes['columns']}>
      <div className={classes['list']}>
        {signed.ended === null ? null : <Ended ended={signed.ended} />}
        <Card className={classes['panel'] ?? ''}>
          <h2>{t('signed.title')}</h2>
          <dl className={classes['facts2']}>
            <dt>{t('folio')}</dt><dd>{signed.folio}</dd>
            <dt>{t('when')}</dt><dd>{formatInstant(new Date(signed.signedAt), zone, language)}</dd>
            <dt>{t('signer')}</dt><dd translate="no">{signed.signer}</dd>
            <dt>{t('cedula')}</dt><dd>{signed.cedula}</dd>
          </dl>
          <div className={classes['actions']}>
            <Button component="a" href={`/api/prescriptions/${prescription.id}/pdf`} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={16} aria-hidden />}>{t('print')}</Button>
            <Button component={Link} href={`/recetas/${prescription.id}/hoja`} variant="default">{p('sheet')}</Button>
            {may('prescribe') ? <Button variant="default" loading={start.isPending} onClick={() => { start.mutate({ renews: prescription.id }); }}>{t('renew')}</Button> : null}
            {may('prescribe') && isOpen ? <Button variant="default" onClick={() => { start.mutate({ replaces: prescription.id }); }}>{t('replace')}</Button> : null}
            {may('prescribe') && isOpen ? <Button variant="subtle" color="red" onClick={() => { setIsCancelling(true); }}>{t('cancel')}</Button> : null}
          </div>
        </Card>
        {address === '' || !isOpen ? null : <CodePanel address={address} isPaperOriginal={signed.mode !== 'ELECTRONICA'} />}
        <Lines prescription={prescription} />
      </div>
      <aside className={classes['side']} aria-label={t('checks')}>
        <LawPanel law={{ ...prescription.law, mode: signed.mode }} />
        <ConstanciaPanel id={prescription.id} signed={signed} />
        <Dispensings prescription={prescription} />
        <SafetyPanel safety={prescription.safety} lines={prescription.content.lines.length} />
      </aside>
      {isCancelling ? <CancelDialog prescription={prescription} folio={signed.folio} onClose={() => { setIsCancelling(false); }} /> : null}
    </div>
  );
};
