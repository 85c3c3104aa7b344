import { IconArrowDown, IconArrowUp, IconMinus } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Change } from '../vitals/measures.ts';
import { noteMessages } from './note-messages.ts';
import classes from './note.module.css';

const arrows = { up: IconArrowUp, down: IconArrowDown, same: IconMinus } as const satisfies Record<Change['direction'], unknown>;

/** How a value moved: an arrow and a figure, and the same in words for who does not see them. */
export const ChangeMark = ({ change, unit }: { readonly change: Change; readonly unit: string }) => {
  const t = useText(noteMessages);
  const Arrow = arrows[change.direction];
  return (
    <span className={classes['change']}>
      <Arrow size={13} aria-hidden />
      <span aria-hidden>{change.direction === 'same' ? '' : change.by}</span>
      <span className="amate-hidden">{t(`change.${change.direction}`, { by: `${String(change.by)} ${unit}` })}</span>
    </span>
  );
};
