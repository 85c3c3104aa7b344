import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkMedicines } from './check-medicines.ts';
import type { AlertKind } from './contract.ts';
import type { CheckedMedicine, PatientAllergy, SafetyPatient } from './safety-request.ts';
import { child, healthy, medicine, order, smallData, strength } from './testing.ts';

const check = (medicines: readonly CheckedMedicine[], patient: SafetyPatient | null = healthy) => checkMedicines(smallData, { medicines, patient });
const told = (medicines: readonly CheckedMedicine[], patient: SafetyPatient | null = healthy, kind?: AlertKind): readonly string[] =>
  check(medicines, patient).alerts.filter((alert) => kind === undefined || alert.kind === kind).map((alert) => `${alert.kind} ${alert.severity}`);
const unchecked = (medicines: readonly CheckedMedicine[], patient: SafetyPatient): readonly string[] => check(medicines, patient).notChecked.map(({ kind, reason }) => `${kind} ${reason}`);
const active = (ingredients: string): CheckedMedicine => medicine(ingredients, { origin: 'active' });
const severityOf = (medicines: readonly CheckedMedicine[], patient: SafetyPatient | null = healthy) => check(medicines, patient).alerts.find(({ kind }) => kind === 'interaction')?.severity;
const problem = (code: string | null, text = '') => ({ code, text });
const allergy = (text: string, ingredients: readonly string[] | null, groups: readonly string[] = []): PatientAllergy => ({ text, ingredients, groups });

test('the expanded interactions are all there: 7,062 pairs of 528 ingredients and no ingredient with itself', () => {
  const { pairs, ingredients, rules } = smallData.interactions;
  const ends = [...pairs].flatMap(([one, others]) => [...others.keys()].map((other) => [one, other] as const));
  assert.equal(ends.length / 2, 7_062);
  assert.equal(pairs.size, 528);
  assert.ok(ingredients.size >= pairs.size, 'classes that no rule uses hold more');
  assert.equal(rules.length, 359);
  assert.equal(ends.some(([one, other]) => one === other), false);
});

test('two rules on one pair are one alert: the graver speaks, both sources are named', () => {
  const { alerts } = check([medicine('haloperidol'), medicine('amiodarona')]);
  assert.equal(alerts.length, 1);
  const rules = alerts[0]?.rule.split('+') ?? [];
  assert.ok(rules.length > 1, 'haloperidol and amiodarone meet in more than one class');
  assert.equal(alerts[0]?.severity, 'contraindicated');
  assert.deepEqual(alerts[0].between, ['Amiodarona', 'Haloperidol']);
  assert.equal(alerts[0].reviewed, false, 'nobody confirmed a row, and it fires all the same');
});

test('a rule that a clinician confirmed is shown as such', () => {
  const rule = check([medicine('warfarina'), medicine('ibuprofeno')]).alerts[0]?.rule ?? '';
  const confirmed = checkMedicines({ ...smallData, confirmedRules: new Set(rule.split('+')) }, { medicines: [medicine('warfarina'), medicine('ibuprofeno')], patient: null });
  assert.equal(confirmed.alerts[0]?.reviewed, true);
});

test('pairs among active medicines are not this prescription’s', () => {
  assert.deepEqual(told([active('warfarina'), active('ibuprofeno'), medicine('loratadina')]), []);
  assert.deepEqual(check([active('warfarina'), medicine('ibuprofeno'), medicine('ibuprofeno', { ref: 'new:2' })]).alerts.find(({ kind }) => kind === 'interaction')?.refs, ['active:warfarina', 'new:2', 'new:ibuprofeno']);
});

test('a combination is known whole and by its parts, and what is in one product is not set against itself', () => {
  for (const name of ['trimetoprima/sulfametoxazol', 'trimetoprima+sulfametoxazol']) {
    assert.deepEqual(told([medicine(name), medicine('warfarina')], null), ['interaction major'], name);
    assert.deepEqual(told([medicine(name)], { ...healthy, allergies: [allergy('sulfas', null, ['sulfonamidas_antibioticas'])] }), ['cross-allergy contraindicated'], name);
  }
  assert.deepEqual(told([medicine('losartan+hidroclorotiazida+litio')]), []);
  assert.equal(told([medicine('losartan+hidroclorotiazida'), medicine('litio')]).length, 2);
});

test('a condition lowers only when known to be false', () => {
  const pair = [medicine('enalapril'), medicine('aliskireno')];
  assert.equal(severityOf(pair, null), 'contraindicated', 'no patient');
  assert.equal(severityOf(pair, { ...healthy, problems: null }), 'contraindicated', 'problems not known');
  assert.equal(severityOf(pair, { ...healthy, eGFR: null }), 'contraindicated', 'filtration not known');
  assert.equal(severityOf(pair, { ...healthy, problems: [problem('E119')] }), 'contraindicated', 'diabetes');
  assert.equal(severityOf(pair, { ...healthy, eGFR: 40 }), 'contraindicated', 'filtration low');
  assert.equal(severityOf(pair), 'major', 'neither');
});

test('a condition raises only when known to be true', () => {
  const pair = [medicine('colchicina'), medicine('claritromicina')];
  assert.equal(severityOf(pair, null), 'major');
  assert.equal(severityOf(pair), 'major');
  assert.equal(severityOf(pair, { ...healthy, problems: [problem('K746')] }), 'contraindicated');
  assert.equal(severityOf(pair, { ...healthy, eGFR: 59 }), 'contraindicated');
});

test('a condition of age and route holds only when both do', () => {
  const pair = (route: string | null, other: string | null = route) => [medicine('ceftriaxona', { order: order(50, 'mg', { route }) }), medicine('gluconato de calcio', { order: order(1, 'mL', { route: other }) })];
  const newborn = { ...healthy, ageDays: 10, weightKg: 3 };
  assert.equal(severityOf(pair('intravenosa'), newborn), 'contraindicated');
  assert.equal(severityOf(pair('intravenosa'), child), 'moderate', 'no newborn');
  assert.equal(severityOf(pair('intramuscular', 'intravenosa'), newborn), 'moderate', 'another route');
  assert.equal(severityOf(pair(null), newborn), 'contraindicated', 'route not known');
  assert.equal(severityOf(pair('intravenosa'), { ...newborn, ageDays: null }), 'contraindicated', 'age not known');
});

test('methotrexate with an anti-inflammatory weighs less at a weekly dose and with good kidneys', () => {
  const pair = (dose: number | null, unit = 'mg') => [medicine('metotrexato', { order: order(dose, unit, { frequency: { kind: 'weekly', everyWeeks: 1 } }) }), medicine('naproxeno')];
  assert.equal(severityOf(pair(15)), 'moderate');
  assert.equal(severityOf(pair(15), { ...healthy, eGFR: 50 }), 'major');
  assert.equal(severityOf(pair(500)), 'major');
  assert.equal(severityOf(pair(null)), 'major');
  assert.equal(severityOf(pair(3, 'tableta')), 'major', 'not compared');
});

test('what little of a shampoo reaches the blood interrupts nobody', () => {
  assert.equal(severityOf([medicine('ketoconazol', { order: order(null, null, { route: 'cutanea' }) }), medicine('simvastatina')]), 'moderate');
  assert.equal(severityOf([medicine('ketoconazol', { order: order(null, null, { route: null }) }), medicine('simvastatina')]), 'contraindicated');
  assert.equal(severityOf([medicine('nitroglicerina', { order: order(null, null, { route: 'cutanea' }) }), medicine('sildenafil')]), 'contraindicated', 'an ointment that is meant for the blood');
});

test('the same ingredient twice is grave, a renewal is not', () => {
  assert.deepEqual(told([medicine('paracetamol'), medicine('paracetamol', { ref: 'new:2' })], null), ['duplicate major']);
  assert.deepEqual(told([medicine('losartan'), active('losartan')], null), ['duplicate moderate']);
  assert.deepEqual(told([medicine('tramadol+paracetamol'), active('paracetamol')], null), ['duplicate major'], 'hidden in a combination');
  const gel = medicine('diclofenaco', { ref: 'gel', order: order(null, null, { route: 'cutanea' }) });
  assert.deepEqual(told([gel, medicine('diclofenaco', { order: order(100, 'mg') })], null), ['duplicate moderate'], 'by two ways');
});

test('two of a class that counts are told, two of another are not', () => {
  assert.deepEqual(told([medicine('omeprazol'), active('pantoprazol')], null, 'duplicate'), ['duplicate moderate']);
  assert.deepEqual(told([medicine('sertralina'), medicine('fluoxetina')], null, 'duplicate'), ['duplicate moderate']);
  assert.deepEqual(told([medicine('losartan'), medicine('amlodipino')], null), []);
});

test('allergies: named, of the group, of another group, not asked, not read', () => {
  const withAllergy = (...allergies: readonly PatientAllergy[]): SafetyPatient => ({ ...healthy, allergies });
  const penicillin = allergy('penicilina', null, ['penicilinas']);
  assert.deepEqual(told([medicine('amoxicilina')], withAllergy(allergy('Amoxicilina', ['amoxicilina']))), ['allergy contraindicated']);
  assert.deepEqual(told([medicine('ampicilina')], withAllergy(allergy('Amoxicilina', ['amoxicilina']))), ['cross-allergy contraindicated']);
  assert.deepEqual(told([medicine('cefalexina')], withAllergy(penicillin)), ['cross-allergy moderate']);
  assert.deepEqual(told([medicine('amoxicilina')], withAllergy(allergy('cefalexina', ['cefalexina']))), ['cross-allergy moderate'], 'both ways round');
  assert.deepEqual(told([medicine('azitromicina')], withAllergy(penicillin)), []);
  assert.deepEqual(told([medicine('azitromicina')], withAllergy(allergy('macrólidos', null, ['macrolidos']))), ['cross-allergy major'], 'a group without a row is no free pass');
  assert.deepEqual(told([active('amoxicilina'), medicine('paracetamol')], withAllergy(penicillin)), [], 'what is active is not ordered now');
  assert.deepEqual(unchecked([medicine('amoxicilina')], { ...healthy, allergies: null }), ['allergy allergies-not-asked']);
  assert.deepEqual(unchecked([medicine('amoxicilina')], withAllergy(allergy('polvito blanco', null))), ['allergy allergy-not-recognised']);
});

test('pregnancy by trimester; unknown is asked only of whom it may concern', () => {
  const woman: SafetyPatient = { ...healthy, sex: 'M', pregnant: true, trimester: 1, ageDays: 30 * 365.25 };
  const ace = [medicine('enalapril')];
  assert.deepEqual(told(ace, woman), ['pregnancy major']);
  assert.deepEqual(told(ace, { ...woman, trimester: 3 }), ['pregnancy contraindicated']);
  assert.deepEqual(told(ace, { ...woman, trimester: null }), ['pregnancy contraindicated'], 'trimester not known: the gravest');
  assert.deepEqual(told(ace, { ...woman, pregnant: false }), []);
  assert.deepEqual(unchecked(ace, { ...woman, pregnant: null }), ['pregnancy pregnancy-unknown']);
  for (const nobody of [{ sex: 'H' as const }, { ageDays: 8 * 365.25 }, { ageDays: 70 * 365.25 }]) assert.deepEqual(unchecked(ace, { ...woman, pregnant: null, ...nobody }), []);
  assert.deepEqual(unchecked([medicine('paracetamol')], { ...woman, pregnant: null }), []);
  assert.deepEqual(unchecked([medicine('losartan')], woman), ['pregnancy no-data'], 'silence of the table is said');
});

test('lactation, age, kidneys and problems', () => {
  assert.deepEqual(told([medicine('codeina')], { ...healthy, sex: 'M', breastfeeding: true }), ['lactation major']);
  assert.deepEqual(told([medicine('acido acetilsalicilico')], child), ['age major']);
  assert.deepEqual(told([medicine('diazepam')], { ...healthy, ageDays: 80 * 365.25 }), ['age moderate']);
  assert.deepEqual(unchecked([medicine('diazepam')], { ...healthy, ageDays: null }), ['age age-unknown']);
  assert.deepEqual(told([medicine('metformina')], { ...healthy, eGFR: 20 }), ['renal contraindicated']);
  assert.deepEqual(told([medicine('metformina')], { ...healthy, eGFR: 40 }), ['renal moderate']);
  assert.deepEqual(told([medicine('metformina')], { ...healthy, eGFR: 45 }), []);
  assert.deepEqual(unchecked([medicine('metformina'), medicine('gabapentina')], { ...healthy, eGFR: null }), ['renal no-egfr']);
  const propranolol = [medicine('propranolol')];
  for (const held of [problem('J459'), problem('J45.9'), problem(null, 'Asma bronquial')]) assert.deepEqual(told(propranolol, { ...healthy, problems: [held] }), ['condition major'], held.text);
  for (const held of [problem('I10X', 'Hipertensión'), problem('Z825', 'Historia familiar de asma'), problem(null, 'plasma')]) assert.deepEqual(told(propranolol, { ...healthy, problems: [held] }), [], held.text);
  assert.equal(told([medicine('ibuprofeno')], { ...healthy, problems: [problem('K259'), problem('I500')] }).length, 2, 'two problems are two alerts');
});

test('what the medicines are written for counts like a problem, and says nothing of what else there is', () => {
  const propranolol = [medicine('propranolol')];
  for (const problems of [null, [], [problem('I10X', 'Hipertensión')]]) {
    assert.deepEqual(told(propranolol, { ...healthy, problems, diagnoses: [problem('J459')] }), ['condition major']);
    assert.deepEqual(told(propranolol, { ...healthy, problems, diagnoses: [problem('J00X', 'Rinofaringitis aguda')] }), []);
  }
  assert.deepEqual(told(propranolol, { ...healthy, problems: [problem('J459')], diagnoses: [problem('J459')] }), ['condition major'], 'told once');
  const pair = [medicine('enalapril'), medicine('aliskireno')];
  assert.equal(severityOf(pair, { ...healthy, problems: null, diagnoses: [problem('J00X', 'Rinofaringitis aguda')] }), 'contraindicated', 'one diagnosis is no list of problems');
  assert.equal(severityOf(pair, { ...healthy, diagnoses: [problem('E119')] }), 'contraindicated', 'diabetes found today');
});

const dosed = (key: string, dose: number | null, unit: string | null, more: Parameters<typeof order>[2] = {}) => [medicine(key, { order: order(dose, unit, more) })];

test('doses at once and in a day; double is graver, ten times is called so', () => {
  assert.deepEqual(told(dosed('paracetamol', 1000, 'mg')), []);
  assert.deepEqual(told(dosed('paracetamol', 1.2, 'g')), ['max-dose major'], 'at once');
  assert.deepEqual(told(dosed('paracetamol', 1000, 'mg', { frequency: { kind: 'every', hours: 4 } })), ['max-dose major'], 'in a day');
  assert.deepEqual(told(dosed('paracetamol', 2000, 'mg')), ['max-dose contraindicated']);
  const [tenfold] = check(dosed('levotiroxina', 100, 'mg', { frequency: { kind: 'times', perDay: 1 } })).alerts;
  assert.match(tenfold?.effect ?? '', /Posible error de 10 veces/);
  assert.deepEqual(told(dosed('levotiroxina', 100, 'ug', { frequency: { kind: 'times', perDay: 1 } })), []);
  assert.deepEqual(told(dosed('ketorolaco', 30, 'mg')), ['max-dose contraindicated']);
  assert.deepEqual(told(dosed('ketorolaco', 30, 'mg', { route: 'intramuscular' })), []);
  assert.deepEqual(told(dosed('ketorolaco', 30, 'mg', { route: null })), ['max-dose contraindicated'], 'route not known: by the mouth');
});

test('the day’s dose is summed over every product with the ingredient, new and active', () => {
  const every6 = { frequency: { kind: 'every', hours: 6 } } as const;
  const combined = { strengths: [strength('tramadol', 37.5, 'mg'), strength('paracetamol', 325, 'mg')], ...every6 };
  const paracetamol = (dose: number | null, more: Partial<CheckedMedicine> = {}) => medicine('paracetamol', { ...more, order: order(dose, dose === null ? null : 'mg', every6) });
  const both = [paracetamol(750), medicine('tramadol+paracetamol', { ref: 'new:both', order: order(1, 'tableta', combined) })];
  const sums = (medicines: readonly CheckedMedicine[], patient = healthy) => check(medicines, patient).alerts.filter(({ effect }) => effect.startsWith('Entre '));
  assert.deepEqual(sums(both).map(({ severity, refs, effect }) => [severity, refs, effect.slice(0, 68)]),
    [['major', ['new:both', 'new:paracetamol'], 'Entre 2 productos con paracetamol: Dosis mayor a la máxima: 4300 mg ']]);
  assert.deepEqual(sums([paracetamol(500), both[1] ?? paracetamol(0)]), [], '3300 mg are within');
  assert.equal(sums([paracetamol(650), paracetamol(650, { origin: 'active' })]).length, 1, 'with what is taken already');
  assert.deepEqual(sums([paracetamol(650, { origin: 'active', ref: 'active:1' }), paracetamol(650, { origin: 'active', ref: 'active:2' })]), [], 'nothing is new');
  assert.deepEqual(sums([paracetamol(2000), paracetamol(650, { origin: 'active' })]), [], 'too much by itself is its own alert');
  assert.ok(unchecked([paracetamol(650), paracetamol(null, { origin: 'active' })], healthy).includes('max-dose dose-unknown'), 'what nobody knows of is said');
  assert.deepEqual(sums([medicine('ketorolaco', { order: order(20, 'mg', { frequency: { kind: 'every', hours: 12 } }) }), medicine('ketorolaco', { ref: 'new:eye', order: order(1, 'gota', { route: 'oftalmica' }) })]), [], 'drops into the eye do not count');
  const [heavy] = sums([medicine('paracetamol', { order: order(270, 'mg', every6) }), medicine('paracetamol', { ref: 'active:p', origin: 'active', order: order(10, 'mg', { ...every6, perKg: true }) })], child);
  assert.match(heavy?.effect ?? '', /100 mg\/kg al día; máximo 75/, 'a child’s by weight');
});

test('a weekly medicine taken every day is found', () => {
  assert.deepEqual(told(dosed('metotrexato', 15, 'mg', { frequency: { kind: 'weekly', everyWeeks: 1 } })), []);
  assert.deepEqual(told(dosed('metotrexato', 15, 'mg', { frequency: { kind: 'times', perDay: 1 } })), ['max-dose contraindicated']);
});

test('tablets, spoons, drops and patterns become milligrams', () => {
  const tablets = { strengths: [strength('paracetamol', 500, 'mg')] };
  const syrup = { strengths: [strength('paracetamol', 160, 'mg', { amount: 5, unit: 'mL' })] };
  const drops = { strengths: [strength('paracetamol', 100, 'mg', { amount: 1, unit: 'mL' })] };
  assert.deepEqual(told(dosed('paracetamol', 2, 'tableta', tablets)), []);
  assert.deepEqual(told(dosed('paracetamol', 3, 'tableta', tablets)), ['max-dose major']);
  assert.deepEqual(told(dosed('paracetamol', 1, 'tableta', { ...tablets, frequency: { kind: 'pattern', doses: [2, 0, 3] } })), ['max-dose major'], 'three at night');
  assert.deepEqual(told(dosed('paracetamol', 8, 'mL', syrup), child), []);
  assert.deepEqual(told(dosed('paracetamol', 20, 'mL', syrup), child), ['max-dose contraindicated']);
  assert.deepEqual(told(dosed('paracetamol', 50, 'gota', drops), child), []);
  assert.deepEqual(told(dosed('paracetamol', 500, 'gota', drops), child), ['max-dose contraindicated']);
});

test('a child’s dose goes by weight, and without a weight asks for one', () => {
  assert.deepEqual(told(dosed('paracetamol', 270, 'mg'), child), []);
  assert.deepEqual(told(dosed('paracetamol', 15, 'mg', { perKg: true }), child), []);
  assert.deepEqual(told(dosed('paracetamol', 40, 'mg', { perKg: true }), child), ['max-dose contraindicated']);
  assert.deepEqual(told(dosed('paracetamol', 40, 'mg', { perKg: true }), { ...child, weightKg: null }), ['max-dose contraindicated'], 'of each kilogram it is too much at any weight');
  assert.deepEqual(told(dosed('paracetamol', 27, 'mg'), child), ['max-dose moderate'], 'a tenth');
  const unweighed = { ...child, weightKg: null };
  const [alert] = check(dosed('paracetamol', 250, 'mg'), unweighed).alerts;
  assert.equal(alert?.severity, 'major');
  assert.match(alert.effect, /Falta el peso/);
  assert.deepEqual(unchecked(dosed('paracetamol', 250, 'mg'), unweighed), ['max-dose no-weight']);
});

test('a dose that cannot be known is named as not checked', () => {
  assert.deepEqual(unchecked(dosed('paracetamol', 500, null), healthy), ['max-dose dose-unknown']);
  assert.deepEqual(unchecked(dosed('paracetamol', null, 'mg'), healthy), ['max-dose dose-unknown']);
  assert.deepEqual(unchecked(dosed('paracetamol', 1, 'tableta'), healthy), ['max-dose dose-unknown'], 'a tablet of nobody knows what');
  assert.deepEqual(unchecked(dosed('paracetamol', 500, 'mg', { frequency: null }), healthy), ['max-dose dose-unknown']);
  assert.deepEqual(unchecked(dosed('losartan', 50, 'mg'), healthy), ['max-dose no-data']);
  assert.deepEqual(unchecked(dosed('paracetamol', 500, 'mg'), { ...healthy, ageDays: null }), ['max-dose age-unknown']);
});

test('milligrams of a combination are of the ingredient that is named first', () => {
  const strengths = [strength('tramadol', 37.5, 'mg'), strength('paracetamol', 325, 'mg')];
  assert.deepEqual(told(dosed('tramadol+paracetamol', 2, 'tableta', { strengths })), []);
  assert.deepEqual(told(dosed('tramadol+paracetamol', 4, 'tableta', { strengths })), ['max-dose major']);
  assert.deepEqual(told(dosed('tramadol+paracetamol', 150, 'mg', { strengths })), ['max-dose major']);
});

test('what nobody recognised is told and never taken for safe', () => {
  const { unmatched, alerts } = check([medicine(null), medicine('xilofono'), medicine('warfarina+xilofono', { ref: 'new:3' }), medicine('ibuprofeno'), active('polvos de la abuela')]);
  assert.deepEqual(unmatched.map(({ ref }) => ref), ['active:polvos de la abuela', 'new:3', 'new:nada', 'new:xilofono']);
  assert.equal(alerts.length, 1, 'what is known of it is checked');
});

const anyIngredient = fc.constantFrom(...smallData.interactions.ingredients, 'xilofono', '', '__proto__', 'constructor');
const anyNumber = fc.oneof(fc.constant(null), fc.double(), fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY));
const anyOrder = fc.record({
  dose: anyNumber, unit: fc.oneof(fc.constant(null), fc.constantFrom('mg', 'tableta', 'mL', '__proto__', '')), perKg: fc.boolean(), route: fc.constantFrom(null, 'oral', 'cutanea', 'x'), days: fc.constant(null),
  frequency: fc.constantFrom(null, { kind: 'every', hours: 0 } as const, { kind: 'pattern', doses: [] } as const, { kind: 'times', perDay: -3 } as const, { kind: 'once' } as const),
  strengths: fc.constantFrom([], [strength('paracetamol', 500, 'mg', { amount: 0, unit: 'mL' })]),
});
const anyMedicines = fc.array(fc.record({ ingredients: fc.oneof(fc.constant(null), fc.array(anyIngredient, { maxLength: 4 })), text: fc.string(), origin: fc.constantFrom('new' as const, 'active' as const), order: anyOrder }), { maxLength: 8 })
  .map((all) => all.map((one, at) => ({ ...one, ref: `${one.origin}:${String(at)}` })));
const anyPatient = fc.record({
  ageDays: anyNumber, sex: fc.constantFrom(null, 'H' as const, 'M' as const), weightKg: anyNumber, pregnant: fc.constantFrom(null, true, false), trimester: fc.constantFrom(null, 1 as const, 2 as const, 3 as const), breastfeeding: fc.constantFrom(null, true),
  eGFR: anyNumber, allergies: fc.oneof(fc.constant(null), fc.array(fc.record({ text: fc.string(), ingredients: fc.oneof(fc.constant(null), fc.array(anyIngredient)), groups: fc.array(fc.constantFrom('aine', '__proto__', 'x')) }))),
  problems: fc.oneof(fc.constant(null), fc.array(fc.record({ code: fc.oneof(fc.constant(null), fc.string()), text: fc.string() }))),
});

test('the order of the medicines changes nothing, nothing asked is changed, and nothing asked makes it fail', () => {
  fc.assert(fc.property(anyMedicines, anyPatient, (medicines, patient) => {
    const asked = JSON.stringify({ medicines, patient });
    const forth = check(medicines, patient);
    assert.deepEqual(check(medicines.toReversed(), patient), forth);
    assert.equal(JSON.stringify({ medicines, patient }), asked);
    for (const { refs } of forth.alerts) assert.ok(refs.some((ref) => ref.startsWith('new:')), 'an alert concerns a new medicine');
  }), { numRuns: 300 });
});
