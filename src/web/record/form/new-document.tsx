import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import { fold } from '#kernel/fold.ts';
import type { DocumentType } from '#modules/documents/contract.ts';
import type { Chart, ChartEntry, startDocumentBody, startDocumentReply } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/fields.tsx';
import { IconFileText, IconSearch } from '../../design/icons.ts';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission, useSession, useTimeZone } from '../../session/session-context.ts';
import { formMessages } from './form-messages.ts';
import own from './form.module.css';
import { useDocumentTypes, useKindName } from './use-document-types.ts';

const startDocument = endpoint<{ body: typeof startDocumentBody; reply: typeof startDocumentReply }>('POST', '/api/documents');

/** Starts or finds a document of the record and goes to it. */
export const useStartDocument = () => {
  const [, go] = useLocation();
  return useMutation({
    mutationFn: (body: Parameters<typeof call<{ body: typeof startDocumentBody; reply: typeof startDocumentReply }>>[1]['body']) => call(startDocument, { body }),
    onSuccess: ({ noteId }) => { go(`/consulta/${noteId}`); },
    onError: toast.refused,
  });
};

const matches = (type: DocumentType, words: string): boolean => {
  const text = fold(`${type.title['es-MX']} ${type.title['en-US']} ${type.says['es-MX']}`);
  return fold(words).split(/\s+/).every((word) => text.includes(word));
};

const TypeList = ({ types, onChoose }: { readonly types: readonly DocumentType[]; readonly onChoose: (type: DocumentType) => void }) => {
  const t = useText(formMessages);
  const language = useLanguage();
  if (types.length === 0) return <p role="status">{t('new.none')}</p>;
  return (
    <div className={own['types']}>
      {[...new Set(types.map(({ service }) => service))].map((service) => (
        <section key={service} aria-label={t(`service.${service}`)}>
          <h3>{t(`service.${service}`)}</h3>
          <ul>
            {types.filter((type) => type.service === service).map((type) => (
              <li key={type.kind}><button type="button" className={own['type']} onClick={() => { onChoose(type); }}><b>{type.title[language]}</b><span>{type.says[language]}</span></button></li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
};

type AnswerProps = { readonly type: DocumentType; readonly entries: readonly ChartEntry[]; readonly onStart: (answers: string | undefined) => void };

/** What the document answers, when its kind can answer something. */
const Answer = ({ type, entries, onStart }: AnswerProps) => {
  const t = useText(formMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const kindName = useKindName();
  const answerable = entries.filter(({ kind, state }) => state === 'signed' && (type.answers as readonly string[]).includes(kind));
  const [chosen, setChosen] = useState(answerable[0]?.noteId ?? '');
  return (
    <>
      <NativeSelect label={t('new.answers')} value={chosen} onChange={(event) => { setChosen(event.currentTarget.value); }} data={[{ value: '', label: t('new.answers.none') }, ...answerable.map(({ noteId, kind, at }) => ({ value: noteId, label: `${kindName(kind)} · ${formatCivilDate(civilDateIn(timeZone, new Date(at)), language)}` }))]} />
      <Button mt="md" data-autofocus onClick={() => { onStart(chosen === '' ? undefined : chosen); }}>{type.title[language]}</Button>
    </>
  );
};

/** Chooses a kind of document to write for this patient: by name or by service. */
export const NewDocument = ({ chart, entries }: { readonly chart: Chart; readonly entries: readonly ChartEntry[] }) => {
  const t = useText(formMessages);
  const may = usePermission();
  const { session } = useSession();
  const { types } = useDocumentTypes();
  const [isOpen, setIsOpen] = useState(false);
  const [words, setWords] = useState('');
  const [answering, setAnswering] = useState<DocumentType | null>(null);
  const start = useStartDocument();
  const mine = types.filter(({ signedBy }) => signedBy.some((duty) => duty === session.duty));
  const found = mine.filter((type) => matches(type, words));
  const isOn = may('write-note') && mine.length > 0;
  const begin = (type: DocumentType, answers?: string): void => { start.mutate({ patientId: chart.patient.id, kind: type.kind, ...(answers === undefined ? {} : { answers: answers as typeof chart.patient.id as never }) }); };
  const choose = (type: DocumentType): void => {
    if (type.answers.length === 0) begin(type);
    else setAnswering(type);
  };
  const open = (): void => { setAnswering(null); setWords(''); setIsOpen(true); };
  useShortcuts([{ keys: 'd', label: t('new'), group: t('new'), isOn, run: open }]);
  if (!isOn) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconFileText size={16} aria-hidden />} onClick={open}>{t('new')}</Button>
      <Dialog opened={isOpen} onClose={() => { setIsOpen(false); }} title={t('new')} size={620}>
        {answering !== null ? <Answer type={answering} entries={entries} onStart={(answers) => { begin(answering, answers); }} /> : (
          <>
            <TextField label={t('new.find')} value={words} onChange={setWords} leftSection={<IconSearch size={16} aria-hidden />} data-autofocus onKeyDown={(event) => { if (event.key === 'Enter' && found[0] !== undefined) choose(found[0]); }} />
            <TypeList types={found} onChoose={choose} />
          </>
        )}
      </Dialog>
    </>
  );
};
