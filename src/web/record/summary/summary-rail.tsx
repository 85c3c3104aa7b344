import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { Chart } from '#modules/record/contract.ts';
import type { ItemContent, ItemKind, SummaryItem } from '#modules/summary/contract.ts';
import { IconPencil, IconPlus } from '../../design/icons.ts';
import { DateText } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { usePermission } from '../../session/session-context.ts';
import classes from '../note/note.module.css';
import { ItemDialog } from './item-dialog.tsx';
import { emptyItem, nameOf, noAllergies } from './item-fields.ts';
import { summaryMessages } from './summary-messages.ts';
import { problemLineId, useRecordItem, useSummary } from './use-summary.ts';

type Edited = { readonly item: SummaryItem | null; readonly initial: ItemContent };
type Open = (edited: Edited) => void;

const groups = ['flag', 'allergy', 'problem', 'medicine', 'pregnancy', 'antecedent', 'immunisation'] as const satisfies readonly ItemKind[];
/** Always shown, empty or not: that nothing is there is worth knowing. */
const always: readonly ItemKind[] = ['allergy', 'problem', 'medicine'];
const rare = ['antecedent', 'immunisation', 'pregnancy', 'flag'] as const satisfies readonly ItemKind[];

const isOver = ({ status }: ItemContent): boolean => ['resolved', 'stopped', 'ended', 'refuted', 'inactive', 'not-pregnant'].includes(status);

const Line = ({ item, mayEdit, open }: { readonly item: SummaryItem; readonly mayEdit: boolean; readonly open: Open }) => {
  const t = useText(summaryMessages);
  const { content } = item;
  const status = t(`is.${content.status}`);
  const name = nameOf(content) || status;
  const detail = content.kind === 'allergy' ? content.reaction : '';
  return (
    <li className={classes['railItem']} {...(content.kind === 'problem' ? { id: problemLineId(content.code), tabIndex: -1 } : {})}>
      <span>
        {content.kind === 'problem' ? <span className={classes['code']}>{content.code}</span> : null}{name}
        <span className={classes['under']}>
          {[detail, content.status === 'active' || content.status === 'completed' || content.status === 'stated' || name === status ? '' : status].filter((part) => part !== '').join(' · ')}
          {content.since === null ? null : <> <DateText value={content.since} /></>}
        </span>
      </span>
      {mayEdit ? <ActionIcon size="sm" aria-label={t('change', { name })} onClick={() => { open({ item, initial: content }); }}><IconPencil size={14} /></ActionIcon> : null}
    </li>
  );
};

type GroupProps = { readonly kind: ItemKind; readonly items: readonly SummaryItem[]; readonly mayEdit: boolean; readonly open: Open; readonly none?: (() => void) | undefined };

const Group = ({ kind, items, mayEdit, open, none }: GroupProps) => {
  const t = useText(summaryMessages);
  const group = t(`group.${kind}`);
  return (
    <section className={classes['railPart']}>
      <header>
        <h2>{group}</h2>
        {mayEdit ? <ActionIcon size="sm" aria-label={t('add', { group: group.toLowerCase() })} onClick={() => { open({ item: null, initial: emptyItem[kind] }); }}><IconPlus size={15} /></ActionIcon> : null}
      </header>
      {items.length > 0 ? <ul className={classes['list']} style={{ gap: 0 }}>{items.map((item) => <Line key={item.itemId} item={item} mayEdit={mayEdit} open={open} />)}</ul> : (
        <p className={classes['railEmpty']}>{t(`empty.${kind}` as 'empty.problem')}{none === undefined || !mayEdit ? null : <Button variant="subtle" size="compact-xs" onClick={none}>{t('state-none')}</Button>}</p>
      )}
    </section>
  );
};

type RailProps = { readonly patientId: PatientId; /** Diagnoses of signed notes, to be taken into the list. */ readonly seen: Chart['problems'] };

const Suggested = ({ seen, items, open }: { readonly seen: Chart['problems']; readonly items: readonly SummaryItem[]; readonly open: Open }) => {
  const t = useText(summaryMessages);
  const listed = new Set(items.flatMap(({ content }) => (content.kind === 'problem' ? [content.code] : [])));
  const [next] = seen.filter(({ code, times }) => times > 1 && !listed.has(code));
  if (next === undefined) return null;
  return <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => { open({ item: null, initial: { kind: 'problem', status: 'active', since: null, until: null, code: next.code, term: next.term, note: '' } }); }} styles={{ label: { whiteSpace: 'normal', textAlign: 'start' }, root: { height: 'auto' } }}>{t('from-notes', { term: next.term })}</Button>;
};

/** What is known of the patient, always beside the notes; whoever cares for her keeps it here. */
export const SummaryRail = ({ patientId, seen }: RailProps) => {
  const t = useText(summaryMessages);
  const may = usePermission();
  const summary = useSummary(patientId);
  const [edited, setEdited] = useState<Edited | null>(null);
  const record = useRecordItem(patientId, () => undefined);
  const mayEdit = may('edit-summary');
  if (summary.isError) return <p className={classes['quiet']}>{t('failed')} <Button variant="subtle" size="compact-sm" onClick={() => { void summary.refetch(); }}>{t('retry')}</Button></p>;
  if (summary.data === undefined) return null;
  const { items } = summary.data;
  const of = (kind: ItemKind): readonly SummaryItem[] => items.filter(({ content }) => content.kind === kind && !isOver(content) && !(content.status === 'none-known' && summary.data.allergies === 'known'));
  return (
    <div className={classes['rail']}>
      {groups.filter((kind) => always.includes(kind) || of(kind).length > 0).map((kind) => (
        <Group key={kind} kind={kind} items={of(kind)} mayEdit={mayEdit} open={setEdited} none={kind === 'allergy' ? () => { record.mutate({ item: null, content: noAllergies }); } : undefined} />
      ))}
      {mayEdit ? <Suggested seen={seen} items={items} open={setEdited} /> : null}
      {mayEdit ? (
        <Menu position="bottom-start">
          <Menu.Target><Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} leftSection={<IconPlus size={14} aria-hidden />}>{t('more')}</Button></Menu.Target>
          <Menu.Dropdown>{rare.map((kind) => <Menu.Item key={kind} onClick={() => { setEdited({ item: null, initial: emptyItem[kind] }); }}>{t(`group.${kind}`)}</Menu.Item>)}</Menu.Dropdown>
        </Menu>
      ) : null}
      {edited === null ? null : <ItemDialog key={edited.item?.itemId ?? edited.initial.kind} patientId={patientId} item={edited.item} initial={edited.initial} onClose={() => { setEdited(null); }} />}
    </div>
  );
};
