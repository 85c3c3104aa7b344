import { Button, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link, useLocation } from 'wouter';
import type { DocumentType } from '#modules/documents/contract.ts';
import type { Chart, ChartEntry, Note } from '#modules/record/contract.ts';
import { useQueryClient } from '@tanstack/react-query';
import { FilesCommand } from '../../attachments/files-command.ts';
import { IconArrowLeft } from '../../design/icons.ts';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { usePermission } from '../../session/session-context.ts';
import { ChangesPart } from '../changes/changes-part.tsx';
import { lookBackKey } from '../changes/use-changes.ts';
import { chartKey } from '../chart/use-chart.ts';
import { endDraft } from '../draft/open-drafts.ts';
import { useDraftKeeper, useDraftPart } from '../draft/use-draft.ts';
import { CarryForward } from '../carry/carry-forward.tsx';
import { ClinicalRail } from '../note/clinical-rail.tsx';
import { ConsentChoice } from '../consent/consent-choice.tsx';
import { UnderSupervision } from '../cosign/under-supervision.tsx';
import { ObservationMark } from '../observation/observation-mark.tsx';
import { phrasesChecked } from '../phrases/phrase-check.ts';
import { Phrases } from '../phrases/phrases.tsx';
import { Templates } from '../templates/templates.tsx';
import { PatientStrip } from '../note/patient-strip.tsx';
import type { Certificate } from '../signing/ceremony.ts';
import { FormEditor } from '../form/form-editor.tsx';
import { HistoryMissing } from '../form/history-missing.tsx';
import { useDocumentType, useKindName } from '../form/use-document-types.ts';
import { AddendumEditor } from './addendum-editor.tsx';
import { AttemptContext } from './attempt-context.ts';
import { ConflictDialog, useMoment } from './conflict-dialog.tsx';
import { ConsultFooter } from './consult-footer.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { focusCaret, focusField } from './fields.ts';
import { useAddMedicine } from './medicines-field.tsx';
import { NoteEditor } from './note-editor.tsx';
import { SidePane } from './side-pane.tsx';
import type { SideView } from './side-pane.tsx';
import { useConsultKeys } from './use-consult-keys.ts';
import { useNextMissing } from './use-mend.ts';
import { useRailActs } from './use-rail-acts.ts';

const SignDialog = lazy(async () => ({ default: (await import('../signing/sign-dialog.tsx')).SignDialog }));

const areas = ['summary', 'note', 'side'] as const;
type Area = (typeof areas)[number];

const firstFieldOf = (note: Note, type: DocumentType | null): string => {
  if (note.kind === 'addendum') return 'reason';
  return type === null ? 'subjective' : type.sections[0]?.fields[0]?.id ?? '';
};

const Editor = ({ note, chart }: { readonly note: Note; readonly chart: Chart }) => {
  const type = useDocumentType();
  if (note.kind === 'evolution') return <NoteEditor chart={chart} />;
  return type === null ? <AddendumEditor /> : <FormEditor type={type} chart={chart} />;
};

export type ConsultProps = { readonly note: Note; readonly chart: Chart; readonly entries: readonly ChartEntry[] };

const Halted = () => {
  const t = useText(consultMessages);
  const halt = useDraftPart(({ draft }) => draft.halt);
  if (halt?.why !== 'refused' && halt?.why !== 'closed') return null;
  return <div className={classes['notice']}><Notice severity="critical" title={t(`sync.${halt.why}`)} live>{t(halt.code === 'text-unstorable' ? 'halt.unstorable.says' : `halt.${halt.why}.says`)}</Notice></div>;
};

const Resumed = ({ note, onSeen }: { readonly note: Note; readonly onSeen: () => void }) => {
  const t = useText(consultMessages);
  const moment = useMoment();
  const [isShown, setIsShown] = useState(note.version > 0);
  if (!isShown) return null;
  return (
    <div className={classes['notice']}>
      <Notice severity="info" live>
        <span className={classes['resumed']}>{t('resumed', { at: moment(note.savedAt) })}<Button size="compact-sm" variant="subtle" color="blue" onClick={() => { setIsShown(false); onSeen(); }}>{t('resumed.ok')}</Button></span>
      </Notice>
    </div>
  );
};

/** What a document asks or says before its first word. */
const AboveWords = ({ note, onFinished }: { readonly note: Note; readonly onFinished: () => void }) => {
  const type = useDocumentType();
  return (
    <>
      {note.supervision === null && note.returns.length === 0 ? null : <div className={classes['notice']}><UnderSupervision note={note} onFinished={onFinished} /></div>}
      {note.kind === 'evolution' ? <HistoryMissing note={note} /> : null}
      {type?.service === 'emergency' ? <div className={classes['notice']}><ObservationMark patientId={note.patientId} /></div> : null}
      {type === null ? null : <ConsentChoice note={note} type={type} />}
    </>
  );
};

const useSigned = ({ note, chart }: ConsultProps) => {
  const queries = useQueryClient();
  const [, go] = useLocation();
  return useCallback((): void => {
    endDraft(note.id);
    for (const queryKey of [chartKey(chart.patient.id), lookBackKey(chart.patient.id)]) void queries.invalidateQueries({ queryKey });
    for (const id of [note.id, note.amends ?? note.id]) void queries.invalidateQueries({ queryKey: ['note', id] });
    go(`/pacientes/${chart.patient.id}?nota=${note.amends ?? note.id}&firmada=1`, { replace: true });
  }, [queries, go, note, chart]);
};

/** The four parts of the consult: whose chart, what is known, the note, what helps. */
export const ConsultBody = (props: ConsultProps) => {
  const type = useDocumentType();
  const kindName = useKindName();
  const { note, chart, entries } = props;
  const t = useText(consultMessages);
  const keeper = useDraftKeeper();
  const may = usePermission();
  const moment = useMoment();
  const root = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLElement>(null);
  const [area, setArea] = useState<Area>('note');
  const [view, setView] = useState<SideView>(note.kind === 'addendum' ? 'previous' : 'norm');
  const [wasAttempted, setWasAttempted] = useState(false);
  const [isSigning, setIsSigning] = useState(false);
  const [lack, setLack] = useState(0);
  const [certificate, setCertificate] = useState<Certificate | null>(null);
  const edition = useDraftPart((draft) => draft.edition);
  const railActs = useRailActs(keeper);
  const addMedicine = useAddMedicine();
  const onSigned = useSigned(props);
  const first = firstFieldOf(note, type);
  // the second press of the same key goes into the pane
  const show = (next: SideView): void => {
    if (next === view) root.current?.querySelector<HTMLElement>('[role=tabpanel]')?.focus();
    setView(next);
    setArea('side');
  };
  // at once: what is typed after the key must already land where the key leads
  const to = (next: Area, act: () => void) => (): void => { flushSync(() => { setArea(next); }); act(); };
  const toNote = (act: () => void): (() => void) => to('note', act);
  const goToMissing = useNextMissing(() => { show('norm'); });
  useEffect(() => { focusField(first); }, [first]);

  const leaveCeremony = (): void => {
    flushSync(() => { setIsSigning(false); });
    focusCaret(first);
  };

  const sign = async (): Promise<void> => {
    if (!(await phrasesChecked())) return;
    setWasAttempted(true);
    const isSafe = await keeper.settle();
    const missing = keeper.view().findings.filter(({ blocks }) => blocks).length;
    if (!isSafe) { toast.failed(t('cannot-sign-unsaved')); return; }
    setLack(missing);
    if (missing === 0) { setIsSigning(true); return; }
    setView('norm');
    toNote(goToMissing)();
  };

  useConsultKeys(root, {
    goToSummary: to('summary', () => { summary.current?.focus(); }),
    goToNote: toNote(() => { focusCaret(first); }), goToDiagnoses: toNote(() => { focusField('diagnoses'); }),
    addMedicine: toNote(addMedicine), goToMissing: toNote(goToMissing), show, sign: () => { void sign(); },
  }, note.kind, may('sign-note') && !isSigning);

  const doing = note.kind === 'evolution' ? t('consult') : kindName(note.kind);
  const subject = { noteId: note.id, kind: note.kind, title: kindName(note.kind), patientId: chart.patient.id, patientName: chart.patient.fullName, keeper, certificate, onCertificate: setCertificate };
  return (
    <AttemptContext value={wasAttempted}>
      <div ref={root} className={classes['consult']} data-area={area} inert={isSigning}>
        <PatientStrip patient={chart.patient} doing={doing}>
          <span className={classes['started']}><b>{doing}</b> <span>{t('started-at', { at: moment(note.createdAt) })}</span></span>
          <Button component={Link} href={`/pacientes/${chart.patient.id}`} variant="default" size="compact-md" leftSection={<IconArrowLeft size={15} aria-hidden />}>{t('to-record')}</Button>
        </PatientStrip>
        <div className={classes['areas']}>
          <SegmentedControl aria-label={t('area.label')} fullWidth size="xs" value={area} onChange={setArea} data={areas.map((value) => ({ value, label: t(`area.${value}`) }))} />
        </div>
        <div className={classes['columns']}>
          <aside ref={summary} className={classes['rail']} aria-label={t('area.summary')} tabIndex={0}>
            <ChangesPart patientId={chart.patient.id} />
            <ClinicalRail chart={chart} {...(note.kind === 'evolution' ? { acts: railActs } : {})} />
          </aside>
          <div className={classes['centre']} data-note>
            <Halted />{/* the button goes with its notice: without this the next keys would go nowhere, or act as shortcuts */}
            <Resumed note={note} onSeen={() => { focusCaret(first); }} />
            <AboveWords note={note} onFinished={onSigned} />
            <Editor key={edition} note={note} chart={chart} />
          </div>
          <aside className={classes['sideColumn']} aria-label={t('side.label')}><SidePane view={view} onView={setView} entries={entries} subject={subject} amends={note.amends} /></aside>
        </div>
        <ConsultFooter noteId={note.id} backTo={`/pacientes/${chart.patient.id}`} maySign={may('sign-note')} onMissing={toNote(goToMissing)} onPreview={() => { show('preview'); }} onSign={() => { void sign(); }} />
        <p className="amate-hidden" role="alert">{lack === 0 ? '' : t('cannot-sign-yet', { count: lack })}</p>
        <ConflictDialog />
        <FilesCommand patientId={chart.patient.id} noteId={note.id} />
        <Phrases root={root} chart={chart} />
        {note.kind === 'evolution' ? <><CarryForward patientId={chart.patient.id} /><Templates chart={chart} /></> : null}
        {isSigning ? <Suspense fallback={null}><SignDialog subject={subject} onClose={leaveCeremony} onSigned={onSigned} /></Suspense> : null}
      </div>
    </AttemptContext>
  );
};
