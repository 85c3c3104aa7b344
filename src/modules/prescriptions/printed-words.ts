import { spanishAmount } from '#kernel/number-words.ts';
import type { PrescriptionLine, PrescriptionLaw } from './contract.ts';

/** Parts of a line as a prescription prints them, in Spanish. */

const units: Readonly<Record<string, string>> = { ug: 'mcg', '[IU]': 'UI' };
const plural: Readonly<Record<string, string>> = {
  tableta: 'tabletas', 'cápsula': 'cápsulas', gragea: 'grageas', supositorio: 'supositorios', 'óvulo': 'óvulos', ampolleta: 'ampolletas', frasco: 'frascos', sobre: 'sobres', parche: 'parches',
  'aplicación': 'aplicaciones', 'inhalación': 'inhalaciones', gota: 'gotas', pluma: 'plumas', pieza: 'piezas',
};
const number = (value: number): string => String(Math.round(value * 1_000) / 1_000);

export const amountText = ({ value, unit }: NonNullable<PrescriptionLine['dose']>): string => `${number(value)} ${units[unit] ?? (value > 1 ? plural[unit] ?? unit : unit)}`;

const feminineUnits = new Set(['tableta', 'cápsula', 'gragea', 'ampolleta', 'aplicación', 'inhalación', 'gota', 'pluma', 'pieza', 'dosis', '[IU]']);

/** `30 (treinta) tabletas`: an amount is written out too, so that no digit can be added to it. */
export const writtenAmount = ({ value, unit }: NonNullable<PrescriptionLine['dose']>): string => {
  const words = spanishAmount(Math.round(value * 1_000) / 1_000, feminineUnits.has(unit) ? 'feminine' : 'masculine');
  const [figure = '', ...rest] = amountText({ value, unit }).split(' ');
  return words === null ? [figure, ...rest].join(' ') : [figure, `(${words})`, ...rest].join(' ');
};

const routes: Readonly<Record<string, string>> = {
  cutanea: 'cutánea', transdermica: 'transdérmica', oftalmica: 'oftálmica', otica: 'ótica', subcutanea: 'subcutánea', intradermica: 'intradérmica',
};
export const routeText = (route: string | null): string => (route === null ? '' : routes[route] ?? route);

export const frequencyText = (frequency: PrescriptionLine['frequency']): string => {
  switch (frequency?.kind) {
    case undefined: return '';
    case 'every': return `cada ${number(frequency.hours)} horas`;
    case 'times': return frequency.perDay === 1 ? 'una vez al día' : `${String(frequency.perDay)} veces al día`;
    case 'pattern': return frequency.doses.map(number).join('-');
    case 'weekly': return frequency.everyWeeks === 1 ? 'una vez por semana' : `cada ${number(frequency.everyWeeks)} semanas`;
    case 'once': return 'dosis única';
  }
};

export const durationText = ({ duration, frequency, asNeeded }: Pick<PrescriptionLine, 'duration' | 'frequency' | 'asNeeded'>): string => {
  const needed = asNeeded === null ? '' : asNeeded === '' ? ', por razón necesaria' : `, por razón necesaria: ${asNeeded}`;
  if (frequency?.kind === 'once') return `una vez${needed}`;
  if (duration === null) return needed;
  return `${'days' in duration ? `${String(duration.days)} ${duration.days === 1 ? 'día' : 'días'}` : 'tratamiento continuo'}${needed}`;
};

const modes = {
  ELECTRONICA: 'Original electrónico con constancia NOM-151',
  ELECTRONICA_SIN_CONSTANCIA: 'Firmada con e.firma, sin constancia NOM-151 al firmarse: este impreso requiere firma autógrafa',
  IMPRESA_AUTOGRAFA: 'El original es este impreso con firma autógrafa',
} as const satisfies Record<PrescriptionLaw['mode'], string>;
export const modeText = (mode: PrescriptionLaw['mode']): string => modes[mode];
