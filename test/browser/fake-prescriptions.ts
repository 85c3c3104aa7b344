import { createHash } from 'node:crypto';
import { canonicalize } from '#kernel/canonical-json.ts';
import { civilDateIn } from '#kernel/civil-date.ts';
import { parseId } from '#kernel/ids.ts';
import type { PreparationId, SaveId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { FoundMedicine, ReadLine } from '#modules/medicines/contract.ts';
import type { Prescription, PrescriptionAlert, PrescriptionContent, PrescriptionFavourites, PrescriptionLine, PrescriptionList, PrescriptionSafety, PreparedPrescription } from '#modules/prescriptions/contract.ts';
import { lawOf } from '#modules/prescriptions/judge-lines.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { prepareSignature, signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import { documentSaying } from '#platform/pdf/testing.ts';
import { freshId } from '../fresh-id.ts';
import { aLine } from '../prescriptions.ts';
import { aSession, fakeApi, file, ids, ok, refused } from './fake-api.ts';
import type { FakeAnswer, FakeApi } from './fake-api.ts';
import { fakeRecord, recordIds } from './fake-record.ts';

/**
 * The prescriptions of one patient, behaving as the real ones where the screen can tell: versions, save ids, the rules of law,
 * a real PDF with real attributes. Which medicine fires which alert is made up here, so that every kind of alert can be shown.
 */
export const rxIds = { draft: parseId<'prescription'>('0190a000-0000-7000-8000-0000000000d7'), signed: parseId<'prescription'>('0190a000-0000-7000-8000-0000000000d8') };

export const amoxicillin = aLine({
  ingredients: ['amoxicilina'], generic: 'Amoxicilina', presentation: { id: '010.000.2128.00', text: 'cápsula 500 mg, envase con 12 cápsulas' }, dose: { value: 500, unit: 'mg' },
  duration: { days: 7 }, quantity: { value: 21, unit: 'cápsula', packs: 2 }, indications: { es: 'Tome 1 cápsula (500 mg) por la boca cada 8 horas durante 7 días.', en: 'Take 1 capsule (500 mg) by mouth every 8 hours for 7 days.' },
});
const plain = (key: string, generic: string): PrescriptionLine => aLine({ ingredients: [key], generic, presentation: { id: null, text: 'tableta, envase con 10 tabletas' } });

const today = civilDateIn('America/Mexico_City', new Date('2026-11-23T16:10:00Z'));

/** What the shorthand of these walks comes to. */
const read: Readonly<Record<string, PrescriptionLine>> = {
  'amox 500 c8 7d': amoxicillin, 'ketorolaco 10 c8 3d': plain('ketorolaco', 'Ketorolaco'), 'ibuprofeno 400 c8 3d': plain('ibuprofeno', 'Ibuprofeno'), 'naproxeno 250 c12 5d': plain('naproxeno', 'Naproxeno'),
  'loratadina 10 c24 5d': plain('loratadina', 'Loratadina'), paracetamol: aLine({ dose: null, frequency: null, duration: null, quantity: null, indications: { es: '', en: '' } }), 'metformina 850 c12 30d': plain('metformina', 'Metformina'),
  'losartan 50 c24 30d': plain('losartan', 'Losartán'), 'clonazepam 2 c24 30d': plain('clonazepam', 'Clonazepam'),
};
const found: readonly FoundMedicine[] = [
  { presentationId: '010.000.2128.00', ingredients: ['amoxicilina'], generic: 'Amoxicilina', brand: null, presentation: 'cápsula 500 mg, envase con 12 cápsulas', routes: ['oral'], clave: '010.000.2128.00', facts: null },
  { presentationId: '010.000.2129.00', ingredients: ['amoxicilina', 'acido clavulanico'], generic: 'Amoxicilina con ácido clavulánico', brand: null, presentation: 'suspensión 125 mg/31.25 mg/5 mL, envase con 60 mL', routes: ['oral'], clave: '010.000.2129.00', facts: null },
];

type Rule = Pick<PrescriptionAlert, 'severity' | 'kind' | 'between' | 'effect' | 'recommendation'>;
const rules: Readonly<Record<string, Rule>> = {
  ketorolaco: { severity: 'contraindicated', kind: 'allergy', between: ['Ketorolaco', 'Alergia: ácido acetilsalicílico'], effect: 'Puede causar broncoespasmo o anafilaxia.', recommendation: 'No lo use; elija paracetamol.' },
  ibuprofeno: { severity: 'major', kind: 'interaction', between: ['Ibuprofeno', 'Losartán'], effect: 'Baja el efecto del antihipertensivo y puede dañar el riñón.', recommendation: 'Prefiera paracetamol o vigile presión y creatinina.' },
  naproxeno: { severity: 'moderate', kind: 'condition', between: ['Naproxeno', 'Hipertensión arterial'], effect: 'Puede elevar la presión.', recommendation: 'Vigile la presión.' },
  loratadina: { severity: 'minor', kind: 'duplicate', between: ['Loratadina', 'Cetirizina'], effect: 'Dos antihistamínicos.', recommendation: 'Use uno.' },
};

const safetyOf = ({ lines }: Pick<PrescriptionContent, 'lines'>): PrescriptionSafety => ({
  dataSet: { name: 'Amate interacciones', version: '2026.11', sha256: '9b'.repeat(32) }, rulesEvaluated: 6_214,
  alerts: lines.flatMap(({ ingredients: [key = ''] }, at) => {
    const rule = rules[key];
    return rule === undefined ? [] : [{ ...rule, between: [...rule.between], key: `${rule.severity}:${key}`, refs: [`new:${String(at)}`], source: 'Tabla de prueba', reviewed: false, rule: `R-${key}` }];
  }),
  unmatched: lines.flatMap(({ ingredients, generic }, at) => (ingredients.length === 0 ? [{ ref: `new:${String(at)}`, text: generic }] : [])),
  notChecked: lines.length === 0 ? [] : [{ kind: 'renal', reason: 'no-egfr', refs: lines.map((_, at) => `new:${String(at)}`) }],
});

const judged = (content: PrescriptionContent): Pick<Prescription, 'safety' | 'law' | 'presentations'> => ({
  safety: safetyOf(content), presentations: [],
  law: lawOf(content.lines.map((line) => ({
    line, isProposed: line.ingredients[0] === 'metformina', isAntibiotic: line.ingredients[0] === 'amoxicilina', fraction: line.ingredients[0] === 'clonazepam' ? 'II' : line.ingredients[0] === 'metformina' || line.ingredients.length === 0 ? null : 'IV',
  })), today),
});

export const emptyRx: PrescriptionContent = { lines: [], diagnoses: [], overrides: [], isForAbroad: false, advice: '' };
const rxFacts: NonNullable<Prescription['signed']> = {
  folio: 'RX-0004512', signedAt: '2026-11-23T16:10:00.000Z', signer: 'Ximena Quetzal Arrieta', cedula: '7000001', certificateSerial: '30001000000500009999', mode: 'ELECTRONICA_SIN_CONSTANCIA', class: 'IV', hasAntibiotic: true,
  validUntil: '2026-11-30', payloadSha256: 'a3'.repeat(32), pdfSha256: '5c'.repeat(32), constancia: null, ended: null,
};

export type FakePrescriptions = { readonly api: FakeApi; readonly content: () => PrescriptionContent; readonly isSigned: () => boolean; readonly saveElsewhere: () => void };
export type FakeRxOptions = {
  readonly content?: PrescriptionContent;
  readonly language?: Language;
  /** Says whether, and how, a call fails before it is answered as usual. */
  readonly fail?: (name: 'save' | 'read' | 'search' | 'open' | 'list' | 'prepare' | 'sign' | 'cancel') => FakeAnswer | null;
  readonly favourites?: PrescriptionFavourites['favourites'];
  /** The one signed before. */
  readonly signed?: Partial<NonNullable<Prescription['signed']>>;
  readonly dispensed?: PrescriptionList[number]['dispensed'];
  readonly hasNone?: boolean;
};

const orderSets: PrescriptionFavourites['orderSets'] = [
  { key: 'hypertension', title: { es: 'Hipertensión arterial', en: 'Hypertension' }, codes: ['I10'], lines: ['losartan 50 c24 30d'] },
  { key: 'diabetes-2', title: { es: 'Diabetes tipo 2', en: 'Type 2 diabetes' }, codes: ['E11'], lines: ['metformina 850 c12 30d'] },
  { key: 'common-cold', title: { es: 'Resfriado común', en: 'Common cold' }, codes: ['J00'], lines: ['loratadina 10 c24 5d'] },
];

const readLine = (text: string): ReadLine => {
  const line = read[text.trim().toLowerCase()];
  if (line !== undefined) return { line, notes: [], remarks: [], facts: null, presentations: [], unread: [] };
  if (text.startsWith('amlo')) return { question: 'dose-unit', candidates: [{ text: '5 mg', typed: 'losartan 50 c24 30d' }, { text: '5 mL', typed: null }] };
  return { error: 'unknown-medicine' };
};

export const fakePrescriptions = ({ content = emptyRx, language = 'es-MX', fail = () => null, favourites = [{ line: amoxicillin, keptAs: null, times: 6 }], signed = {}, dispensed = 'partly', hasNone = false }: FakeRxOptions = {}): FakePrescriptions => {
  const record = fakeRecord({ language });
  let draft = { version: 0, content, lastSave: '' };
  let isSigned = false;
  let earlier = { ...rxFacts, folio: 'RX-0004100', signedAt: '2026-10-20T16:00:00.000Z', validUntil: '2026-12-20', ...signed };
  let prepared: { readonly reply: PreparedPrescription; readonly pdf: Uint8Array; readonly certificate: Uint8Array } | null = null;
  const context: NonNullable<Prescription['context']> = {
    patientId: recordIds.patient, fullName: 'Maribel Xochitla Herrera', age: '66 años', ageDays: 24_424, sex: 'M', weight: { kg: 72.4, takenAt: '2026-11-23T15:50:00.000Z' }, filtration: null,
    pregnancy: 'not-pregnant', trimester: null, allergies: ['Ácido acetilsalicílico'], active: [{ ref: 'active:1', text: 'Losartán 50 mg c/24 h', isChecked: true }, { ref: 'active:2', text: 'Té de boldo', isChecked: false }],
  };
  const base = { patientId: recordIds.patient, authorId: ids.physician, authorName: 'Ximena Quetzal Arrieta', replaces: null, createdAt: '2026-11-23T16:00:00.000Z', savedAt: '2026-11-23T16:00:00.000Z' } as const;
  const opened = (): Prescription => ({ ...base, id: rxIds.draft, state: isSigned ? 'signed' : 'draft', version: draft.version, content: draft.content, context: isSigned ? null : context, ...judged(draft.content), signed: isSigned ? rxFacts : null, mayPrescribe: isSigned ? null : true });
  const old = (): Prescription => { const words = { ...emptyRx, lines: [amoxicillin] }; return { ...base, id: rxIds.signed, state: 'signed', version: 3, content: words, context: null, ...judged(words), signed: earlier, mayPrescribe: null }; };
  const list = (): PrescriptionList => (hasNone ? [] : [
    { id: rxIds.draft, encounterId: null, state: isSigned ? 'signed' : 'draft', at: base.savedAt, authorId: ids.physician, authorName: base.authorName, medicines: draft.content.lines.map(({ generic }) => generic), folio: isSigned ? rxFacts.folio : null, mode: null, validUntil: null, ended: null, dispensed: isSigned ? 'none' : null },
    { id: rxIds.signed, encounterId: ids.encounter, state: 'signed', at: earlier.signedAt, authorId: ids.physician, authorName: base.authorName, medicines: ['Amoxicilina'], folio: earlier.folio, mode: earlier.mode, validUntil: earlier.validUntil, ended: earlier.ended?.kind ?? null, dispensed },
  ]);
  const save = ({ version, saveId, content: words }: { version: number; saveId: SaveId; content: PrescriptionContent }): FakeAnswer => {
    if (draft.lastSave !== saveId) {
      if (draft.version !== version) return refused(409, 'draft-changed-elsewhere', 'La receta cambió en otra ventana.');
      draft = { version: version + 1, content: words, lastSave: saveId };
    }
    return ok({ version: draft.version, savedAt: new Date().toISOString(), ...judged(draft.content) });
  };
  const prepare = async (certificateDer: Buffer): Promise<FakeAnswer> => {
    const placed = prepareSignature(await renderDocument(documentSaying(draft.content.lines.map(({ generic, indications }) => `${generic}. ${indications.es}`).join('\n'))), { reason: 'Receta', name: base.authorName, at: new Date() });
    if (!placed.ok) throw new Error(placed.code);
    const { digest, byteRange, pdfWithPlaceholder } = placed.prepared;
    const [hex, law] = [Buffer.from(digest).toString('hex'), judged(draft.content).law];
    const { lines, advice, isForAbroad, diagnoses } = draft.content;
    const hidden = canonicalize({ type: 'amate/prescription-private', patient: { id: context.patientId, fullName: context.fullName }, diagnoses });
    const payload = canonicalize({
      type: 'amate/prescription', version: 1, id: rxIds.draft, advice, isForAbroad, lines: lines.map((line, at) => ({ ...line, fraction: law.lines[at]?.fraction ?? null, isAntibiotic: law.lines[at]?.isAntibiotic ?? false })),
      private: { digest: createHash('sha256').update(hidden).digest('hex') }, certificate: { sha256: createHash('sha256').update(certificateDer).digest('hex') }, pdf: { digest: hex },
    });
    const [zero, from, to, rest] = byteRange;
    const reply: PreparedPrescription = {
      preparationId: freshId<'preparation'>(), payload, payloadSha256: createHash('sha256').update(payload).digest('hex'), private: hidden, pdfDigest: hex, byteRange: [zero, from, to, rest],
      signedAttributes: Buffer.from(signedAttributesDer({ digest, certificateDer })).toString('base64'), expiresAt: new Date(Date.now() + 900_000).toISOString(), verifyUrl: `http://localhost/v/${'7'.repeat(32)}`,
    };
    prepared = { reply, pdf: pdfWithPlaceholder, certificate: certificateDer };
    return ok(reply, 201);
  };
  const sign = ({ preparationId, payloadSignature, attributesSignature }: { preparationId: PreparationId; payloadSignature: string; attributesSignature: string }): FakeAnswer => {
    if (prepared === null || prepared.reply.preparationId !== preparationId) return refused(404, 'preparation-not-found', 'No se encontró el documento preparado.');
    const { reply, certificate } = prepared;
    const isGood = isSignedBy(certificate, Buffer.from(reply.payload), Buffer.from(payloadSignature, 'base64')) && isSignedBy(certificate, Buffer.from(reply.signedAttributes, 'base64'), Buffer.from(attributesSignature, 'base64'));
    if (!isGood) return refused(422, 'signature-of-payload-wrong', 'La firma no corresponde.');
    isSigned = true;
    return ok({ prescriptionId: rxIds.draft, signed: rxFacts });
  };
  const cancel = ({ reason, words }: { reason: string; words: string }): FakeAnswer => {
    earlier = { ...earlier, ended: { kind: 'cancelled', reason, words, at: '2026-11-23T16:20:00.000Z', by: base.authorName, replacedBy: null } };
    return ok({ cancelled: true });
  };
  const pdf = async (): Promise<FakeAnswer> => file(await renderDocument(documentSaying('Receta')), 'application/pdf');
  const api = fakeApi({
    'GET /api/patients/:id/prescriptions': () => fail('list') ?? ok({ prescriptions: list() }),
    'POST /api/patients/:id/prescriptions': () => ok({ prescriptionId: rxIds.draft, resumed: true }, 201),
    [`GET /api/prescriptions/${rxIds.draft}`]: () => fail('open') ?? ok(opened()),
    'GET /api/prescriptions/:id': () => ok(old()),
    'PUT /api/prescriptions/:id/draft': ({ body }) => fail('save') ?? save(body as Parameters<typeof save>[0]),
    'POST /api/prescriptions/:id/discard': () => ok({ discarded: true }),
    'POST /api/prescriptions/:id/preparation': ({ body }) => fail('prepare') ?? prepare(Buffer.from((body as { certificate: string }).certificate, 'base64')),
    'GET /api/prescriptions/:id/preparations/:preparation/pdf': () => file(prepared?.pdf ?? new Uint8Array(), 'application/pdf'),
    'POST /api/prescriptions/:id/signature': ({ body }) => fail('sign') ?? sign(body as Parameters<typeof sign>[0]),
    'POST /api/prescriptions/:id/cancellation': ({ body }) => fail('cancel') ?? cancel(body as Parameters<typeof cancel>[0]),
    'GET /api/prescriptions/:id/pdf': pdf,
    'GET /api/prescriptions/:id/dispensings': () => ok({ acts: [] }),
    'GET /api/prescription-favourites': () => ok({ favourites, orderSets }),
    'POST /api/prescription-favourites': () => ok({ id: freshId() }, 201),
    'DELETE /api/prescription-favourites/:id': () => ok({ retired: true }),
    'GET /api/medicines/search': ({ query }) => fail('search') ?? ok({ catalogue: { name: 'Amate medicines', version: 'prueba', sha256: '0'.repeat(64) }, medicines: found.filter(({ generic }) => generic.toLowerCase().startsWith((query.get('q') ?? '').split(' ')[0] ?? '')) }),
    'POST /api/medicines/read-line': ({ body }) => fail('read') ?? ok({ catalogue: { name: 'Amate medicines', version: 'prueba', sha256: '0'.repeat(64) }, read: readLine((body as { text: string }).text) }),
    ...record.api.answers,
  }, aSession('physician', { language }));
  return { api, content: () => draft.content, isSigned: () => isSigned, saveElsewhere: () => { draft = { ...draft, version: draft.version + 1, lastSave: 'elsewhere' }; } };
};
