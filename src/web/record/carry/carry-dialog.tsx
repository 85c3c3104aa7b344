import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { Carriable, EvolutionContent } from '#modules/record/contract.ts';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { IconCircleCheck, IconMinus, IconPlus, IconX } from '../../design/icons.ts';
import { Kbd } from '../../design/kbd.tsx';
import { ErrorState, Loading } from '../../design/states.tsx';
import { DateText, PersonName } from '../../design/text.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import { noteMessages } from '../note/note-messages.ts';
import { medicineText } from '../note/note-words.tsx';
import { summaryMessages } from '../summary/summary-messages.ts';
import { carryInto, offeredTo, WHOLE } from './carry.ts';
import type { Fate, Offered } from './carry.ts';
import { carryMessages } from './carry-messages.ts';
import classes from './carry.module.css';
import { staleIn } from './stale-data.ts';
import { useCarriable } from './use-carriable.ts';

const signs = { adds: IconPlus, present: IconCircleCheck, kept: IconMinus, ended: IconX } as const satisfies Record<Fate, unknown>;

/** A line as it would stand, with what was true then marked by colour, underline and word. */
const LineText = ({ text }: { readonly text: string }) => {
  const t = useText(carryMessages);
  const ranges = staleIn(text);
  return (
    <>
      {ranges.map(({ from, to }, at) => (
        <span key={from}>{text.slice(at === 0 ? 0 : ranges[at - 1]?.to, from)}<mark className={classes['stale']}>{text.slice(from, to)}<span className="amate-hidden"> ({t('stale')})</span></mark></span>
      ))}
      {text.slice(ranges.at(-1)?.to ?? 0)}
    </>
  );
};

const Words = ({ offered }: { readonly offered: Offered }) => {
  switch (offered.is) {
    case 'diagnosis': return <>{offered.diagnosis.term}</>;
    case 'line': return <LineText text={offered.text} />;
    case 'medicine': return <>{medicineText(offered.medicine)}</>;
  }
};

const OfferedLine = ({ offered }: { readonly offered: Offered }) => {
  const t = useText(carryMessages);
  const n = useText(noteMessages);
  const Sign = signs[offered.fate];
  const part = offered.is === 'line' ? offered.field : offered.is === 'medicine' ? 'medicines' : 'diagnoses';
  return (
    <li data-fate={offered.fate}>
      <Sign size={14} aria-hidden />
      <span>
        <span className={classes['part']}>{n(`part.${part}`)}{offered.fate === 'adds' ? '' : ` · ${t(`fate.${offered.fate}`)}`}<span className="amate-hidden">{offered.fate === 'adds' ? ` · ${t('fate.adds')}` : ''}: </span></span>
        <Words offered={offered} />
      </span>
    </li>
  );
};

type GroupProps = { readonly label: string; readonly code: string | null; readonly says: readonly string[]; readonly from: { readonly at: string; readonly by: string } | null; readonly things: readonly Offered[]; readonly isChosen: boolean; readonly onChoose: (isChosen: boolean) => void; readonly isFirst: boolean };

const Group = ({ label, code, says, from, things, isChosen, onChoose, isFirst }: GroupProps) => {
  const t = useText(carryMessages);
  return (
    <section className={classes['group']} aria-label={label}>
      <Checkbox
        checked={isChosen} onChange={(event) => { onChoose(event.currentTarget.checked); }} autoFocus={isFirst}
        label={<span className={classes['problem']}>{code === null ? null : <span className={classes['code']}>{code}</span>}<b>{label}</b></span>}
      />
      <p className={classes['under']}>
        {from === null ? null : <>{t('from')} <DateText value={from.at} /> · <PersonName name={from.by} /></>}{says.map((each) => ` · ${each}`)}
      </p>
      {things.length === 0 ? <p className={classes['under']}>{t('nothing')}</p> : <ul className={classes['things']}>{things.map((offered, at) => <OfferedLine key={at} offered={offered} />)}</ul>}
    </section>
  );
};

const over = ['resolved', 'inactive', 'entered-in-error'];

/** To begin with everything is ticked but what the problem list says is over. */
const chosenAtFirst = ({ problems }: Carriable): ReadonlySet<string> =>
  new Set([...problems.filter(({ status }) => status === null || !over.includes(status)).map(({ code }) => code), WHOLE]);

type BodyProps = { readonly carriable: Carriable; readonly keeper: DraftKeeper; readonly content: EvolutionContent; readonly onClose: (hasCarried: boolean) => void };

const Body = ({ carriable, keeper, content, onClose }: BodyProps) => {
  const t = useText(carryMessages);
  const s = useText(summaryMessages);
  const [chosen, setChosen] = useState(() => chosenAtFirst(carriable));
  const things = offeredTo(content, carriable);
  const count = things.filter(({ fate, groups }) => fate === 'adds' && groups.some((group) => chosen.has(group))).length;
  const [last] = carriable.notes;
  const byNote = new Map(carriable.notes.map(({ noteId, authorName }) => [noteId, authorName]));
  const choose = (group: string) => (isChosen: boolean): void => { setChosen(new Set(isChosen ? [...chosen, group] : [...chosen].filter((each) => each !== group))); };
  const of = (group: string): readonly Offered[] => things.filter(({ groups }) => groups.includes(group));
  const carry = (): void => {
    if (count === 0) return;
    keeper.change((now) => (now.kind === 'evolution' ? carryInto(now, carriable, chosen) : now));
    keeper.flush();
    toast.done(t('done'));
    onClose(true);
  };
  useShortcuts([{ keys: 'Mod+Enter', label: t('command'), group: t('title'), inFields: true, isCommand: false, run: carry }]);
  return (
    <>
      <p className={classes['under']}>{t('says')}</p>
      {carriable.problems.map(({ code, term, status, diagnosis, from }, at) => (
        <Group
          key={code} label={term} code={code} things={of(code)} isFirst={at === 0} isChosen={chosen.has(code)} onChoose={choose(code)} from={{ at: from.at, by: byNote.get(from.noteId) ?? '' }}
          says={[...(status === null || status === 'active' ? [] : [s(`is.${status}`)]), ...(diagnosis === null ? [t('uncatalogued')] : [])]}
        />
      ))}
      {of(WHOLE).length === 0 ? null : (
        <Group label={t('whole')} code={null} things={of(WHOLE)} isFirst={carriable.problems.length === 0} isChosen={chosen.has(WHOLE)} onChoose={choose(WHOLE)} says={[]} from={last === undefined ? null : { at: last.at, by: last.authorName }} />
      )}
      <div className={classes['foot']}>
        <DialogActions>
          <Button variant="default" onClick={() => { onClose(false); }}>{t('cancel')}</Button>
          <Button disabled={count === 0} onClick={carry} rightSection={<span className={classes['keys']} aria-hidden><Kbd keys="Mod+Enter" /></span>}>{t('carry', { count })}</Button>
        </DialogActions>
      </div>
    </>
  );
};

type DialogProps = { readonly patientId: PatientId; readonly keeper: DraftKeeper; readonly onClose: (hasCarried: boolean) => void };

/** What earlier notes offer, problem by problem, held against the note as it stands: ticked, then copied. */
export const CarryDialog = ({ patientId, keeper, onClose }: DialogProps) => {
  const t = useText(carryMessages);
  const carriable = useCarriable(patientId);
  const { content } = keeper.view().draft;
  const inside = (): React.ReactNode => {
    if (carriable.isError) return <ErrorState error={carriable.error} onRetry={() => { void carriable.refetch(); }} />;
    if (carriable.data === undefined || content.kind !== 'evolution') return <Loading />;
    if (carriable.data.notes.length === 0) return <p>{t('none')}</p>;
    return <Body carriable={carriable.data} keeper={keeper} content={content} onClose={onClose} />;
  };
  return <Dialog opened onClose={() => { onClose(false); }} title={t('title')} size="lg">{inside()}</Dialog>;
};
