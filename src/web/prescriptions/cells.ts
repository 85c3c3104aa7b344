import { fold } from '#kernel/fold.ts';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';

/** The cells of a line as they are typed and shown; pure. `undefined` is what cannot be read, null is an empty cell. */

type Amount = NonNullable<PrescriptionLine['dose']>;
type Frequency = NonNullable<PrescriptionLine['frequency']>;
type Duration = NonNullable<PrescriptionLine['duration']>;
type Quantity = NonNullable<PrescriptionLine['quantity']>;

/** Units as they are typed; the catalogue's own word beside each. */
const unitWords: Readonly<Record<string, string>> = {
  mg: 'mg', g: 'g', gr: 'g', mcg: 'ug', ug: 'ug', microgramos: 'ug', ml: 'mL', ui: '[IU]', unidades: '[IU]', unidad: '[IU]', mmol: 'mmol', meq: 'meq', '%': '%',
  tableta: 'tableta', tabletas: 'tableta', tab: 'tableta', tabs: 'tableta', comprimido: 'tableta', comprimidos: 'tableta', capsula: 'cápsula', capsulas: 'cápsula', cap: 'cápsula', caps: 'cápsula', gragea: 'gragea', grageas: 'gragea',
  supositorio: 'supositorio', supositorios: 'supositorio', ovulo: 'óvulo', ovulos: 'óvulo', ampolleta: 'ampolleta', ampolletas: 'ampolleta', amp: 'ampolleta', frasco: 'frasco', frascos: 'frasco', sobre: 'sobre', sobres: 'sobre',
  parche: 'parche', parches: 'parche', aplicacion: 'aplicación', aplicaciones: 'aplicación', inhalacion: 'inhalación', inhalaciones: 'inhalación', disparo: 'inhalación', disparos: 'inhalación', gota: 'gota', gotas: 'gota',
  pluma: 'pluma', plumas: 'pluma', dosis: 'dosis', pieza: 'pieza', piezas: 'pieza',
};
const shownUnits: Readonly<Record<string, string>> = { ug: 'mcg', '[IU]': 'UI' };

const numbers: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75, media: 0.5, medio: 0.5, una: 1, un: 1, dos: 2, tres: 3 };

const numberOf = (text: string): number | undefined => {
  const named = numbers[fold(text)] ?? numbers[text];
  if (named !== undefined) return named;
  const value = Number(text.replace(',', '.'));
  return /^\d{1,7}(?:[.,]\d{1,4})?$/.test(text) && value > 0 ? value : undefined;
};

export const readAmount = (typed: string): Amount | null | undefined => {
  const text = typed.trim();
  if (text === '') return null;
  const [, count = '', word = ''] = /^([½¼¾]|\d+(?:[.,]\d+)?|[a-záéíóúñ]+)\s*(\S*)$/iu.exec(text) ?? [];
  const value = numberOf(count);
  const unit = unitWords[fold(word)] ?? unitWords[word.toLowerCase()];
  return value === undefined || unit === undefined ? undefined : { value, unit };
};

const tidy = (value: number): string => String(Math.round(value * 10_000) / 10_000);
const measured = new Set(['mg', 'g', 'ug', 'mL', '[IU]', 'mmol', 'meq', '%', 'dosis']);
/** `2 cápsulas`, `2 inhalaciones`; what is measured has no plural. */
const unitShown = ({ value, unit }: Amount): string => (value <= 1 || measured.has(unit) ? shownUnits[unit] ?? unit : unit.endsWith('ón') ? `${unit.slice(0, -2)}ones` : `${unit}s`);
export const showAmount = (amount: Amount | null): string => (amount === null ? '' : `${tidy(amount.value)} ${unitShown(amount)}`);

/** `c/8 h`, `8`, `1-0-1`, `3 veces al día`, `semanal`, `cada 2 semanas`, `dosis única`. */
export const readFrequency = (typed: string): Frequency | null | undefined => {
  const text = fold(typed).trim();
  if (text === '') return null;
  const pattern = /^(\d+(?:\.\d+)?)((?:\s*-\s*\d+(?:\.\d+)?){2,3})$/.exec(text);
  if (pattern !== null) {
    const doses = text.split('-').map(Number);
    return doses.some((dose) => dose > 0) ? { kind: 'pattern', doses } : undefined;
  }
  if (/^(?:dosis )?unica$|^una (?:sola )?(?:vez|dosis)$/.test(text)) return { kind: 'once' };
  const weeks = /^(?:semanal|cada (?:(\d+) )?semanas?)$/.exec(text);
  if (weeks !== null) return { kind: 'weekly', everyWeeks: Number(weeks[1] ?? 1) };
  const times = /^(\d{1,2}) ?(?:veces?(?: al| por)? ?(?:dia)?|x dia)$/.exec(text);
  if (times !== null && Number(times[1]) > 0) return { kind: 'times', perDay: Number(times[1]) };
  const every = /^(?:c ?\/? ?|cada )?(\d{1,3}(?:\.\d+)?) ?(?:h|hs|hrs?|horas?)?$/.exec(text);
  return every !== null && Number(every[1]) > 0 ? { kind: 'every', hours: Number(every[1]) } : undefined;
};

export const showFrequency = (frequency: Frequency | null): string => {
  switch (frequency?.kind) {
    case undefined: return '';
    case 'every': return `c/${tidy(frequency.hours)} h`;
    case 'times': return `${String(frequency.perDay)} veces al día`;
    case 'pattern': return frequency.doses.map(tidy).join('-');
    case 'weekly': return frequency.everyWeeks === 1 ? 'semanal' : `cada ${tidy(frequency.everyWeeks)} semanas`;
    case 'once': return 'dosis única';
  }
};

/** `7`, `7 días`, `2 semanas`, `1 mes`, `continuo`. */
export const readDuration = (typed: string): Duration | null | undefined => {
  const text = fold(typed).trim();
  if (text === '') return null;
  if (/^(?:continuo|continua|indefinid[oa]|permanente|cronico)$/.test(text)) return { continuous: true };
  const [, count, word = ''] = /^(\d{1,4}) ?(d|dias?|sem|semanas?|mes|meses)?$/.exec(text) ?? [];
  const value = Number(count);
  if (!(value > 0)) return undefined;
  const days = value * (word.startsWith('sem') ? 7 : word.startsWith('mes') ? 30 : 1);
  return days <= 3_650 ? { days } : undefined;
};

export const showDuration = (duration: Duration | null): string =>
  (duration === null ? '' : 'days' in duration ? `${String(duration.days)} ${duration.days === 1 ? 'día' : 'días'}` : 'continuo');

/** A quantity typed by hand knows no packs but those of the same presentation that it fills. */
export const readQuantity = (typed: string, pack: { readonly amount: number; readonly unit: string } | null): Quantity | null | undefined => {
  const amount = readAmount(typed);
  if (amount === null || amount === undefined) return amount;
  return { ...amount, packs: pack?.unit === amount.unit ? Math.ceil(amount.value / pack.amount) : null };
};
