import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormEvent } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import { vaccineCodes, vaccines } from '#kernel/vaccines.ts';
import { DateField } from '../design/date-field.tsx';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { DateText } from '../design/text.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { useRecordItem } from '../record/summary/use-summary.ts';
import { contentOfDose, lacksOf, lotOf, rememberLot } from './dose-draft.ts';
import type { DoseDraft } from './dose-draft.ts';
import type { Dose } from './doses.ts';
import { vaccineMessages } from './messages.ts';
import classes from './vaccines.module.css';

const MOST_DOSES = 6;

type FieldsProps = { readonly draft: DoseDraft; readonly wasTried: boolean; readonly isNew: boolean; readonly put: (change: Partial<DoseDraft>) => void };

const WhichFields = ({ draft, wasTried, isNew, put }: FieldsProps) => {
  const t = useText(vaccineMessages);
  const language = useLanguage();
  const lacks = wasTried ? lacksOf(draft) : [];
  const pick = (code: string): void => { put({ code, ...(draft.lot === '' || draft.lot === lotOf(draft.code) ? { lot: lotOf(code) } : {}) }); };
  return (
    <>
      <NativeSelect
        label={t('field.vaccine')} data-autofocus value={draft.code} onChange={(event) => { pick(event.currentTarget.value); }}
        data={[...vaccineCodes.map((code) => ({ value: code, label: vaccines[code].name[language] })), { value: '', label: t('field.other') }]}
      />
      {draft.code === '' ? <TextField label={t('field.name')} required value={draft.name} maxLength={300} onChange={(name) => { put({ name }); }} error={lacks.includes('need.name') ? t('need.name') : undefined} /> : null}
      <div className={classes['pair']}>
        <NativeSelect label={t('field.number')} value={draft.number} onChange={(event) => { put({ number: event.currentTarget.value }); }} data={[{ value: '', label: t('number.none') }, ...Array.from({ length: MOST_DOSES }, (_, nth) => ({ value: String(nth + 1), label: String(nth + 1) }))]} />
        <NativeSelect label={t('field.status')} value={draft.status} onChange={(event) => { put({ status: event.currentTarget.value as DoseDraft['status'] }); }} data={(isNew ? ['completed', 'refused'] as const : ['completed', 'refused', 'entered-in-error'] as const).map((value) => ({ value, label: t(`status.${value}`) }))} />
      </div>
    </>
  );
};

const HowFields = ({ draft, wasTried, isNew, put }: FieldsProps) => {
  const t = useText(vaccineMessages);
  const lacks = wasTried ? lacksOf(draft) : [];
  const isGiven = draft.status !== 'refused';
  const sources = [...(isNew || draft.source !== '' ? [] : [''] as const), 'here', 'card', 'told'] as const;
  return (
    <>
      <div className={classes['pair']}>
        <NativeSelect label={t('field.source')} value={draft.source} onChange={(event) => { put({ source: event.currentTarget.value as DoseDraft['source'] }); }} data={sources.map((value) => ({ value, label: t(value === '' ? 'source.none' : `source.${value}`) }))} />
        <DateField label={t(isGiven ? 'field.day' : 'field.day.refused')} value={draft.since} onChange={(since) => { put({ since }); }} error={lacks.includes('need.day') ? t('need.day') : undefined} />
      </div>
      {isGiven ? (
        <>
          <div className={classes['pair']}>
            <TextField label={t('field.lot')} value={draft.lot} maxLength={300} onChange={(lot) => { put({ lot }); }} error={lacks.includes('need.lot') ? t('need.lot') : undefined} />
            <DateField label={t('field.expiry')} value={draft.expiry} onChange={(expiry) => { put({ expiry }); }} />
          </div>
          {draft.expiry !== null && draft.since !== null && draft.expiry < draft.since ? <Notice severity="warning" live>{t('expired')}</Notice> : null}
          {draft.source === 'here' ? (
            <div className={classes['three']}>
              <TextField label={t('field.maker')} value={draft.maker} maxLength={300} onChange={(maker) => { put({ maker }); }} />
              <TextField label={t('field.site')} value={draft.site} maxLength={300} onChange={(site) => { put({ site }); }} />
              <TextField label={t('field.route')} value={draft.route} maxLength={300} onChange={(route) => { put({ route }); }} />
            </div>
          ) : null}
          <TextField label={t('field.reaction')} value={draft.reaction} maxLength={300} onChange={(reaction) => { put({ reaction }); }} />
        </>
      ) : null}
      <Textarea label={t('field.note')} value={draft.note} autosize minRows={1} maxLength={2_000} onChange={(event) => { put({ note: event.currentTarget.value }); }} />
    </>
  );
};

type DialogProps = { readonly patientId: PatientId; /** Null records a new one. */ readonly dose: Dose | null; readonly initial: DoseDraft; readonly onClose: () => void };

const useDoseForm = ({ patientId, dose, initial, onClose }: DialogProps) => {
  const language = useLanguage();
  const [draft, setDraft] = useState<DoseDraft>(() => ({ ...initial, lot: dose === null && initial.lot === '' ? lotOf(initial.code) : initial.lot }));
  const [wasTried, setWasTried] = useState(false);
  const isMore = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const record = useRecordItem(patientId, () => {
    rememberLot(draft);
    if (!isMore.current) { onClose(); return; }
    // one card, many lines: what is the same on each stays
    setDraft((before) => ({ ...before, number: '', lot: before.source === 'here' ? before.lot : '', reaction: '', note: '' }));
    setWasTried(false);
    form.current?.querySelector('select')?.focus();
  });
  const save = (andMore: boolean): void => {
    setWasTried(true);
    isMore.current = andMore;
    // a date that is none says so under its field and would be lost here
    const isWrong = form.current?.querySelector('[aria-invalid="true"]') != null;
    if (!record.isPending && !isWrong && lacksOf(draft).length === 0) record.mutate({ item: dose, content: contentOfDose(draft, language) });
  };
  return { draft, wasTried, form, isPending: record.isPending, save, put: (change: Partial<DoseDraft>): void => { setDraft((before) => ({ ...before, ...change })); } };
};

const DoseForm = (props: DialogProps) => {
  const t = useText(vaccineMessages);
  const { dose, onClose } = props;
  const { draft, wasTried, form, isPending, save, put } = useDoseForm(props);
  const fields = { draft, wasTried, put, isNew: dose === null };
  useShortcuts([{ keys: 'Mod+Enter', label: t('save'), group: t('title'), inFields: true, isCommand: false, run: () => { save(false); } }]);
  return (
    <form ref={form} className={classes['form']} onSubmit={(event: FormEvent) => { event.preventDefault(); save(false); }} noValidate>
      <WhichFields {...fields} />
      <HowFields {...fields} />
      {dose === null ? null : <p className={classes['quiet']}>{dose.recordedBy} · <DateText value={dose.recordedAt} withTime /></p>}
      <DialogActions>
        <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
        {dose === null ? <Button variant="default" disabled={isPending} onClick={() => { save(true); }}>{t('save.more')}</Button> : null}
        <Button type="submit" loading={isPending}>{t('save')}</Button>
      </DialogActions>
    </form>
  );
};

/** Records a dose, or the next version of one; earlier versions stay. */
export const DoseDialog = (props: DialogProps) => {
  const t = useText(vaccineMessages);
  return (
    <Dialog opened onClose={props.onClose} title={props.dose === null ? t('add') : t('change', { vaccine: props.dose.content.vaccine })} size={560}>
      <DoseForm {...props} />
    </Dialog>
  );
};
