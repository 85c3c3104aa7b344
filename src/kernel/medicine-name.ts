import { foldedWords } from './fold.ts';

const forms = /^(?:tab(?:leta)?s?|comprimidos?|caps?(?:ula)?s?|grageas?|ampolletas?|jarabe|suspension|solucion|crema|gotas|tablets?|capsules?)$/;

/** A medicine's name as typed, without strength and form, folded: `Metformina 850 mg tabletas` and `metformina` are one, insulin glargine and lispro two. */
export const substanceOf = (name: string): string => {
  const words = foldedWords(name);
  const strength = words.findIndex((word) => /\d/.test(word));
  return words.slice(0, strength <= 0 ? words.length : strength).filter((word) => !forms.test(word)).join(' ');
};
