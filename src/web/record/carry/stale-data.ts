/**
 * What in a carried line was true then and may not be now: vital signs, results and dates, as they are written in a
 * note. A goal (“meta TA 130/80”, “LDL < 70”) and a dose (“500 mg”) are no data of that day.
 */

type Range = { readonly from: number; readonly to: number };

const number = String.raw`\d{1,4}(?:[.,]\d{1,2})?`;
const between = String.raw`\s*(?:de|en|:|=|is|of|at)?\s*`;
const unit = String.raw`(?:\s*(?:mm\s?Hg|kg\/m[2²]|kg|cm|°\s?C|%|lpm|rpm|x['’]|bpm|\/min|mg\/dL|g\/dL|mmol\/L|mmol\/mol|mEq\/L|U?UI?\/L|mUI?\/L|ng\/d?mL|mL\/min(?:\/1[.,]73)?))?`;

const signs = String.raw`T\/?A|P\/?A|tensi[oó]n arterial|presi[oó]n(?: arterial)?|FC|FR|frecuencia (?:card[ií]aca|respiratoria)|temp(?:eratura)?|SpO2|SatO2|sat(?:uraci[oó]n)?|peso|talla|IMC|glucemia(?: capilar)?|glucosa(?: capilar)?|dextrostix|BP|HR|RR|weight|height|BMI|glucose`;
const results = String.raw`HbA1c|A1c|hemoglobina(?: glucosilada| glicosilada| glucada)?|Hb|creatinina|urea|BUN|colesterol(?: total)?|LDL|HDL|triglic[eé]ridos|TSH|T4L?|potasio|sodio|TFGe?|eGFR|[aá]cido [uú]rico|alb[uú]mina|INR|leucocitos|plaquetas|creatinine|cholesterol|triglycerides|potassium|sodium|hemoglobin`;
const months = String.raw`(?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic|jan|apr|aug|dec)[a-z]*`;

const goal = String.raw`(?<!(?:meta|objetivo|goal|target|<|>|≤|≥)[\s:=]{0,3}(?:de\s)?(?:(?:${signs})\s)?)`;

const patterns: readonly RegExp[] = [
  new RegExp(String.raw`${goal}(?<![\p{L}\d])(?:${signs}|${results})${between}${number}(?:\s*\/\s*\d{2,3})?${unit}`, 'giu'),
  // a pair of pressures by itself
  new RegExp(String.raw`${goal}(?<![\d\/.,])(?:[89]\d|1\d\d|2[0-4]\d)\/(?:[3-9]\d|1[0-3]\d)(?![\d\/])(?:\s*mm\s?Hg)?`, 'giu'),
  new RegExp(String.raw`(?<![\d\/.-])\d{1,2}[\/.-](?:\d{1,2}|${months})[\/.-](?:\d{4}|\d{2})(?![\d\/])`, 'giu'),
  /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/gu,
  new RegExp(String.raw`(?<!\d)\d{1,2} de ${months}(?: (?:de|del) \d{4})?`, 'giu'),
  /(?<!\p{L})(?:hoy|ayer|anteayer|antier|hace \d+ (?:d[ií]as?|semanas?|mes(?:es)?|años?)|today|yesterday|\d+ (?:days?|weeks?|months?|years?) ago)(?!\p{L})/giu,
];

/** The stale stretches of a line, in order, without overlap. */
export const staleIn = (line: string): readonly Range[] => {
  const found = patterns.flatMap((pattern) => [...line.matchAll(pattern)].map(({ 0: text, index }): Range => ({ from: index, to: index + text.trimEnd().length })));
  const ordered = found.toSorted((one, other) => one.from - other.from || other.to - one.to);
  return ordered.reduce<readonly Range[]>((kept, range) => {
    const last = kept.at(-1);
    if (last === undefined || range.from >= last.to) return [...kept, range];
    return range.to <= last.to ? kept : [...kept.slice(0, -1), { from: last.from, to: range.to }];
  }, []);
};
