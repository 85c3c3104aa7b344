import { ActionIcon, Button } from '@mantine/core';
import type { Chart } from '#modules/record/contract.ts';
import type { ItemContent, SummaryItem } from '#modules/summary/contract.ts';
import { IconPencil } from '../../design/icons.ts';
import { DateText } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import classes from '../note/note.module.css';
import { clinicalState, dayOfItem, isSeries, useToday } from './clinical-state.ts';
import { useItemName } from './use-item-name.ts';
import { useKidneysText, usePregnancyText } from './state-marks.tsx';
import { stateMessages } from './state-messages.ts';
import { summaryMessages } from './summary-messages.ts';
import { problemLineId } from './use-summary.ts';

/** Told by being on the list; any other status is said under the name. */
const isPlain = (status: ItemContent['status']): boolean => ['active', 'completed', 'stated', 'final'].includes(status);

/** What an item is called, and what is known of it beside its name and status. What is doubtful is never called as if it held. */
const useTold = (): ((item: SummaryItem, patient: Chart['patient']) => { readonly name: string; readonly detail: string }) => {
  const t = useText(summaryMessages);
  const s = useText(stateMessages);
  const now = useToday();
  const pregnancyText = usePregnancyText();
  const kidneysText = useKidneysText();
  const nameOf = useItemName();
  return (item, patient) => {
    const { content } = item;
    const name = nameOf(content);
    if (content.kind === 'allergy') return { name, detail: content.reaction };
    if (!isSeries(content.kind)) return { name, detail: '' };
    const { pregnancy, kidneys } = clinicalState([item], patient, now);
    if (kidneys !== null) return { name, detail: kidneysText(kidneys).told };
    const said = pregnancy === null ? null : pregnancyText(pregnancy);
    const doubt = said === null && pregnancy !== null && pregnancy.toConfirm !== null ? s('to-confirm') : '';
    const source = content.kind === 'pregnancy' && content.source !== undefined ? t(`source.${content.source}`) : '';
    return { name: said ?? name, detail: [doubt, source].filter((part) => part !== '').join(' · ') };
  };
};

type LineProps = {
  readonly item: SummaryItem; readonly patient: Chart['patient']; readonly mayEdit: boolean;
  readonly onChange: (item: SummaryItem) => void; readonly onDismiss: (item: SummaryItem) => void;
};

/** One item of the rail: what it is, since when, and the way to change it. */
export const ItemLine = ({ item, patient, mayEdit, onChange, onDismiss }: LineProps) => {
  const t = useText(summaryMessages);
  const told = useTold();
  const { timeZone } = useToday();
  const { content } = item;
  const status = t(`is.${content.status}`);
  const { name, detail } = told(item, patient);
  const day = isSeries(content.kind) ? dayOfItem(item, timeZone) : content.since;
  return (
    <li className={classes['railItem']} {...(content.kind === 'problem' ? { id: problemLineId(content.code), tabIndex: -1 } : {})}>
      <span>
        {content.kind === 'problem' ? <span className={classes['code']}>{content.code}</span> : null}{name}
        <span className={classes['under']}>
          {[detail, isPlain(content.status) || isSeries(content.kind) || name === status ? '' : status].filter((part) => part !== '').join(' · ')}
          {day === null ? null : <> <DateText value={day} /></>}
        </span>
        {mayEdit && content.kind === 'flag' ? <Button variant="subtle" size="compact-xs" aria-label={`${t('dismiss')}: ${name}`} onClick={() => { onDismiss(item); }}>{t('dismiss')}</Button> : null}
      </span>
      {mayEdit ? <ActionIcon size="sm" aria-label={t('change', { name })} onClick={() => { onChange(item); }}><IconPencil size={14} /></ActionIcon> : null}
    </li>
  );
};
