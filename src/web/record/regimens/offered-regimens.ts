import { fold } from '#kernel/fold.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';

const SHORTEST = 2;
const MOST = 5;

/** What is offered for a line of which only the name was begun: the usual regimens of a medicine that begins so, best first. */
export const offeredFor = <Regimen extends NoteMedicine>({ name, dose, route, frequency, duration }: NoteMedicine, regimens: readonly Regimen[]): readonly Regimen[] => {
  const typed = fold(name);
  if (typed.length < SHORTEST || [dose, route, frequency, duration].some((part) => part.trim() !== '')) return [];
  return regimens.filter((regimen) => fold(regimen.name).startsWith(typed)).slice(0, MOST);
};
