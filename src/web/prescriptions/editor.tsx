import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'wouter';
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
import type { Certificate } from '../record/signing/ceremony.ts';
import { alertsOf, answer, unanswered, withoutLine } from './alert-answers.ts';
import { discardPrescription, keepFavourite, listPrescriptions, openPrescription } from './api.ts';
import { ContraDialog } from './contra-dialog.tsx';
import { EntryField } from './entry-field.tsx';
import { takeHandedOver } from './handed-over.ts';
import { LineRow } from './line-row.tsx';
import { rxMessages } from './messages.ts';
import { ContextPanel, LacksPanel, LawPanel, SafetyPanel } from './panels.tsx';
import classes from './prescriptions.module.css';
import { openRxKeeper } from './rx-keeper.ts';
import type { RxKeeper, RxState } from './rx-keeper.ts';
import { prescriptionSubject } from './subject.ts';
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
type EditorProps = { readonly opened: Prescription; readonly patientName: string; readonly onSigned: (verifyUrl: string) => void; readonly onReload: () => void };

/** Repeats the newest signed prescription of the patient into this one. */
const useRepeat = (opened: Prescription, add: (line: PrescriptionLine) => void): (() => void) => {
  const { data } = useQuery({ queryKey: ['prescriptions', opened.patientId], queryFn: ({ signal }) => call(listPrescriptions, { params: { patientId: opened.patientId } }, { signal }) });
  const last = data?.prescriptions.find(({ state }) => state === 'signed');
  return () => {
    if (last === undefined) return;
    call(openPrescription, { params: { prescriptionId: last.id } }).then(({ content }) => { for (const line of content.lines) add({ ...line, specialFolio: null }); }, toast.refused);
  };
};

/** A prescription in work: `/recetas/:id` of one’s own draft. */
export const Editor = ({ opened, patientName, onSigned, onReload }: EditorProps) => {
  const t = useText(rxMessages);
  const [, go] = useLocation();
  const [keeper, state] = useKeeper(opened);
  const [doing, setDoing] = useState<Doing>('writing');
  const [paper, setPaper] = useState<'letter' | 'half-letter'>('half-letter');
  const [certificate, setCertificate] = useState<Certificate | null>(null);
  const [handed] = useState(takeHandedOver);
  const [link, setLink] = useState('');
  const { add, remove, put, keep, undo } = useLineActs(keeper, opened.patientId);
  const repeat = useRepeat(opened, add);
  const discard = useMutation({ mutationFn: () => call(discardPrescription, { params: { prescriptionId: opened.id } }), onSuccess: () => { go(`/pacientes/${opened.patientId}/recetas`, { replace: true }); }, onError: toast.refused });
  const { content, judged } = state;
  const { safety, law } = judged;
  const contra = safety.alerts.filter(({ severity }) => severity === 'contraindicated');
  const begin = async (): Promise<void> => {
    if (!(await keeper.settle())) return;
    const now = keeper.state();
    const open = unanswered(now.content, now.judged.safety.alerts);
    const major = open.find(({ severity }) => severity === 'major');
    if (now.judged.law.findings.length > 0) { document.querySelector('[data-missing="true"]')?.scrollIntoView({ block: 'center' }); document.querySelector<HTMLElement>('[data-rx-line] [data-missing="true"]')?.focus(); return; }
    if (major !== undefined) { document.querySelector<HTMLElement>('[data-rx-reason][data-missing="true"]')?.focus(); return; }
    setDoing(now.judged.safety.alerts.some(({ severity }) => severity === 'contraindicated') ? 'contra' : 'signing');
  };
  const goOn = async (): Promise<void> => { if (await keeper.settle()) setDoing('signing'); };
  useShortcuts([
    { keys: 'Mod+Enter', label: t('keys.sign'), group: t('title'), inFields: true, isOn: doing === 'writing', run: () => { void begin(); } },
    { keys: 'F7', label: t('keys.repeat'), group: t('title'), inFields: true, isOn: doing === 'writing', run: repeat },
  ]);
  const onAnswer = (key: string, given: Parameters<typeof answer>[2]): void => { keeper.change((before) => answer(before, key, given)); };
  const subject = prescriptionSubject({
    keeper, title: t('title'), paper, certificate, onCertificate: setCertificate, onPrepared: setLink,
    shown: () => ({ id: opened.id, patientId: opened.patientId, patientName, content: keeper.state().content }),
  });
  return (
    <>
      <div className={classes['columns']}>
        <div className={classes['list']}>
          <EntryField initial={handed} wantsCaret={handed !== '' || opened.content.lines.length === 0} onAdd={(line, unread) => { add(line); if (unread.length > 0) toast.failed(t('line.unreadable', { example: unread.join(' ') })); }} />
          <UsualLines onAdd={add} isEmpty={content.lines.length === 0} />
          <h2>{t('lines')}</h2>
          {content.lines.length === 0 ? <p className={classes['quiet']}>{t('lines.none')}</p> : (
            <ol className={classes['list']}>
              {content.lines.map((line, at) => (
                <LineRow
                  key={`${String(at)}:${line.ingredients.join('+')}:${line.generic}`} at={at} line={line} content={content} alerts={alertsOf(safety.alerts, at)} law={law.lines[at]}
                  presentation={judged.presentations.find(({ id }) => id === line.presentation.id) ?? null} onLine={(next) => { put(at, next); }} onRemove={() => { remove(at); }} onKeep={() => { keep(line); }} onAnswer={onAnswer}
                />
              ))}
            </ol>
          )}
          {undo === null ? null : <p role="status" className={classes['help']}>{t('line.removed', { name: undo.name })} <button type="button" className={classes['linkButton']} onClick={undo.run}>{t('line.undo')}</button></p>}
          <Options keeper={keeper} state={state} />
        </div>
        <aside className={classes['side']} aria-label={t('checks')}>
          <LacksPanel law={law} safety={safety} content={content} />
          {opened.context === null ? null : <ContextPanel context={opened.context} />}
          <SafetyPanel safety={safety} lines={content.lines.length} />
          <LawPanel law={law} />
        </aside>
      </div>
      <div className={classes['foot']}>
        <Sync state={state} onReload={onReload} />
        <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => { setDoing('discarding'); }}>{t('discard')}</Button>
        <select aria-label={t('paper')} value={paper} onChange={(event) => { setPaper(event.currentTarget.value === 'letter' ? 'letter' : 'half-letter'); }}>
          <option value="half-letter">{t('paper.half-letter')}</option><option value="letter">{t('paper.letter')}</option>
        </select>
        <Button leftSection={<IconSignature size={18} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="Mod+Enter" /></span>} onClick={() => { void begin(); }}>{t('sign')}</Button>
      </div>
      {doing === 'contra' ? <ContraDialog alerts={contra} content={content} onAnswer={onAnswer} onBack={() => { setDoing('writing'); }} onGo={() => { void goOn(); }} /> : null}
      {doing === 'signing' ? <Suspense fallback={null}><CeremonyDialog subject={subject} onClose={() => { setDoing('writing'); }} onSigned={() => { onSigned(link); }} /></Suspense> : null}
      <ConfirmDialog opened={doing === 'discarding'} onClose={() => { setDoing('writing'); }} title={t('discard.title')} confirm={t('discard')} isGrave isBusy={discard.isPending} onConfirm={() => { discard.mutate(); }}>{t('discard.says')}</ConfirmDialog>
      <p className="amate-hidden"><Link href={`/pacientes/${opened.patientId}`}>{t('to-chart')}</Link></p>
    </>
  );
};
