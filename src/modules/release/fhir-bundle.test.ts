import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { EncounterId, NoteId, PatientId } from '#kernel/ids.ts';
import { formKinds, noVitals } from '#modules/documents/contract.ts';
import { aComplete } from '#modules/documents/testing.ts';
import type { SignedHead } from '#modules/record/public.ts';
import type { SummaryItem } from '#modules/summary/contract.ts';
import { itemContentSchema } from '#modules/summary/contract.ts';
import { completeNote } from '#test/house.ts';
import { fhirBundle } from './fhir-bundle.ts';
import { fhirDocument } from './fhir-document.ts';
import type { FhirDocument } from './fhir-document.ts';
import type { FhirResource } from './fhir-elements.ts';
import { whoCode } from './fhir-findings.ts';
import { fhirOrganization, fhirPatient } from './fhir-patient.ts';
import type { FhirIdentity } from './fhir-patient.ts';
import { fhirSummary } from './fhir-summary.ts';
import { fhirFaults } from './testing.ts';

const at = new Date('2026-11-23T12:00:00.000Z');
const [clinicId, patientId, authorId, otherId] = [randomUUID(), randomUUID() as PatientId, randomUUID(), randomUUID()];
const hostile = ' \u0000\u0008<script>alert("1")</script> & \'x\' ]]> ';

const identity: FhirIdentity = {
  id: patientId, recordNumber: '000042', fullName: 'Ana <b>Uno</b> Dos', nameParts: { given: 'Ana', firstSurname: '<b>Uno</b>', secondSurname: 'Dos' }, birthDate: '1980-02-29', sex: 'M',
  curp: 'UODA800229MDFNSN01', address: 'Calle 1', isAddressPending: false, phone: '5555555555', guardian: null, unknown: false,
};
const establishment = { id: clinicId, name: hostile, legalName: '', address: '', phone: '', clues: null };

const person = (id: string, fullName = 'Médica Ejemplo') => ({ id, fullName, cedula: '1234567', title: 'Médica cirujana', institution: 'Universidad', specialty: null, curp: null });
type Stated = FhirDocument['parts']['stated'];
const documentWith = (content: Stated['note']['content'], changes: { readonly head?: Partial<SignedHead>; readonly stated?: Partial<Stated>; readonly second?: FhirDocument['parts']['second']; readonly revocation?: FhirDocument['parts']['revocation'] } = {}): FhirDocument => {
  const noteId = randomUUID() as NoteId;
  const stated: Stated = {
    type: 'amate/note', version: 1, establishment: { id: clinicId, name: 'X', legalName: '', kind: 'clinic', address: '', phone: '', clues: null, demo: false },
    patient: { id: patientId, recordNumber: '000042', fullName: 'Ana', birthDate: null, age: '', sex: null, curp: null, address: '' }, author: person(authorId),
    encounter: { id: randomUUID() as EncounterId, kind: 'outpatient', startedAt: at.toISOString() },
    note: { id: noteId, kind: content.kind, amends: null, writtenAt: at.toISOString(), writtenAtLocal: '', content },
    certificate: { serial: '', sha256: '' }, pdf: { digestAlgorithm: 'SHA-256', digest: '' }, verificationCode: 'ABC-DEF', ...changes.stated,
  };
  return {
    folder: 'documentos/00001-x', head: { noteId, patientId, kind: content.kind, amends: null, signedAt: at, ...changes.head },
    parts: { stated, payload: Buffer.from('{}'), pdf: Buffer.from('%PDF'), second: changes.second ?? null, revocation: changes.revocation ?? null },
  };
};

const bundled = (documents: readonly FhirDocument[], summary: readonly SummaryItem[] = [], isWhole = true) => {
  const context = { patientId, clinicId, noteIds: new Set(documents.map(({ head }) => head.noteId)) };
  const resources: readonly FhirResource[] = [
    fhirPatient(identity, { clinicId, trail: [patientId, otherId], isWhole }), fhirOrganization(establishment), ...documents.flatMap((document) => fhirDocument(document, context)), ...fhirSummary(summary, patientId),
  ];
  return JSON.parse(JSON.stringify(fhirBundle({ id: randomUUID(), at, isDemo: true }, resources))) as Parameters<typeof fhirFaults>[0];
};
const all = (bundle: ReturnType<typeof bundled>, type: string) => bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
const item = (content: object, more: Partial<SummaryItem> = {}): SummaryItem =>
  ({ itemId: randomUUID() as SummaryItem['itemId'], version: 1, recordedAt: at.toISOString(), recordedBy: 'Médica Ejemplo', content: itemContentSchema.parse({ since: null, until: null, ...('severity' in content ? {} : { note: '' }), ...content }), ...more });

test('every kind of document becomes FHIR in which nothing is amiss, with its words, diagnoses and signs', () => {
  for (const kind of formKinds) {
    const bundle = bundled([documentWith(aComplete(kind))]);
    assert.deepEqual(fhirFaults(bundle), [], kind);
    assert.equal(all(bundle, 'Composition').length, 1);
  }
  const bundle = bundled([documentWith(completeNote)]);
  assert.deepEqual(fhirFaults(bundle), []);
  assert.ok(all(bundle, 'Condition').length > 0 && all(bundle, 'Observation').length > 0);
  assert.match(JSON.stringify(all(bundle, 'Composition')), /11506-3/);
});

test('an empty record is its patient and the practice', () => {
  const bundle = bundled([]);
  assert.deepEqual(fhirFaults(bundle), []);
  assert.deepEqual(bundle.entry.map(({ resource }) => resource['resourceType']), ['Patient', 'Organization']);
});

test('markup and control characters in words and names stay text', () => {
  const content = { ...completeNote, subjective: hostile, medicines: completeNote.medicines.map((each) => ({ ...each, name: hostile })), diagnoses: completeNote.diagnoses.map((each) => ({ ...each, term: hostile })) };
  const stated = { author: person(authorId, hostile) };
  const bundle = bundled([documentWith(content, { stated }), documentWith({ kind: 'addendum', reason: hostile, text: hostile })], [item({ kind: 'flag', status: 'active', text: hostile, severity: 'info' })]);
  assert.deepEqual(fhirFaults(bundle), []);
  const divs = JSON.stringify(all(bundle, 'Composition').flatMap(({ section }) => section));
  assert.ok(divs.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39; ]]&gt;') && !divs.includes('<script'));
});

test('a diagnosis goes by WHO’s way of writing its code and keeps the code and term that were signed', () => {
  assert.deepEqual(['J029', 'I10X', 'E119'].map(whoCode), ['J02.9', 'I10', 'E11.9']);
  const [condition] = all(bundled([documentWith({ ...completeNote, diagnoses: [{ code: 'I10X', term: 'Hipertensión arterial', catalogue: 'prueba 1', certainty: 'presumptive', firstTime: true }] })]), 'Condition');
  const { coding } = condition?.['code'] as { coding: object[] };
  assert.deepEqual(coding, [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10' }, { system: 'urn:amate:cie-10', version: 'prueba 1', code: 'I10X', display: 'Hipertensión arterial' }]);
  assert.match(JSON.stringify(condition?.['verificationStatus']), /provisional/);
});

test('a blood pressure is one panel, and says which of its numbers was not written down', () => {
  const pressures = (signs: object) => all(bundled([documentWith({ ...completeNote, vitals: { ...noVitals, ...signs } })]), 'Observation');
  const [whole, ...rest] = pressures({ systolic: 120, diastolic: 80 });
  assert.equal(rest.length, 0);
  assert.match(JSON.stringify(whole), /85354-9.*8480-6.*"value":120.*8462-4.*"value":80/);
  const [half] = pressures({ systolic: 120 });
  assert.match(JSON.stringify(half), /8462-4.*dataAbsentReason/);
  assert.deepEqual(pressures({}), []);
});

test('a document that two people signed names both, and which of them only finished it', () => {
  const signer = person(otherId, 'Supervisora Ejemplo');
  const twice = bundled([documentWith(completeNote, { second: { stated: { signer, signedAt: at.toISOString() } } })]);
  const attested = bundled([documentWith(completeNote, { stated: { second: { asks: 'supervisor', named: null, finishedAt: at.toISOString(), signer } } })]);
  for (const bundle of [twice, attested]) {
    assert.deepEqual(fhirFaults(bundle), []);
    assert.equal(all(bundle, 'Practitioner').length, 2);
  }
  const modes = (bundle: typeof twice) => (all(bundle, 'Composition')[0]?.['attester'] as { mode: string }[]).map(({ mode }) => mode);
  assert.deepEqual([modes(twice), modes(attested)], [['legal', 'legal'], ['professional', 'legal']]);
});

test('an addendum appends to its note when it is here, and names it when it is not', () => {
  const original = documentWith(completeNote);
  const addendum = documentWith({ kind: 'addendum', reason: 'Precisión', text: 'Era martes.' }, { head: { amends: original.head.noteId }, stated: { encounter: original.parts.stated.encounter, author: person(otherId) } });
  const both = bundled([original, addendum]);
  assert.deepEqual(fhirFaults(both), []);
  assert.deepEqual((all(both, 'Encounter').map(({ participant }) => (participant as unknown[]).length)), [2], 'one attention, both who wrote in it');
  assert.match(JSON.stringify(all(both, 'Composition')[1]), new RegExp(`appends.*targetReference.*${original.head.noteId}`));
  const alone = bundled([addendum]);
  assert.deepEqual(fhirFaults(alone), []);
  assert.match(JSON.stringify(all(alone, 'Composition')), /targetIdentifier/);
});

test('a consent is active until it is revoked', () => {
  const revocation = { at: at.toISOString(), byName: 'Médica', saidBy: 'La paciente', reason: 'Cambió de parecer' };
  const states = [null, revocation].map((each) => {
    const bundle = bundled([documentWith(aComplete('consent'), { revocation: each })]);
    assert.deepEqual(fhirFaults(bundle), []);
    return all(bundle, 'Consent').map(({ status }) => status);
  });
  assert.deepEqual(states, [['active'], ['inactive']]);
});

test('the summary stands as its newest versions say, in FHIR’s terms, and what was entered in error is left out', () => {
  const problem = { kind: 'problem', code: 'E119', term: 'Diabetes mellitus tipo 2', since: '2020-01-01' };
  const first = item({ ...problem, status: 'active' });
  const allergy = { kind: 'allergy', category: 'medication', criticality: 'high', reaction: 'Urticaria', substance: 'Penicilina' };
  const bundle = bundled([], [
    first, { ...item({ ...problem, status: 'resolved', until: '2026-01-01' }), itemId: first.itemId, version: 2 },
    ...(['active', 'inactive', 'none-known', 'refuted'] as const).map((status) => item({ ...allergy, status })), item({ ...allergy, status: 'entered-in-error', substance: 'Errónea' }), item({ ...allergy, status: 'active', category: 'other', substance: '', reaction: '' }),
    ...(['active', 'on-hold', 'stopped'] as const).map((status) => item({ kind: 'medicine', status, name: 'Metformina', dose: '850 mg', route: '', frequency: '', source: 'here' })),
    item({ kind: 'immunisation', status: 'completed', vaccine: 'Influenza', dose: '1', lot: 'L1', since: '2025-11-01' }), item({ kind: 'immunisation', status: 'refused', vaccine: 'Influenza', dose: '', lot: '' }),
    item({ kind: 'immunisation', status: 'completed', vaccine: 'SRP (triple viral)', code: 'srp', number: 1, source: 'here', dose: '', lot: 'L2', since: '2026-01-15', expiry: '2027-01-31', maker: 'Ficticia', site: 'Brazo', route: 'Subcutánea', reaction: 'Fiebre' }),
    item({ kind: 'creatinine', status: 'final', since: '2026-01-01', value: 0.9, height: null }), item({ kind: 'problem', status: 'active', code: 'I10X', term: 'Hipertensión', until: '2026-01-01' }),
  ]);
  assert.deepEqual(fhirFaults(bundle), []);
  assert.deepEqual([all(bundle, 'Condition').length, all(bundle, 'AllergyIntolerance').length, all(bundle, 'MedicationStatement').length, all(bundle, 'Immunization').length], [2, 5, 3, 3]);
  assert.match(JSON.stringify(all(bundle, 'Immunization')[2]), /"code":"03".*"code":"srp".*"primarySource":true.*"lotNumber":"L2".*"expirationDate":"2027-01-31".*Reacción: Fiebre.*"doseNumberString":"1"/);
  assert.match(JSON.stringify(all(bundle, 'Condition')[0]), /"resolved".*"abatementDateTime":"2026-01-01"/);
  assert.ok(!JSON.stringify(bundle).includes('Errónea'));
});

test('a part of the record says who and no more; the whole says CURP, papers and whom was merged into her', () => {
  const [whole, part] = [true, false].map((isWhole) => JSON.stringify(all(bundled([], [], isWhole), 'Patient')));
  assert.match(whole ?? '', /UODA800229MDFNSN01.*humanname-fathers-family.*humanname-mothers-family.*5555555555/);
  assert.doesNotMatch(part ?? '', /UODA800229MDFNSN01|5555555555|Calle 1/);
  assert.ok(whole?.includes(`urn:uuid:${otherId}`));
});

test('the same record gives the same resources each time', () => {
  const documents = [documentWith(completeNote), documentWith(aComplete('history'))];
  assert.deepEqual(bundled(documents).entry, bundled(documents).entry);
});

test('the judge of FHIR finds what is wrong: an unknown element, a code that is none, a null, a reference to nowhere, foreign markup', () => {
  const spoilt = (change: (resource: Record<string, unknown>) => void, type: string): number => {
    const bundle = bundled([documentWith(completeNote)]);
    const found = all(bundle, type)[0];
    assert.ok(found !== undefined);
    change(found as Record<string, unknown>);
    return fhirFaults(bundle).length;
  };
  const changes: readonly (readonly [string, (resource: Record<string, unknown>) => void])[] = [
    ['Patient', (each) => { each['alias'] = 'x'; }], ['Patient', (each) => { each['gender'] = 'femenino'; }], ['Patient', (each) => { each['birthDate'] = null; }], ['Composition', (each) => { delete each['title']; }],
    ['Composition', (each) => { each['author'] = []; }], ['Condition', (each) => { each['subject'] = { reference: `urn:uuid:${randomUUID()}` }; }],
    ['Composition', (each) => { each['section'] = [{ title: 'x', text: { status: 'additional', div: '<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="es-MX" lang="es-MX"><p onclick="x()">a</p></div>' } }]; }],
  ];
  for (const [type, change] of changes) assert.ok(spoilt(change, type) > 0, `${type} ${String(change)}`);
});
