import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import type { Changes } from '#modules/record/contract.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useKindName } from '../form/use-document-types.ts';
import { ChangeMark } from '../note/change-mark.tsx';
import { noteMessages } from '../note/note-messages.ts';
import classes from '../note/note.module.css';
import { nameOf } from '../summary/item-fields.ts';
import { useItemName } from '../summary/use-item-name.ts';
import { summaryMessages } from '../summary/summary-messages.ts';
import { changeOf, measureOrder, measures, writeVital } from '../vitals/measures.ts';
import { changesMessages } from './changes-messages.ts';
import own from './changes.module.css';
import { useChanges } from './use-changes.ts';

type Item = Changes['items'][number];

const order = ['allergy', 'problem', 'medicine', 'pregnancy', 'creatinine', 'flag', 'immunisation', 'antecedent'] as const satisfies readonly ItemContent['kind'][];
const kindOf = ({ now, before }: Item): ItemContent['kind'] => (now ?? before)?.kind ?? 'flag';

/** What is said of the item itself: what happened, its name, its new status. */
const Said = ({ item: { before, now, change }, shown, name }: { readonly item: Item; readonly shown: ItemContent; readonly name: string }) => {
  const t = useText(changesMessages);
  const s = useText(summaryMessages);
  const reaction = shown.kind === 'allergy' && change === 'added' && shown.reaction !== '' ? ` · ${shown.reaction}` : '';
  return (
    <>
      <span className={own['what']}>{t(`change.${change}`)}:</span> {shown.kind === 'problem' ? <span className={classes['code']}>{shown.code}</span> : null}{name}{reaction}
      {change === 'status' && before !== null && now !== null ? <> · <b>{t('from-to', { from: s(`is.${before.status}`), to: s(`is.${now.status}`) })}</b></> : null}
    </>
  );
};

const ItemLine = ({ item }: { readonly item: Item }) => {
  const t = useText(changesMessages);
  const itemName = useItemName();
  const { before, now, change } = item;
  const shown = change === 'withdrawn' ? before : now;
  if (shown === null) return null;
  const name = itemName(shown);
  const was = before === null || (change === 'status' && nameOf(before) === '') ? '' : itemName(before);
  return (
    <li className={classes['railItem']}>
      <span>
        <Said item={item} shown={shown} name={name} />
        <span className={classes['under']}>{was === '' || was === name ? null : <>{t('was', { before: was })} · </>}<DateText value={item.recordedAt} /> · <PersonName name={item.recordedBy} /></span>
      </span>
    </li>
  );
};

const VitalLine = ({ vital: { code, value, at, previous } }: { readonly vital: Changes['vitals'][number] }) => {
  const t = useText(changesMessages);
  const n = useText(noteMessages);
  const moved = changeOf(value, previous);
  return (
    <li className={classes['railItem']}>
      <span>{n(`vital.${code}`)} <span className={classes['under']}><DateText value={at} />{previous === null ? ` · ${t('first-value')}` : ` · ${t('was', { before: writeVital(code, previous) })}`}</span></span>
      {moved === null ? null : <ChangeMark change={moved} unit={measures[code].unit} />}
      <span className={classes['value']}>{writeVital(code, value)} <span className={classes['unit']}>{measures[code].unit}</span></span>
    </li>
  );
};

/** In the chart a document is opened from here; beside a note being written it is only named, lest the note be left. */
type DocumentProps = { readonly document: Changes['documents'][number]; readonly patientId: PatientId; readonly isLink: boolean };

const DocumentLine = ({ document: { noteId, amends, kind, at, authorName, diagnoses }, patientId, isLink }: DocumentProps) => {
  const kindName = useKindName();
  return (
    <li className={classes['railItem']}>
      <span>
        {isLink ? <Link href={`/pacientes/${patientId}?nota=${amends ?? noteId}`} className={own['open'] ?? ''}>{kindName(kind)}</Link> : kindName(kind)}
        {diagnoses.map(({ code, term }) => <span key={code}> · <span className={classes['code']}>{code}</span>{term}</span>)}
        <span className={classes['under']}><DateText value={at} withTime /> · <PersonName name={authorName} /></span>
      </span>
    </li>
  );
};

const Part = ({ heading, children }: { readonly heading: string; readonly children: ReactNode }) =>
  <section className={classes['railPart']}><h3>{heading}</h3><ul className={classes['list']} style={{ gap: 0 }}>{children}</ul></section>;

const Since = ({ since }: { readonly since: NonNullable<Changes['since']> }) => {
  const t = useText(changesMessages);
  return <p className={classes['under']}>{since.mine ? t('since.mine') : t('since.other', { by: since.by })} <DateText value={since.at} withTime /></p>;
};

type WordsProps = { readonly patientId: PatientId; readonly isLink: boolean };

/** What changed since the last visit, in words. */
export const ChangesWords = ({ patientId, isLink }: WordsProps) => {
  const t = useText(changesMessages);
  const s = useText(summaryMessages);
  const changes = useChanges(patientId);
  if (changes.isError) return <p className={classes['quiet']}>{t('failed')} <Button variant="subtle" size="compact-sm" onClick={() => { void changes.refetch(); }}>{t('retry')}</Button></p>;
  if (changes.data === undefined) return null;
  const { since, items, vitals, documents } = changes.data;
  if (since === null) return <p className={classes['railEmpty']}>{t('no-visit')}</p>;
  const ordered = measureOrder.flatMap((code) => vitals.filter((vital) => vital.code === code));
  const isNone = items.length === 0 && vitals.length === 0 && documents.length === 0;
  return (
    <div className={own['words']}>
      <Since since={since} />
      {isNone ? <p className={classes['railEmpty']}>{t('none')}</p> : null}
      {order.map((kind) => {
        const of = items.filter((item) => kindOf(item) === kind);
        return of.length === 0 ? null : <Part key={kind} heading={s(`group.${kind}`)}>{of.map((item) => <ItemLine key={item.itemId} item={item} />)}</Part>;
      })}
      {ordered.length === 0 ? null : <Part heading={t('vitals')}>{ordered.map((vital) => <VitalLine key={vital.code} vital={vital} />)}</Part>}
      {documents.length === 0 ? null : <Part heading={t('documents')}>{documents.map((document) => <DocumentLine key={document.noteId} document={document} patientId={patientId} isLink={isLink} />)}</Part>}
    </div>
  );
};
