import { useText } from '../../i18n/use-text.ts';
import { carriedId, CarriedLayer, CarriedLine, useHasCarried } from '../carry/carried-layer.tsx';
import { useDraftKeeper, useField } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { fieldId, rememberCaret } from './fields.ts';
import { FindingLines, findingsId, useIsLacking, useShownFindings } from './finding-lines.tsx';
import { useVisited } from './use-visited.ts';

type TextName = 'subjective' | 'examination' | 'results' | 'assessment' | 'plan' | 'prognosis';

type WritingProps = {
  readonly field: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly most?: number;
  /** In a table the column says the label. */
  readonly isCell?: boolean;
};

/** One text of the note. It grows with what is written; what is missing is said under it once it was visited. */
export const Writing = ({ field, label, help, value, onChange, rows = 2, most = 50_000, isCell = false }: WritingProps) => {
  const keeper = useDraftKeeper();
  const [wasVisited, visited] = useVisited();
  const findings = useShownFindings(field, wasVisited);
  const isLacking = useIsLacking(field);
  const id = fieldId(field);
  const hasCarried = useHasCarried(field);
  const describedBy = [hasCarried ? carriedId(field) : null, help === undefined ? null : `${id}-ayuda`, findings.length === 0 ? null : findingsId(field)].filter((each) => each !== null).join(' ');
  return (
    <div className={classes['writing']} data-lacking={isLacking}>
      <label htmlFor={id} className={isCell ? 'amate-hidden' : undefined}>{label}</label>
      {help === undefined ? null : <p id={`${id}-ayuda`} className={classes['help']}>{help}</p>}
      <CarriedLayer field={field} value={value} />
      <textarea
        id={id} value={value} rows={rows} maxLength={most} spellCheck data-phrases={field} aria-invalid={findings.length > 0} aria-describedby={describedBy === '' ? undefined : describedBy}
        onChange={(event) => { onChange(event.currentTarget.value); }}
        onBlur={(event) => { rememberCaret(event.currentTarget); visited(); keeper.flush(); }}
      />
      <CarriedLine field={field} value={value} />
      <FindingLines field={field} findings={findings} />
    </div>
  );
};

type NarrativeProps = { readonly name: TextName; readonly rows?: number };

const helps: Partial<Record<TextName, 'help.subjective' | 'help.prognosis'>> = { subjective: 'help.subjective', prognosis: 'help.prognosis' };
const SHORTER = 2_000;

/** A text field of an evolution note, drawn again only when its own words change. */
export const Narrative = ({ name, rows }: NarrativeProps) => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const [value, change] = useField(name);
  const help = helps[name];
  return (
    <Writing
      field={name} label={n(`part.${name}`)} value={value} onChange={change} most={name === 'prognosis' ? SHORTER : 50_000}
      {...(help === undefined ? {} : { help: t(help) })} {...(rows === undefined ? {} : { rows })}
    />
  );
};
