import type { FieldFault } from './act-form.ts';
import { html, nothing } from './markup.ts';
import type { Markup } from './markup.ts';
import type { OpenedCode } from './open-code.ts';
import { headBlock, historyBlock, linesBlock, proofBlock, rulesBlock, stateBlock, verdictOf } from './page-parts.ts';
import { style } from './page-style.ts';
import { refusalText, wordOf } from './page-words-table.ts';
import type { PageLanguage } from './page-words-table.ts';
import type { FoundLine } from './queries.ts';

/** The pages behind a printed code. They work without scripts: there are none. */

export type PageFrame = { readonly language: PageLanguage; /** Of the page itself, to come back to it. */ readonly path: string };
type Filled = { readonly values: URLSearchParams; readonly faults: readonly FieldFault[] };

const inFrame = ({ language, path }: PageFrame, title: string, body: Markup): string => {
  const word = wordOf(language);
  const other = language === 'es' ? 'en' : 'es';
  return `<!doctype html>${html`<html lang="${language === 'es' ? 'es-MX' : 'en-US'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${title}</title><style>${{ markup: style }}</style></head>
<body><main><header><h1>${word('title')}</h1><a href="${path}?lang=${other}" lang="${other}">${word('otherLanguage')}</a></header>${body}</main></body></html>`.markup}`;
};

const faultText = (faults: readonly FieldFault[], field: string, language: PageLanguage): Markup => {
  const fault = faults.find((each) => each.field === field);
  return fault === undefined ? nothing : html`<p class="fault" id="fault-${field}">${wordOf(language)(fault.code)}</p>`;
};

type Field = { readonly name: string; readonly label: string; readonly value?: string; readonly hints?: Markup };

const fieldIn = ({ values, faults }: Filled, language: PageLanguage) => ({ name, label, value = '', hints = nothing }: Field): Markup => {
  const isFaulty = faults.some(({ field }) => field === name);
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${values.get(name) ?? value}"${hints}${isFaulty ? html` aria-invalid="true" aria-describedby="fault-${name}"` : nothing}>${faultText(faults, name, language)}</div>`;
};

const numeric = html` inputmode="decimal" autocomplete="off" maxlength="12"`;
const plain = html` autocomplete="off" maxlength="160"`;

const lineFields = (line: FoundLine, generic: string, field: ReturnType<typeof fieldIn>, language: PageLanguage): Markup => {
  const word = wordOf(language);
  const key = String(line.line);
  return html`<fieldset><legend>${generic}</legend><div class="pair">${field({ name: `quantity-${key}`, label: `${word('quantity')} (${line.unit})`, value: String(Number(line.due.toFixed(3))), hints: numeric })}${
    field({ name: `lot-${key}`, label: word('lot'), hints: plain })}${field({ name: `brand-${key}`, label: word('brand'), hints: plain })}${field({ name: `expires-${key}`, label: word('expires'), hints: plain })}</div>${
    line.isAntibiotic || ['I', 'II', 'III'].includes(line.fraction ?? '') ? field({ name: `acquired-${key}`, label: word('acquired'), hints: plain }) : nothing}</fieldset>`;
};

const kindTick = (filled: Filled, kind: 'pharmacist' | 'establishment', label: string): Markup => {
  const isChosen = (filled.values.get('kind') ?? 'pharmacist') === kind;
  return html`<label class="tick"><input type="radio" name="kind" value="${kind}"${isChosen ? html` checked` : nothing}> ${label}</label>`;
};

const actForm = (opened: OpenedCode, { language, path }: PageFrame, filled: Filled, requestId: string): Markup => {
  const word = wordOf(language);
  const field = fieldIn(filled, language);
  const due = opened.found.lines.filter((line) => line.due > 0);
  const isKept = filled.values.get('retained') === 'yes';
  return html`<section><h2>${word('dispense')}</h2><p class="quiet">${word('dispenseHint')}</p>
<form method="post" action="${path}/surtidos?lang=${language}"><input type="hidden" name="request" value="${filled.values.get('request') ?? requestId}">
${due.map((line) => lineFields(line, opened.payload.lines[line.line - 1]?.generic ?? '', field, language))}
<fieldset><legend>${word('who')}</legend>${kindTick(filled, 'pharmacist', word('pharmacist'))}${kindTick(filled, 'establishment', word('pharmacy'))}<div class="who">${
  field({ name: 'licence', label: word('licence'), hints: html` autocomplete="off" maxlength="40"` })}${field({ name: 'name', label: word('name'), hints: html` autocomplete="name" maxlength="160"` })}${
  field({ name: 'establishment', label: word('pharmacyName'), hints: html` autocomplete="organization" maxlength="200"` })}${field({ name: 'address', label: word('address'), hints: html` autocomplete="street-address" maxlength="300"` })}</div></fieldset>
<label class="tick"><input type="checkbox" name="retained" value="yes"${isKept ? html` checked` : nothing}> ${word('retained')}</label>
<button type="submit">${word('register')}</button></form></section>`;
};

const voidForm = (opened: OpenedCode, { language, path }: PageFrame): Markup => {
  const word = wordOf(language);
  const open = opened.found.dispensings.filter(({ isVoid }) => !isVoid);
  if (open.length === 0) return nothing;
  const field = fieldIn({ values: new URLSearchParams(), faults: [] }, language);
  return html`<section><details><summary>${word('voidTitle')}</summary><p class="quiet">${word('voidHint')}</p><form method="post" action="${path}/anulaciones?lang=${language}">
<label for="act">${word('history')}</label><select id="act" name="act">${open.map(({ id, on, establishment }) => html`<option value="${id}">${on} · ${establishment}</option>`)}</select>
${field({ name: 'code', label: word('voidCode'), hints: plain })}${field({ name: 'reason', label: word('reason'), hints: html` maxlength="300"` })}<button type="submit">${word('void')}</button></form></details></section>`;
};

/** Above everything else: who sent a form that lacks something would not see it so far down. */
const faultNotice = (faults: readonly FieldFault[], language: PageLanguage): Markup => {
  const [first] = faults;
  return first === undefined ? nothing : html`<p class="state bad" role="alert"><a href="#${first.field}">${wordOf(language)('fix')}</a></p>`;
};

/** The prescription with what is left of it, and the form to hand it over where something may be. */
export const prescriptionPage = (opened: OpenedCode, frame: PageFrame, form: Filled & { readonly requestId: string }): string => {
  const { language } = frame;
  const isOpen = verdictOf(opened).tone === 'good';
  // what does not match its signature is not shown: nobody vouches for it
  const body = opened.fault !== null ? stateBlock(opened, language) : html`${faultNotice(form.faults, language)}${stateBlock(opened, language)}${headBlock(opened, language)}${linesBlock(opened, language)}${rulesBlock(opened, language)}${
    historyBlock(opened, language)}${isOpen ? actForm(opened, frame, form, form.requestId) : nothing}${voidForm(opened, frame)}${proofBlock(opened, language)}`;
  return inFrame(frame, wordOf(language)('title'), body);
};

const told = (frame: PageFrame, tone: 'good' | 'warn' | 'bad', title: string, body: Markup): string =>
  inFrame(frame, title, html`<div class="state ${tone}" role="status"><strong>${title}</strong>${body}</div>`);

const backLink = ({ language, path }: PageFrame): Markup => html`<p><a href="${path}?lang=${language}">${wordOf(language)('back')}</a></p>`;

/** After an act: the code to void it, shown this once. */
export const receiptPage = (frame: PageFrame, voidCode: string | null): string => {
  const word = wordOf(frame.language);
  return told(frame, 'good', `✓ ${word('doneTitle')}`, voidCode === null ? html`<p>${word('again')}</p>${backLink(frame)}`
    : html`<p>${word('voidCode')}</p><p class="code">${voidCode}</p><p>${word('voidCodeHint')}</p>${backLink(frame)}`);
};

export const refusedPage = (frame: PageFrame, code: string): string =>
  told(frame, 'bad', `✕ ${wordOf(frame.language)('refusedTitle')}`, html`<p>${refusalText(frame.language, code)}</p>${backLink(frame)}`);

export const voidedPage = (frame: PageFrame): string => told(frame, 'good', `✓ ${wordOf(frame.language)('voidDone')}`, backLink(frame));

/** One page for a code that is malformed, unknown or opens nothing. */
export const notFoundPage = (frame: PageFrame): string => told(frame, 'bad', wordOf(frame.language)('notFoundTitle'), html`<p>${wordOf(frame.language)('notFound')}</p>`);

export const slowPage = (frame: PageFrame): string => told(frame, 'warn', wordOf(frame.language)('slowTitle'), html`<p>${wordOf(frame.language)('slow')}</p>`);
