import { showAmount, showDuration, showFrequency } from './cells.ts';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { useText } from '../i18n/use-text.ts';
import type { Offer, TypedCommand } from '../search/typed-commands.ts';
import type { HandedOver } from './handed-over.ts';
import { purposeMessages } from './purpose-messages.ts';
import { favouritesFor, useFavourites } from './use-entry.ts';

const lineText = ({ generic, dose, frequency, duration }: PrescriptionLine): string =>
  [generic, showAmount(dose), showFrequency(frequency), showDuration(duration)].filter((part) => part !== '').join(' · ');

/** A dose or a time was typed: the words say more than a usual line’s name. */
const saysMore = (text: string): boolean => /\d/.test(text);

/** `rx amox`: usual lines that begin so, each whole, and what was typed for the entry field. */
export const useRxCommand = (run: (given: Partial<HandedOver>) => void, word: 'rx' | 'receta' = 'rx'): TypedCommand => {
  const t = useText(purposeMessages);
  const favourites = useFavourites();
  const offers = (rest: string): readonly Offer[] => {
    const usual = favouritesFor(rest, favourites).flatMap((choice): Offer[] =>
      (choice.is === 'favourite' ? [{ key: choice.key, label: lineText(choice.line), hint: t('rx.usual'), run: () => { run({ lines: [choice.line] }); } }] : []));
    const typed: Offer = rest === '' ? { key: 'open', label: t('rx.open'), run: () => { run({}); } } : { key: 'typed', label: t('rx.typed', { text: rest }), run: () => { run({ text: rest }); } };
    return rest === '' || saysMore(rest) || usual.length === 0 ? [typed, ...usual] : [...usual, typed];
  };
  return { word, label: t(word === 'rx' ? 'rx.word' : 'receta.word'), example: t(`${word}.example`), offers };
};
