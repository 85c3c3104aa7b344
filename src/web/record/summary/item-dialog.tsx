import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { isCivilDate } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { SummaryItem } from '#modules/summary/contract.ts';
import { DateField } from '../../design/date-field.tsx';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { TextField } from '../../design/fields.tsx';
import { DateText } from '../../design/text.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { DiagnosisFinder } from '../consult/diagnosis-finder.tsx';
import { contentOf, draftOf, fieldsOfKind, isWrongNumber } from './item-fields.ts';
import type { Asked, Draft, ListedContent } from './item-fields.ts';
import { PregnancyPreview } from './pregnancy-preview.tsx';
import { summaryMessages } from './summary-messages.ts';
import { useRecordItem } from './use-summary.ts';

type FieldProps = { readonly asked: Asked; readonly draft: Draft; readonly onChange: (part: Draft) => void; readonly isFirst: boolean; /** After the first attempt to record. */ readonly wasTried: boolean };

const optionKeys = {
  status: (value: string) => `is.${value}`, category: (value: string) => `category.${value}`, criticality: (value: string) => `criticality.${value}`,
  source: (value: string) => `source.${value}`, area: (value: string) => `area.${value}`, severity: (value: string) => `severity.${value}`,
} as const;

const ChosenDiagnosis = ({ draft, onChange }: Pick<FieldProps, 'draft' | 'onChange'>) => {
  const t = useText(summaryMessages);
  const language = useLanguage();
  return (
    <div>
      <label htmlFor="campo-problema">{t('field.term')}{draft['code'] === '' ? '' : `: ${draft['code'] ?? ''} ${draft['term'] ?? ''}`}</label>
      <DiagnosisFinder field="problema" sex={null} describedBy={undefined} onLeave={() => undefined} onChoose={({ term }) => { onChange({ code: term.code, term: term.display[language === 'en-US' ? 'en' : 'es'] }); }} />
    </div>
  );
};

const NumberField = ({ asked, draft, onChange, wasTried, label, ...rest }: Omit<FieldProps, 'isFirst'> & { readonly label: string }) => {
  const t = useText(summaryMessages);
  const { least, most } = asked.limits ?? { least: 0, most: 0 };
  const fault = wasTried && isWrongNumber(asked, draft) ? { error: t('number.wrong', { least, most }) } : {};
  return <TextField label={label} value={draft[asked.name] ?? ''} inputMode="decimal" maxLength={8} onChange={(text) => { onChange({ [asked.name]: text }); }} {...fault} {...rest} />;
};

const ItemField = ({ asked, draft, onChange, isFirst, wasTried }: FieldProps) => {
  const t = useText(summaryMessages);
  const { name } = asked;
  const label = t(`field.${asked.label ?? name}`);
  const value = draft[name] ?? '';
  const focus = isFirst ? { 'data-autofocus': true } : {};
  switch (asked.as) {
    case 'number': return <NumberField asked={asked} draft={draft} onChange={onChange} wasTried={wasTried} label={label} {...focus} />;
    case 'line': return <TextField label={label} value={value} maxLength={300} onChange={(text) => { onChange({ [name]: text }); }} {...focus} />;
    case 'words': return <Textarea label={label} value={value} autosize minRows={2} maxLength={2_000} onChange={(event) => { onChange({ [name]: event.currentTarget.value }); }} {...focus} />;
    case 'day': return <DateField label={label} value={isCivilDate(value) ? value : null} onChange={(date) => { onChange({ [name]: date }); }} />;
    case 'diagnosis': return <ChosenDiagnosis draft={draft} onChange={onChange} />;
    case 'choice': {
      const keyOf = optionKeys[name as keyof typeof optionKeys];
      return <NativeSelect label={label} value={value} onChange={(event) => { onChange({ [name]: event.currentTarget.value }); }} data={(asked.choices ?? []).map((each) => ({ value: each, label: t(keyOf(each) as 'is.active') }))} {...focus} />;
    }
  }
};

type DialogProps = { readonly patientId: PatientId; /** Null records a new one. */ readonly item: SummaryItem | null; readonly initial: ListedContent; readonly isMinor: boolean; readonly onClose: () => void };

/** Records an item of the summary, or its next version. Earlier versions stay. */
export const ItemDialog = ({ patientId, item, initial, isMinor, onClose }: DialogProps) => {
  const t = useText(summaryMessages);
  const [draft, setDraft] = useState<Draft>(() => draftOf(initial, isMinor));
  const [wasTried, setWasTried] = useState(false);
  const asked = fieldsOfKind[initial.kind].filter(({ shownWhen }) => shownWhen === undefined || shownWhen(draft));
  const record = useRecordItem(patientId, onClose);
  const group = t(`group.${initial.kind}`);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (!asked.some((field) => isWrongNumber(field, draft))) record.mutate({ item, content: contentOf(draft) });
  };
  return (
    <Dialog opened onClose={onClose} title={item === null ? t('add', { group: group.toLowerCase() }) : group} size={520}>
      <form onSubmit={submit} style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
        {asked.map((field, at) => <ItemField key={`${field.name} ${field.label ?? ''}`} asked={field} draft={draft} wasTried={wasTried} isFirst={at === 0} onChange={(part) => { setDraft((before) => ({ ...before, ...part })); }} />)}
        {initial.kind === 'pregnancy' ? <PregnancyPreview draft={draft} /> : null}
        {item === null ? null : <p style={{ margin: 0, fontSize: '0.8125rem' }}>{item.recordedBy} · <DateText value={item.recordedAt} withTime /></p>}
        <DialogActions>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" loading={record.isPending}>{t('save')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};
