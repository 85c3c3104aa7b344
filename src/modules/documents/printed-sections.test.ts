import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { skipsReading as skip, taggedText, testDocument, withoutBlanks } from '#platform/pdf/testing.ts';
import { formKinds, vitalCodes } from './contract.ts';
import type { CellField, Field, FormContent, FormKind, FormValues } from './contract.ts';
import { documentType } from './document-types.ts';
import { diagnosesIn, emptyForm, fieldsOf, isBlank, medicinesIn, rowsIn, vitalsIn } from './field-values.ts';
import { printedSections } from './printed-sections.ts';
import { aComplete, everyComplete } from './testing.ts';

const printOf = (form: FormContent): Promise<Uint8Array> => {
  const type = documentType(form.kind);
  return renderDocument({ ...testDocument, title: type.title['es-MX'], sections: printedSections(type, form) });
};

const day = (text: string): string => formatCivilDate(text as CivilDate, 'es-MX');

const saidBy = (field: CellField, value: unknown): string => {
  switch (field.kind) {
    case 'choice': return field.choices.find((each) => each.value === value)?.label['es-MX'] ?? '';
    case 'date': return day(String(value));
    case 'moment': return `${day(String(value).slice(0, 10))} ${String(value).slice(11)}`;
    default: return String(value);
  }
};

/** What a reader must find of one field. */
const wordsOf = (field: Field, values: FormValues): readonly string[] => {
  switch (field.kind) {
    case 'vitals': return vitalCodes.flatMap((code) => { const value = vitalsIn(values, field.id).measures[code]; return value === null ? [] : [String(value)]; });
    case 'diagnoses': return diagnosesIn(values, field.id).flatMap(({ code, term }) => [code, term]);
    case 'medicines': return medicinesIn(values, field.id).flatMap((medicine) => Object.values(medicine));
    case 'rows': return rowsIn(values, field.id).flatMap((row) => field.columns.map((column) => saidBy(column, row[column.id])));
    default: return isBlank(values[field.id]) ? [] : [field.label['es-MX'], saidBy(field, values[field.id])];
  }
};

/** A field that is alone in its section is told by the section's heading. */
const isLabelOfLoneField = (form: FormContent, word: string): boolean =>
  documentType(form.kind).sections.some(({ fields: [only, ...others] }) => others.length === 0 && only?.label['es-MX'] === word);

const toldIn = (form: FormContent): readonly string[] => Object.keys(form.values).filter((id) => !isBlank(form.values[id]));

/** Complete forms that between them fill every field of the kind, as few as need be. */
const covering = (kind: FormKind): readonly FormContent[] => {
  const told = new Set<string>();
  return everyComplete(kind).filter((form) => {
    const adds = toldIn(form).some((id) => !told.has(id));
    for (const id of toldIn(form)) told.add(id);
    return adds;
  });
};

test('the print of complete documents says every value of every field under its label', { skip }, async () => {
  for (const kind of formKinds) {
    const forms = covering(kind);
    assert.deepEqual(new Set(forms.flatMap(toldIn)), new Set(fieldsOf(documentType(kind)).map(({ id }) => id)));
    for (const form of forms) {
      const printed = taggedText(await printOf(form));
      for (const word of fieldsOf(documentType(kind)).flatMap((field) => wordsOf(field, form.values))) {
        assert.ok(printed.includes(withoutBlanks(word)) || isLabelOfLoneField(form, word), `${kind}: ${word}`);
      }
    }
  }
});

const autographsOf = (form: FormContent) =>
  printedSections(documentType(form.kind), form).flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'autographs' ? block.signers : []));

const witnesses = [{ fullName: 'Ana Ejemplo', capacity: 'Hermana' }, { fullName: 'Juan Ejemplo', capacity: '' }];

test('N004-10.1.1.8 N004-10.1.1.10 a printed consent has a line to sign on for the patient and two witnesses', () => {
  const form = aComplete('consent', { signerName: 'María Ejemplo', signerCapacity: 'patient', witnesses });
  assert.deepEqual(autographsOf(form), [{ name: 'María Ejemplo', role: 'Paciente' }, { name: 'Ana Ejemplo', role: 'Testigo, Hermana' }, { name: 'Juan Ejemplo', role: 'Testigo' }]);
});

test('who signs for the patient signs in the capacity and kinship stated', () => {
  const as = (signerCapacity: string) => autographsOf(aComplete('voluntary-discharge', { signerName: 'Luz Ejemplo', signerCapacity, signerKinship: 'tía' }))[0];
  assert.deepEqual(as('relative'), { name: 'Luz Ejemplo', role: 'Familiar más cercano, tía' });
  assert.deepEqual(as('tutor'), { name: 'Luz Ejemplo', role: 'Tutor' });
});

test('a kinship left over from another answer is not printed', () => {
  const form = aComplete('consent', { signerCapacity: 'tutor' });
  assert.equal(autographsOf({ ...form, values: { ...form.values, signerKinship: 'tía' } })[0]?.role, 'Tutor');
});

test('a consent nobody filled in yet still has its lines to sign on; other documents have none', () => {
  assert.deepEqual(autographsOf(emptyForm(documentType('consent'))).map(({ role }) => role), ['Nombre completo de quien consiente', 'Testigo', 'Testigo']);
  for (const kind of formKinds) if (documentType(kind).signByHand.length === 0) assert.deepEqual(autographsOf(aComplete(kind)), []);
});

test('an empty form prints no section but the lines of those who sign by hand whatever it says', () => {
  for (const kind of formKinds) {
    const type = documentType(kind);
    assert.equal(printedSections(type, emptyForm(type)).length, type.signByHand.length === 0 || type.twoPhysicians !== undefined ? 0 : 1, kind);
  }
});

test('what a condition hides is not printed', () => {
  const form = aComplete('discharge', { reason: 'improved' });
  const printed = JSON.stringify(printedSections(documentType('discharge'), { ...form, values: { ...form.values, causes: 'Oculto', autopsy: 'yes' } }));
  assert.ok(!printed.includes('Oculto') && !printed.includes('necropsia'));
});

test('the diagnoses before and after an operation are told apart', () => {
  const printed = JSON.stringify(printedSections(documentType('postoperative'), aComplete('postoperative')));
  const places = ['Diagnóstico preoperatorio:', 'Ejemplo preoperativeDiagnoses', 'Diagnóstico postoperatorio:', 'Ejemplo diagnoses'].map((words) => printed.indexOf(words));
  assert.ok(places.every((place) => place >= 0));
  assert.deepEqual(places, places.toSorted((one, other) => one - other));
});

const hostile = '\u202Eabc 😀🧬 שלום عربي \u0000 <b>&amp; %%EOF endobj';
const hostileIn = (field: Field): FormValues => {
  switch (field.kind) {
    case 'text': case 'line': return { [field.id]: hostile };
    case 'rows': return { [field.id]: [Object.fromEntries(field.columns.map((column) => [column.id, column.kind === 'line' || column.kind === 'text' ? hostile : null]))] };
    default: return {};
  }
};

test('hostile text in every field of every document is printed, not obeyed', { skip }, async () => {
  for (const kind of formKinds) {
    const form = aComplete(kind);
    const values = fieldsOf(documentType(kind)).reduce<FormValues>((all, field) => ({ ...all, ...hostileIn(field) }), form.values);
    const printed = taggedText(await printOf({ ...form, values }));
    assert.ok(printed.includes('[U+202E]abc') && printed.includes('[U+0000]<b>&amp;%%EOFendobj'), kind);
  }
});

test('a consent whose risks run to 50 000 characters loses none and keeps its lines to sign on', { skip }, async () => {
  const words = Array.from({ length: 6000 }, (_, at) => `riesgo${String(at)}`).join(' ').slice(0, 50_000);
  const printed = taggedText(await printOf(aComplete('consent', { risks: words, witnesses })));
  assert.ok(printed.includes(withoutBlanks(words)));
  assert.match(printed, /Firmasautógrafas.*AnaEjemplo.*JuanEjemplo/);
});
