import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { CivilDate } from '#kernel/civil-date.ts';
import { monthsAt } from '#kernel/vital-ranges.ts';
import type { Chart } from '#modules/record/contract.ts';
import type { ItemContent, ItemKind, SummaryItem } from '#modules/summary/contract.ts';
import { IconPlus } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission } from '../../session/session-context.ts';
import { VaccineRail } from '../../vaccines/vaccine-rail.tsx';
import classes from '../note/note.module.css';
import { byDay, isSeries, mayBePregnant, useToday } from './clinical-state.ts';
import { ItemDialog } from './item-dialog.tsx';
import { newItem, noAllergies } from './item-fields.ts';
import type { ListedContent, ListedKind } from './item-fields.ts';
import { ItemLine } from './item-line.tsx';
import { summaryMessages } from './summary-messages.ts';
import { useRecordItem, useSummary } from './use-summary.ts';

type Edited = { readonly item: SummaryItem | null; readonly initial: ListedContent };
type Open = (edited: Edited) => void;
type Patient = Chart['patient'];

/** Vaccines have a screen of their own; the rail says what of them is late. */
const groups = ['flag', 'allergy', 'problem', 'medicine', 'pregnancy', 'creatinine', 'antecedent'] as const satisfies readonly ListedKind[];
const rare = ['antecedent', 'pregnancy', 'creatinine', 'flag'] as const satisfies readonly ListedKind[];

/** Always shown, empty or not: that nothing is there is worth knowing. */
const isAlways = (kind: ItemKind, patient: Patient, today: CivilDate): boolean => ['allergy', 'problem', 'medicine'].includes(kind) || (kind === 'pregnancy' && mayBePregnant(patient, today));

const isOver = ({ status }: ItemContent): boolean => ['resolved', 'stopped', 'ended', 'refuted', 'inactive'].includes(status);

/** An answer that one press gives while a group is empty. */
type Answer = { readonly label: string; readonly give: () => void };
type GroupProps = { readonly kind: ListedKind; readonly items: readonly SummaryItem[]; readonly patient: Patient; readonly mayEdit: boolean; readonly open: Open; readonly onDismiss: (item: SummaryItem) => void; readonly answer: Answer | null };

const Group = ({ kind, items, patient, mayEdit, open, onDismiss, answer }: GroupProps) => {
  const t = useText(summaryMessages);
  const { today } = useToday();
  const group = t(`group.${kind}`);
  const change = (item: SummaryItem): void => { if (item.content.kind !== 'immunisation') open({ item, initial: item.content }); };
  return (
    <section className={classes['railPart']} data-group={kind}>
      <header>
        <h2>{group}</h2>
        {mayEdit ? <ActionIcon size="sm" aria-label={t('add', { group: group.toLowerCase() })} onClick={() => { open({ item: null, initial: newItem(kind, today) }); }}><IconPlus size={15} /></ActionIcon> : null}
      </header>
      {items.length > 0 ? <ul className={classes['list']} style={{ gap: 0 }}>{items.map((item) => <ItemLine key={item.itemId} item={item} patient={patient} mayEdit={mayEdit} onChange={change} onDismiss={onDismiss} />)}</ul> : (
        <p className={classes['railEmpty']}>{t(`empty.${kind}` as 'empty.problem')}{answer === null || !mayEdit ? null : <Button variant="subtle" size="compact-xs" onClick={answer.give}>{answer.label}</Button>}</p>
      )}
    </section>
  );
};

const Suggested = ({ seen, items, open }: { readonly seen: Chart['problems']; readonly items: readonly SummaryItem[]; readonly open: Open }) => {
  const t = useText(summaryMessages);
  const listed = new Set(items.flatMap(({ content }) => (content.kind === 'problem' ? [content.code] : [])));
  // Z codes say why somebody came (a well child, a prescription again): that is no problem of hers
  const [next] = seen.filter(({ code, times }) => times > 1 && !listed.has(code) && !code.startsWith('Z'));
  if (next === undefined) return null;
  return <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => { open({ item: null, initial: { kind: 'problem', status: 'active', since: null, until: null, code: next.code, term: next.term, note: '' } }); }} styles={{ label: { whiteSpace: 'normal', textAlign: 'start' }, root: { height: 'auto' } }}>{t('from-notes', { term: next.term })}</Button>;
};

const MoreMenu = ({ kinds, open }: { readonly kinds: readonly ListedKind[]; readonly open: Open }) => {
  const t = useText(summaryMessages);
  const { today } = useToday();
  return (
    <Menu position="bottom-start">
      <Menu.Target><Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={14} aria-hidden />}>{t('more')}</Button></Menu.Target>
      <Menu.Dropdown>{kinds.map((kind) => <Menu.Item key={kind} onClick={() => { open({ item: null, initial: newItem(kind, today) }); }}>{t(`group.${kind}`)}</Menu.Item>)}</Menu.Dropdown>
    </Menu>
  );
};

/** Everything the rail adds is also an order of the palette. */
const useAddCommands = (kinds: readonly ListedKind[], isOn: boolean, open: Open): void => {
  const t = useText(summaryMessages);
  const { today } = useToday();
  useShortcuts(kinds.map((kind) => ({
    keys: [], label: t('add', { group: t(`group.${kind}`).toLowerCase() }), group: t('summary'), inFields: true, isOn, run: () => { open({ item: null, initial: newItem(kind, today) }); },
  })));
};

/** Of statements and samples the newest, of the others those that are not over. */
const shownOf = (kind: ItemKind, items: readonly SummaryItem[], timeZone: string): readonly SummaryItem[] => {
  const of = items.filter(({ content }) => content.kind === kind && !isOver(content));
  if (isSeries(kind)) return byDay(of, timeZone).slice(0, 1);
  const hasAllergy = of.some(({ content }) => content.kind === 'allergy' && content.status === 'active');
  return hasAllergy ? of.filter(({ content }) => content.status !== 'none-known') : of;
};

type RailProps = { readonly patient: Patient; /** Diagnoses of signed notes, to be taken into the list. */ readonly seen: Chart['problems'] };

/** What is known of the patient, always beside the notes; whoever cares for her keeps it here. */
export const SummaryRail = ({ patient, seen }: RailProps) => {
  const t = useText(summaryMessages);
  const may = usePermission();
  const now = useToday();
  const summary = useSummary(patient.id);
  const [edited, setEdited] = useState<Edited | null>(null);
  const record = useRecordItem(patient.id, () => undefined);
  const mayEdit = may('edit-summary');
  const isAsked = (kind: ItemKind): boolean => kind !== 'pregnancy' || mayBePregnant(patient, now.today);
  useAddCommands(groups.filter(isAsked), mayEdit && summary.data !== undefined, setEdited);
  if (summary.isError) return <p className={classes['quiet']}>{t('failed')} <Button variant="subtle" size="compact-sm" onClick={() => { void summary.refetch(); }}>{t('retry')}</Button></p>;
  if (summary.data === undefined) return null;
  const { items } = summary.data;
  const answers: Partial<Record<ItemKind, Answer>> = {
    allergy: { label: t('state-none'), give: () => { record.mutate({ item: null, content: noAllergies }); } },
    pregnancy: { label: t('is.not-pregnant'), give: () => { record.mutate({ item: null, content: { kind: 'pregnancy', status: 'not-pregnant', since: null, until: null, on: now.today, source: 'patient', note: '' } }); } },
  };
  const dismiss = (item: SummaryItem): void => { if (item.content.kind === 'flag') record.mutate({ item, content: { ...item.content, status: 'ended', until: now.today } }); };
  const shown = groups.map((kind) => ({ kind, items: shownOf(kind, items, now.timeZone) })).filter(({ kind, items: of }) => of.length > 0 || isAlways(kind, patient, now.today));
  const months = monthsAt(patient.birthDate, now.today);
  return (
    <div className={classes['rail']}>
      {shown.map((group) => <Group key={group.kind} {...group} patient={patient} mayEdit={mayEdit} open={setEdited} onDismiss={dismiss} answer={answers[group.kind] ?? null} />)}
      <VaccineRail patient={patient} items={items} />
      {mayEdit ? <Suggested seen={seen} items={items} open={setEdited} /> : null}
      {mayEdit ? <MoreMenu kinds={rare.filter(isAsked)} open={setEdited} /> : null}
      {edited === null ? null : <ItemDialog key={edited.item?.itemId ?? edited.initial.kind} patientId={patient.id} item={edited.item} initial={edited.initial} isMinor={months !== null && months < 18 * 12} onClose={() => { setEdited(null); }} />}
    </div>
  );
};
