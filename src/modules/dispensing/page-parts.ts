import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { PrescriptionPayload } from '#modules/prescriptions/public.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import type { OpenedCode } from './open-code.ts';
import { wordOf } from './page-words-table.ts';
import type { PageLanguage, PageWord } from './page-words-table.ts';
import type { FoundDispensing, FoundLine } from './queries.ts';

/** Parts of the public page. Everything that is not our own text is escaped. */

const dayText = (text: string, language: PageLanguage): string => (isCivilDate(text) ? formatCivilDate(text, language === 'es' ? 'es-MX' : 'en-US') : text);

/** An amount without needless zeros. */
const amountText = (value: number, unit: string): string => `${String(Number(value.toFixed(3)))} ${unit}`;

type Verdict = { readonly tone: 'good' | 'warn' | 'bad'; readonly sign: string; readonly title: PageWord; readonly detail: PageWord };

export const verdictOf = ({ fault, found }: Pick<OpenedCode, 'fault' | 'found'>): Verdict => {
  if (fault !== null) return { tone: 'bad', sign: '✕', title: 'altered', detail: 'alteredDetail' };
  switch (found.standing) {
    case 'cancelled': case 'replaced': return { tone: 'bad', sign: '✕', title: found.standing, detail: 'endedDetail' };
    case 'expired': return { tone: 'bad', sign: '✕', title: 'expired', detail: 'expiredDetail' };
    case 'exhausted': return { tone: 'warn', sign: '!', title: 'exhausted', detail: 'exhaustedDetail' };
    case null: return { tone: 'good', sign: '✓', title: 'valid', detail: 'validDetail' };
  }
};

const originalWord = ({ payload, found }: OpenedCode): PageWord => {
  if (payload.mode === 'IMPRESA_AUTOGRAFA') return 'paper';
  return found.constancia?.kind === 'nom-151' && found.constancia.status === 'issuer-trusted' ? 'electronic' : 'noConstancia';
};

export const stateBlock = (opened: OpenedCode, language: PageLanguage): Markup => {
  const word = wordOf(language);
  const { tone, sign, title, detail } = verdictOf(opened);
  return html`${opened.payload.establishment.demo ? html`<p class="state warn"><strong>${word('demo')}</strong></p>` : nothing}
<div class="state ${tone}" role="status"><strong><span aria-hidden="true">${sign}</span> ${word(title)}</strong><p>${word(detail)}</p>${tone === 'bad' ? nothing : html`<p>${word(originalWord(opened))}</p>`}</div>`;
};

const row = (label: string, value: string): Markup => html`<dt>${label}</dt><dd>${value}</dd>`;

export const headBlock = ({ payload }: OpenedCode, language: PageLanguage): Markup => {
  const word = wordOf(language);
  const { prescriber, establishment, patient } = payload;
  return html`<section><dl>${row(word('prescriber'), prescriber.fullName)}${row(word('cedula'), [prescriber.cedula, prescriber.institution].filter((part) => part !== '').join(' · '))}${
    prescriber.specialty === null ? nothing : row(word('specialty'), `${prescriber.specialty.name} · ${prescriber.specialty.cedula}`)}${
    row(word('establishment'), `${establishment.name} · ${establishment.address} · ${establishment.phone}`)}${row(word('patient'), [patient.initials, patient.age].filter((part) => part !== '').join(' · '))}${
    row(word('folio'), payload.folio)}${row(word('issued'), payload.issuedAtLocal)}${row(word('validUntil'), payload.validUntil === null ? word('noLimit') : dayText(payload.validUntil, language))}</dl>
<p class="quiet">${word('private')}</p></section>`;
};

const classText = (line: PrescriptionPayload['lines'][number], language: PageLanguage): string => {
  const word = wordOf(language);
  return [line.fraction === null ? word('unclassified') : `${word('fraction')} ${line.fraction}`, ...(line.isAntibiotic ? [word('antibiotic')] : [])].join(' · ');
};

const leftText = (found: FoundLine, language: PageLanguage): string => {
  const word = wordOf(language);
  const fill = found.fills > 1 ? ` (${word('ofFill')} ${String(found.fill)} ${word('of')} ${String(found.fills)})` : '';
  return `${word('left')}: ${amountText(found.due, found.unit)}${fill}`;
};

const lineBlock = (line: PrescriptionPayload['lines'][number], found: FoundLine | undefined, language: PageLanguage): Markup => {
  const word = wordOf(language);
  return html`<div class="line"><h3>${line.generic}${line.brand === null ? nothing : html` <span class="quiet">(${line.brand})</span>`}</h3><p>${line.presentation.text}</p><p>${language === 'en' && line.indications.en !== '' ? line.indications.en : line.indications.es}</p>
<p class="quiet">${word('amount')}: ${line.quantity === null ? '' : amountText(line.quantity.value, line.quantity.unit)}${line.quantity?.packs == null ? '' : ` · ${String(line.quantity.packs)} ${word('packs')}`} · ${classText(line, language)}</p>
${found === undefined ? nothing : html`<p class="left">${leftText(found, language)}</p>`}</div>`;
};

export const linesBlock = ({ payload, found }: OpenedCode, language: PageLanguage): Markup =>
  html`<section><h2>${wordOf(language)('medicines')}</h2>${payload.lines.map((line, at) => lineBlock(line, found.lines.find((each) => each.line === at + 1), language))}${
    payload.advice === '' ? nothing : html`<p>${payload.advice}</p>`}</section>`;

const ruleByFraction = { I: 'ruleI', II: 'ruleII', III: 'ruleIII', IV: 'ruleIV' } as const;

export const rulesBlock = ({ payload }: OpenedCode, language: PageLanguage): Markup => {
  const word = wordOf(language);
  const words = new Set<PageWord>(payload.lines.flatMap(({ fraction, isAntibiotic }): PageWord[] => [
    ...(fraction === null ? ['ruleUnclassified' as const] : fraction === 'V' || fraction === 'VI' ? [] : [ruleByFraction[fraction]]), ...(isAntibiotic ? ['ruleAtb' as const] : []),
  ]));
  return words.size === 0 ? nothing : html`<section><h2>${word('rules')}</h2><ul>${[...words].map((each) => html`<li>${word(each)}</li>`)}</ul></section>`;
};

const handedText = ({ items }: FoundDispensing, { payload, found }: OpenedCode): string => items.map(({ line, quantity }) => {
  const unit = found.lines.find((each) => each.line === line)?.unit ?? '';
  return `${payload.lines[line - 1]?.generic ?? ''}: ${amountText(quantity, unit)}`;
}).join('; ');

export const historyBlock = (opened: OpenedCode, language: PageLanguage): Markup => {
  const word = wordOf(language);
  const { dispensings } = opened.found;
  if (dispensings.length === 0) return nothing;
  return html`<section><h2>${word('history')}</h2><ul>${dispensings.map((act) => html`<li>${dayText(act.on, language)} · ${act.establishment} · ${handedText(act, opened)}${act.isVoid ? html` · <strong>${word('voided')}</strong>` : nothing}</li>`)}</ul></section>`;
};

export const proofBlock = ({ payload, fault }: OpenedCode, language: PageLanguage): Markup => {
  const word = wordOf(language);
  return fault !== null ? nothing : html`<p class="quiet">${word('check')} ${payload.certificate.serial}. ${word('revocation')} ${word('noCopies')}</p>`;
};
