import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'wouter';
import type { FileId, NoteId, PatientId } from '#kernel/ids.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { IconClipboardText, IconPhoto } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { rowOf, usePatient } from '../patients/use-patient.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { usePermission } from '../session/session-context.ts';
import { AddForm } from './add-form.tsx';
import classes from './attachments.module.css';
import { byDay } from './file-facts.ts';
import { FileIntake } from './file-intake.tsx';
import { FileRow } from './file-row.tsx';
import { attachmentMessages } from './messages.ts';
import { useAttachments } from './use-attachments.ts';
import { Viewer } from './viewer.tsx';

const focusRow = (list: HTMLElement | null, step: 1 | -1): void => {
  const rows = [...(list?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
  const at = rows.findIndex((row) => row === document.activeElement);
  rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
};

const FileList = ({ all, onOpen }: { readonly all: readonly Attachment[]; readonly onOpen: (id: FileId) => void }) => {
  const t = useText(attachmentMessages);
  const list = useRef<HTMLUListElement>(null);
  useShortcuts([
    { keys: 'j', label: t('view.next'), group: t('title'), isCommand: false, run: () => { focusRow(list.current, 1); } },
    { keys: 'k', label: t('view.previous'), group: t('title'), isCommand: false, run: () => { focusRow(list.current, -1); } },
  ]);
  if (all.length === 0) return <EmptyState icon={IconPhoto} title={t('none')}>{t('none.says')}</EmptyState>;
  return <ul ref={list} className={classes['list']}>{all.map((file) => <li key={file.id}><FileRow file={file} className={classes['row'] ?? ''} onOpen={() => { onOpen(file.id); }} /></li>)}</ul>;
};

/** The files that wait to be said something of, one after the other. */
const Adding = ({ patientId, all, begun }: { readonly patientId: PatientId; readonly all: readonly Attachment[]; readonly begun: NoteId | null }) => {
  const t = useText(attachmentMessages);
  const [waiting, setWaiting] = useState<readonly File[]>([]);
  const [file, ...rest] = waiting;
  return (
    <Card className={classes['card'] ?? ''}>
      <h2>{t('add.title')}</h2>
      {file === undefined ? <FileIntake onFiles={(files) => { setWaiting(files); }} /> : <AddForm key={`${file.name}/${String(file.lastModified)}/${String(rest.length)}`} patientId={patientId} file={file} left={rest.length} all={all} begun={begun} onDone={() => { setWaiting(rest); }} />}
    </Card>
  );
};

/** Which file is open stands in the address, so that Back closes it and a link opens it. */
const useOpenFile = (patientId: PatientId) => {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const [asked, nota] = [search.get('archivo'), search.get('nota')];
  const openId = asked === null ? null : idInAddress<'file'>(asked);
  const begun = nota === null ? null : idInAddress<'note'>(nota);
  const home = `/pacientes/${patientId}/archivos${begun === null ? '' : `?nota=${begun}`}`;
  return {
    openId, begun,
    open: (id: FileId) => { go(`${home}${begun === null ? '?' : '&'}archivo=${id}`, { replace: openId !== null }); },
    close: () => { go(home, { replace: true }); },
  };
};

const Files = ({ patientId, who }: { readonly patientId: PatientId; readonly who: ReactNode }) => {
  const t = useText(attachmentMessages);
  const may = usePermission();
  const { data, error, refetch } = useAttachments(patientId);
  const { openId, begun, open, close } = useOpenFile(patientId);
  if (error !== null) return <ErrorState error={error} onRetry={() => { void refetch(); }} />;
  if (data === undefined) return <Loading />;
  const all = byDay(data.attachments);
  return (
    <div className={classes['columns']}>
      <Card className={classes['card'] ?? ''}>
        <h2>{t('list')}</h2>
        <FileList all={all} onOpen={open} />
        <p className={classes['quiet']}>{t('outside')}</p>
      </Card>
      {may('add-attachment') ? <Adding patientId={patientId} all={all} begun={begun} /> : null}
      {openId === null ? null : <Viewer patientId={patientId} who={who} all={all} openId={openId} onOpen={open} onClose={close} />}
    </div>
  );
};

/** Photographs and papers of one patient: `/pacientes/:id/archivos`, with `?archivo=` the open one. */
export const AttachmentsScreen = () => {
  const t = useText(attachmentMessages);
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  const { begun } = useOpenFile(id);
  const { data } = usePatient(id);
  const who = data === undefined ? null : <><strong><PersonName name={data.fullName} /></strong> <PatientLine patient={rowOf(data)} /></>;
  return (
    <Page>
      <PageHeader
        title={t('title')} says={who}
        actions={<Button component={Link} href={begun === null ? `/pacientes/${id}` : `/consulta/${begun}`} variant="default" leftSection={<IconClipboardText size={18} />}>{t(begun === null ? 'to-chart' : 'to-note')}</Button>}
      />
      <Files patientId={id} who={who} />
    </Page>
  );
};
