import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'wouter';
import type { Chart } from '#modules/record/contract.ts';
import type { Prescription, PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { IconSignature, IconTrash } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { useTypedCommands } from '../search/typed-commands.ts';
import type { Certificate } from '../record/signing/ceremony.ts';
import { alertsOf, answer, unanswered, withoutLine } from './alert-answers.ts';
import { discardPrescription, keepFavourite, listPrescriptions, openPrescription } from './api.ts';
import { ContraDialog } from './contra-dialog.tsx';
import { EntryField } from './entry-field.tsx';
import { handedOver, nothingHanded, takeHandedOver } from './handed-over.ts';
import type { HandedOver } from './handed-over.ts';
import { withPresentations, withWords } from './line-edit.ts';
import { LineRow } from './line-row.tsx';
import { rxMessages } from './messages.ts';
import { ContextPanel, LacksPanel, LawPanel, SafetyPanel } from './panels.tsx';
import classes from './prescriptions.module.css';
import { openRxKeeper } from './rx-keeper.ts';
import type { RxKeeper, RxState } from './rx-keeper.ts';
import { prescriptionSubject } from './subject.ts';
import { purposeMessages } from './purpose-messages.ts';
import { PurposePanel } from './purpose-panel.tsx';
import { useRxCommand } from './rx-command.ts';
import { UsualLines } from './usual-lines.tsx';
import { favouritesKey } from './use-entry.ts';

const CeremonyDialog = lazy(async () => ({ default: (await import('../record/signing/sign-dialog.tsx')).CeremonyDialog }));
const MOST_LINES = 30;

const useKeeper = (opened: Prescription): readonly [RxKeeper, RxState] => {
  const keeper = useMemo(() => openRxKeeper(opened), [opened.id]);
  useEffect(() => () => { keeper.close(); }, [keeper]);
  return [keeper, useSyncExternalStore(keeper.onChange, keeper.state)];
};

const Sync = ({ state, onReload }: { readonly state: RxState; readonly onReload: () => void }) => {
  const t = useText(rxMessages);
  if (state.is === 'outdated') return <Notice severity="warning" live>{t('sync.outdated')} <button type="button" className={classes['linkButton']} onClick={onReload}>{t('sync.reload')}</button></Notice>;
  if (state.is === 'refused' || state.is === 'closed') return <Notice severity="critical" live>{state.says}</Notice>;
  return <span className={classes['sync']} role="status" data-rx-sync={state.is}>{state.is === 'saved' ? t('sync.saved') : state.is === 'offline' ? t('sync.offline') : t('sync.waiting')}</span>;
};

const Options = ({ keeper, state }: { readonly keeper: RxKeeper; readonly state: RxState }) => {
  const t = useText(rxMessages);
  const { advice, isForAbroad } = state.content;
  return (
    <Card className={`${classes['panel'] ?? ''} ${classes['options'] ?? ''}`}>
      <div className={classes['words']}>
        <label htmlFor="rx-advice">{t('advice')}</label>
        <textarea id="rx-advice" rows={2} maxLength={2_000} value={advice} onChange={({ currentTarget: { value } }) => { keeper.change((content) => ({ ...content, advice: value })); }} />
      </div>
      <label className={classes['tick']}><input type="checkbox" checked={isForAbroad} onChange={({ currentTarget: { checked } }) => { keeper.change((content) => ({ ...content, isForAbroad: checked })); }} /><span>{t('abroad')}{isForAbroad ? <span className={classes['quiet']}><br />{t('abroad.says')}</span> : null}</span></label>
    </Card>
  );
};

/** What changes the lines; each change is saved and checked soon after. */
const useLineActs = (keeper: RxKeeper, patientId: Prescription['patientId']) => {
  const t = useText(rxMessages);
  const queries = useQueryClient();
  const [removed, setRemoved] = useState<{ readonly at: number; readonly line: PrescriptionLine } | null>(null);
  const keep = useMutation({
    mutationFn: (line: PrescriptionLine) => call(keepFavourite, { body: { line, takenFrom: patientId } }),
    onSuccess: async (_, line) => { await queries.invalidateQueries({ queryKey: favouritesKey }); toast.done(t('favourite.kept', { name: line.generic })); }, onError: toast.refused,
  });
  const add = (line: PrescriptionLine): void => {
    keeper.change((content) => {
      if (content.lines.length >= MOST_LINES) { toast.failed(t('entry.full')); return content; }
      return { ...content, lines: [...content.lines, line] };
    });
  };
  const remove = (at: number): void => {
    const { content: before, judged } = keeper.state();
    const line = before.lines[at];
    keeper.change((content) => withoutLine(content, judged.safety.alerts, at));
    setRemoved(line === undefined ? null : { at, line });
  };
  const put = (at: number, line: PrescriptionLine): void => { keeper.change((content) => ({ ...content, lines: content.lines.map((each, place) => (place === at ? line : each)) })); };
  const undo = removed === null ? null : { name: removed.line.generic, run: (): void => { keeper.change((content) => ({ ...content, lines: content.lines.toSpliced(removed.at, 0, removed.line) })); setRemoved(null); } };
  return { add, remove, put, keep: keep.mutate, undo };
};

type Doing = 'writing' | 'contra' | 'signing' | 'discarding';
type EditorProps = { readonly opened: Prescription; readonly chart: Pick<Chart, 'patient' | 'problems'>; readonly onSigned: (verifyUrl: string) => void; readonly onReload: () => void };

/** Repeats the newest signed prescription of the patient into this one; says so when there is none. */
const useRepeat = ({ patientId }: Prescription, add: (line: PrescriptionLine) => void) => {
  const t = useText(purposeMessages);
  const queries = useQueryClient();
  const repeat = async (): Promise<void> => {
    try {
      const { prescriptions } = await queries.fetchQuery({ queryKey: ['prescriptions', patientId], queryFn: ({ signal }) => call(listPrescriptions, { params: { patientId } }, { signal }) });
      const last = prescriptions.find(({ state }) => state === 'signed');
      if (last === undefined) { toast.failed(t('repeat.none')); return; }
      const { content } = await call(openPrescription, { params: { prescriptionId: last.id } });
      for (const line of content.lines) add({ ...line, specialFolio: null });
    } catch (error) {
      toast.refused(error);
    }
  };
  return () => { void repeat(); };
};

/** What comes from the screen before, or from Ctrl+K here: whole lines at once, words into the entry field. */
const useHandedOver = (keeper: RxKeeper, add: (line: PrescriptionLine) => void) => {
  const [handed] = useState(handedOver);
  const [entry, setEntry] = useState({ text: handed.text, round: 0 });
  const write = (text: string): void => { setEntry(({ round }) => ({ text, round: round + 1 })); };
  const take = ({ text = '', lines = [], diagnoses = [] }: Partial<HandedOver>): void => {
    for (const line of lines) add(withWords(line, null));
    if (diagnoses.length > 0) keeper.change((content) => (content.diagnoses.length > 0 ? content : { ...content, diagnoses: diagnoses.slice(0, 10) }));
    if (text !== '') write(text);
  };
  useEffect(() => {
    if (handed === nothingHanded || handedOver() !== handed) return;
    takeHandedOver();
    take({ ...handed, text: '' });
  }, [handed]);
  useTypedCommands([useRxCommand(take)]);
  return { entry, write };
};

/** Goes on to the signature, or to what still stands in its way. */
const useBegin = (keeper: RxKeeper, setDoing: (doing: Doing) => void) => async (): Promise<void> => {
  if (!(await keeper.settle())) return;
  const { content, judged: { law, safety } } = keeper.state();
  const isUnanswered = unanswered(content, safety.alerts).some(({ severity }) => severity === 'major');
  const goTo = (selector: string): void => { const field = document.querySelector<HTMLElement>(selector); field?.scrollIntoView({ block: 'center' }); field?.focus(); };
  if (law.findings.length > 0) goTo(content.lines.length === 0 ? '[data-rx-entry]' : '[data-rx-line] [data-missing="true"]');
  else if (isUnanswered) goTo('[data-rx-reason][data-missing="true"]');
  else setDoing(safety.alerts.some(({ severity }) => severity === 'contraindicated') ? 'contra' : 'signing');
};

type SideProps = { readonly opened: Prescription; readonly state: RxState; readonly keeper: RxKeeper; readonly chart: EditorProps['chart']; readonly onPrescribe: (text: string) => void };

const Side = ({ opened, state: { content, judged: { law, safety } }, keeper, chart, onPrescribe }: SideProps) => {
  const t = useText(rxMessages);
  return (
    <aside className={classes['side']} aria-label={t('checks')}>
      <LacksPanel law={law} safety={safety} content={content} />
      {opened.context === null ? null : <ContextPanel context={opened.context} onPrescribe={onPrescribe} />}
      <SafetyPanel safety={safety} lines={content.lines.length} />
      <LawPanel law={law} />
      <PurposePanel diagnoses={content.diagnoses} known={chart.problems} sex={chart.patient.biologicalSex} onChange={(how) => { keeper.change((before) => ({ ...before, diagnoses: how(before.diagnoses) })); }} />
    </aside>
  );
};

type LinesProps = { readonly state: RxState; readonly acts: ReturnType<typeof useLineActs>; readonly onAnswer: (key: string, given: Parameters<typeof answer>[2]) => void };

const Lines = ({ state: { content, judged: { law, safety, presentations } }, acts: { put, remove, keep, undo }, onAnswer }: LinesProps) => {
  const t = useText(rxMessages);
  return (
    <>
      <h2>{t('lines')}</h2>
      {content.lines.length === 0 ? <p className={classes['quiet']}>{t('lines.none')}</p> : (
        <ol className={classes['list']}>
          {content.lines.map((line, at) => (
            <LineRow
              key={`${String(at)}:${line.ingredients.join('+')}:${line.generic}`} at={at} line={line} content={content} alerts={alertsOf(safety.alerts, at)} law={law.lines[at]}
              presentation={presentations.find(({ id }) => id === line.presentation.id) ?? null} onLine={(next) => { put(at, next); }} onRemove={() => { remove(at); }} onKeep={() => { keep(line); }} onAnswer={onAnswer}
            />
          ))}
        </ol>
      )}
      {undo === null ? null : <p role="status" className={classes['help']}>{t('line.removed', { name: undo.name })} <button type="button" className={classes['linkButton']} onClick={undo.run}>{t('line.undo')}</button></p>}
    </>
  );
};

/** A prescription in work: `/recetas/:id` of one’s own draft. */
export const Editor = ({ opened, chart, onSigned, onReload }: EditorProps) => {
  const t = useText(rxMessages);
  const [, go] = useLocation();
  const [keeper, state] = useKeeper(opened);
  const [doing, setDoing] = useState<Doing>('writing');
  const [paper, setPaper] = useState<'letter' | 'half-letter'>('half-letter');
  const [certificate, setCertificate] = useState<Certificate | null>(null);
  const [link, setLink] = useState('');
  const acts = useLineActs(keeper, opened.patientId);
  const { entry, write } = useHandedOver(keeper, acts.add);
  const repeat = useRepeat(opened, acts.add);
  const begin = useBegin(keeper, setDoing);
  const discard = useMutation({ mutationFn: () => call(discardPrescription, { params: { prescriptionId: opened.id } }), onSuccess: () => { go(`/pacientes/${opened.patientId}/recetas`, { replace: true }); }, onError: toast.refused });
  const { content, judged } = state;
  const maySign = opened.mayPrescribe !== false;
  useEffect(() => { keeper.change((before) => { const lines = withPresentations(before.lines, judged.presentations); return lines === before.lines ? before : { ...before, lines }; }); }, [judged.presentations]);
  useShortcuts([
    { keys: 'Mod+Enter', label: t('keys.sign'), group: t('title'), inFields: true, isOn: doing === 'writing' && maySign, run: () => { void begin(); } },
    { keys: 'F7', label: t('keys.repeat'), group: t('title'), inFields: true, isOn: doing === 'writing', run: repeat },
  ]);
  const onAnswer: LinesProps['onAnswer'] = (key, given) => { keeper.change((before) => answer(before, key, given)); };
  const subject = prescriptionSubject({
    keeper, title: t('title'), paper, certificate, onCertificate: setCertificate, onPrepared: setLink,
    shown: () => ({ id: opened.id, patientId: opened.patientId, patientName: chart.patient.fullName, content: keeper.state().content }),
  });
  const codes = [...content.diagnoses, ...(content.diagnoses.length > 0 ? [] : chart.problems)].map(({ code }) => code);
  const back = (): void => { setDoing('writing'); };
  return (
    <>
      <div className={classes['columns']}>
        <div className={classes['list']}>
          {maySign ? null : <Notice severity="warning">{t('may-not-sign')}</Notice>}
          <EntryField key={entry.round} initial={entry.text} wantsCaret={entry.round > 0 || entry.text !== '' || opened.content.lines.length === 0} onAdd={(line, unread) => { acts.add(line); if (unread.length > 0) toast.failed(t('line.unreadable', { example: unread.join(' ') })); }} />
          <UsualLines onAdd={acts.add} isEmpty={content.lines.length === 0} codes={codes} />
          <Lines state={state} acts={acts} onAnswer={onAnswer} />
          <Options keeper={keeper} state={state} />
        </div>
        <Side opened={opened} state={state} keeper={keeper} chart={chart} onPrescribe={write} />
      </div>
      <div className={classes['foot']}>
        <Sync state={state} onReload={onReload} />
        <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => { setDoing('discarding'); }}>{t('discard')}</Button>
        <select aria-label={t('paper')} value={paper} onChange={(event) => { setPaper(event.currentTarget.value === 'letter' ? 'letter' : 'half-letter'); }}>
          <option value="half-letter">{t('paper.half-letter')}</option><option value="letter">{t('paper.letter')}</option>
        </select>
        <Button disabled={!maySign} leftSection={<IconSignature size={18} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="Mod+Enter" /></span>} onClick={() => { void begin(); }}>{t('sign')}</Button>
      </div>
      {doing === 'contra' ? <ContraDialog alerts={judged.safety.alerts.filter(({ severity }) => severity === 'contraindicated')} content={content} onAnswer={onAnswer} onBack={back} onGo={() => { void keeper.settle().then((isSaved) => { if (isSaved) setDoing('signing'); }); }} /> : null}
      {doing === 'signing' ? <Suspense fallback={null}><CeremonyDialog subject={subject} onClose={back} onSigned={() => { onSigned(link); }} /></Suspense> : null}
      <ConfirmDialog opened={doing === 'discarding'} onClose={back} title={t('discard.title')} confirm={t('discard')} isGrave isBusy={discard.isPending} onConfirm={() => { discard.mutate(); }}>{t('discard.says')}</ConfirmDialog>
      <p className="amate-hidden"><Link href={`/pacientes/${opened.patientId}`}>{t('to-chart')}</Link></p>
    </>
  );
};
