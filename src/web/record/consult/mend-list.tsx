import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { Kbd } from '../../design/kbd.tsx';
import classes from './consult.module.css';
import { focusField } from './fields.ts';
import { mending } from './mending.ts';
import { useIsMending } from './use-mend.ts';

export type Mend = { readonly says: string; readonly run: () => void };

type MendListProps = { readonly field: string; readonly label: string; readonly mends: readonly Mend[]; /** Where the focus goes when it is not chosen. */ readonly to: string };

const Choices = ({ field, label, mends, to }: MendListProps) => {
  const list = useRef<HTMLDivElement>(null);
  // the list has the focus and no text field does, so a digit is a choice and never text (K-04)
  useEffect(() => { list.current?.focus({ preventScroll: true }); }, []);
  const choose = (mend: Mend): void => {
    mending.done();
    focusField(to);
    mend.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mend = /^[1-9]$/.test(event.key) ? mends[Number(event.key) - 1] : undefined;
    if (mend !== undefined) { event.preventDefault(); choose(mend); return; }
    if (event.key === 'Escape') event.preventDefault();
    // whoever types goes on in the field, the letter included
    else if (event.key.length !== 1) return;
    mending.done();
    focusField(to);
  };
  return (
    <div
      ref={list} role="group" aria-label={label} tabIndex={-1} className={classes['mends']} data-mends={field} onKeyDown={onKeyDown}
      onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) mending.done(); }}
    >
      <p>{label}</p>
      {mends.map((mend, at) => <button key={mend.says} type="button" onClick={() => { choose(mend); }}><Kbd keys={String(at + 1)} /><span>{mend.says}</span></button>)}
    </div>
  );
};

/** A short list that mends what is missing with one digit; there only while that element is being mended. */
export const MendList = (props: MendListProps) => (useIsMending(props.field) && props.mends.length > 0 ? <Choices {...props} /> : null);
