import { useEffect, useId, useState } from 'react';
import { useText } from '../i18n/use-text.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';

type CellProps<Value> = {
  readonly label: string;
  readonly shown: string;
  /** `undefined`: it cannot be read. */
  readonly read: (typed: string) => Value | null | undefined;
  readonly onRead: (value: Value | null) => void;
  /** An example of what can be read. */
  readonly example: string;
  readonly isMissing: boolean;
  readonly width?: 'short' | 'wide';
};

/** One part of a line, typed as one says it. What cannot be read stays, said so, and changes nothing. */
export const LineCell = <Value,>({ label, shown, read, onRead, example, isMissing, width = 'short' }: CellProps<Value>) => {
  const t = useText(rxMessages);
  const id = useId();
  const [typed, setTyped] = useState(shown);
  const [isWrong, setIsWrong] = useState(false);
  // changed from elsewhere, while nobody types here
  useEffect(() => { setTyped(shown); setIsWrong(false); }, [shown]);
  const take = (): void => {
    if (typed === shown) { setIsWrong(false); return; }
    const value = read(typed);
    setIsWrong(value === undefined);
    if (value === undefined) return;
    onRead(value);
  };
  return (
    <div className={`${classes['cell'] ?? ''} ${width === 'wide' ? classes['cellWide'] ?? '' : ''}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id} value={typed} autoComplete="off" spellCheck={false} placeholder={example} data-missing={isMissing} aria-invalid={isWrong} aria-describedby={isWrong ? `${id}-wrong` : undefined} maxLength={300}
        onChange={(event) => { setTyped(event.currentTarget.value); }} onBlur={take}
        onKeyDown={(event) => { if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey) { event.preventDefault(); take(); } }}
      />
      {isWrong ? <span id={`${id}-wrong`} className={classes['wrong']} role="alert">{t('line.unreadable', { example })}</span> : null}
    </div>
  );
};
