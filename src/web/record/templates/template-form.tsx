import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import { possibleNames } from '#kernel/patient-traces.ts';
import type { TemplateWords } from '#modules/charting/contract.ts';
import { call } from '../../api/call.ts';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { ChoiceField, TextField } from '../../design/fields.tsx';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission } from '../../session/session-context.ts';
import { noteMessages } from '../note/note-messages.ts';
import { templateEndpoints, templateFields, templatesKey } from './api.ts';
import type { ListedTemplate, TemplateTexts } from './api.ts';
import { templateMessages } from './template-messages.ts';
import classes from './templates.module.css';

type Owned = 'own' | 'clinic';
type FormProps = {
  readonly title: string;
  readonly start: TemplateWords;
  /** The template that is changed; null: a new one. */
  readonly changes: ListedTemplate | null;
  /** Whose note the texts come from; the server refuses what tells who she is. */
  readonly takenFrom: PatientId | null;
  readonly onClose: () => void;
};

const MOST_TITLE = 80;
const mostOf = (field: keyof TemplateTexts): number => (field === 'prognosis' ? 2_000 : 4_000);

const useSave = ({ changes, takenFrom, onClose }: FormProps) => {
  const t = useText(templateMessages);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ library, words }: { readonly library: Owned; readonly words: TemplateWords }) => {
      const { add, change } = templateEndpoints[library];
      const kept = changes?.kept ?? null;
      return kept === null ? call(add, { body: { ...words, takenFrom } }) : call(change, { params: { templateId: kept.id }, body: { ...words, version: kept.version } });
    },
    onSuccess: async (_, { words }) => {
      await queries.invalidateQueries({ queryKey: templatesKey });
      toast.done(t('saved', { title: words.title }));
      onClose();
    },
    onError: toast.refused,
  });
};

/** Only what holds words is sent. */
const written = (texts: TemplateTexts): TemplateTexts => Object.fromEntries(Object.entries(texts).filter(([, text]) => (text ?? '').trim() !== ''));

const FromNote = ({ texts }: { readonly texts: TemplateTexts }) => {
  const t = useText(templateMessages);
  const names = [...new Set(Object.values(texts).flatMap((text) => possibleNames(text ?? '')))];
  return (
    <>
      <Notice severity="info">{t('save.says')}</Notice>
      {names.length === 0 ? null : <Notice severity="warning" live>{t('save.names', { list: names.join(', ') })}</Notice>}
    </>
  );
};

const Fields = (props: FormProps) => {
  const t = useText(templateMessages);
  const n = useText(noteMessages);
  const may = usePermission();
  const [title, setTitle] = useState(props.start.title);
  const [texts, setTexts] = useState<TemplateTexts>(props.start.texts);
  const [library, setLibrary] = useState<Owned>(props.changes?.library === 'clinic' ? 'clinic' : 'own');
  const save = useSave(props);
  const words: TemplateWords = { title: title.trim(), texts: written(texts) };
  const isEmpty = Object.keys(words.texts).length === 0;
  const isReady = words.title !== '' && !isEmpty && !save.isPending;
  const send = (): void => { if (isReady) save.mutate({ library, words }); };
  useShortcuts([{ keys: 'Mod+Enter', label: t('form.save'), group: props.title, inFields: true, isCommand: false, isOn: isReady, run: send }]);
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {props.takenFrom === null ? null : <FromNote texts={texts} />}
      <TextField label={t('form.title')} required data-autofocus maxLength={MOST_TITLE} value={title} onChange={setTitle} />
      <p className={classes['says']}>{t('form.says')}</p>
      {templateFields.map((field) => (
        <Textarea
          key={field} label={n(`part.${field}`)} autosize minRows={2} maxRows={10} maxLength={mostOf(field)} value={texts[field] ?? ''}
          onChange={(event) => { const text = event.currentTarget.value; setTexts((now) => ({ ...now, [field]: text })); }}
        />
      ))}
      {isEmpty ? <Notice severity="warning" live>{t('form.empty')}</Notice> : null}
      {props.changes !== null || !may('edit-clinic-phrases') ? null : (
        <ChoiceField label={t('form.library')} value={library} allowDeselect={false} choices={(['own', 'clinic'] as const).map((value) => ({ value, label: t(`library.${value}`) }))} onChange={(value) => { if (value !== null) setLibrary(value); }} />
      )}
      <DialogActions><Button type="submit" disabled={!isReady} loading={save.isPending}>{t('form.save')}</Button></DialogActions>
    </form>
  );
};

/** Makes a template, or changes one. */
export const TemplateForm = (props: FormProps) => <Dialog opened onClose={props.onClose} title={props.title} size="lg"><Fields {...props} /></Dialog>;
