import { createHash } from 'node:crypto';
import { canonicalize } from '#kernel/canonical-json.ts';
import { parseId } from '#kernel/ids.ts';
import type { SaveId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { documentTypes } from '#modules/documents/public.ts';
import type { AddendumContent, Chart, ChartEntry, EvolutionContent, Note, NoteContent, Prepared } from '#modules/record/contract.ts';
import { emptyAddendum, emptyEvolution } from '#modules/record/model.ts';
import { wordsWithOrigin } from '#modules/record/note-origin.ts';
import { addendumFindings, evolutionFindings } from '#modules/record/rules.ts';
import { searchDiagnoses } from '#modules/terminology/public.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { prepareSignature, signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import { documentSaying } from '#platform/pdf/testing.ts';
import { aSession, fakeApi, file, ids, ok, refused } from './fake-api.ts';
import type { FakeAnswer, FakeApi } from './fake-api.ts';
import { freshId } from '../fresh-id.ts';

/**
 * A record of one patient that behaves as the real one where the screens can tell: versions, save ids, findings by the
 * real rules, a real PDF with its real attributes. Everyone in it is made up.
 */
export const recordIds = {
  patient: parseId<'patient'>('0190a000-0000-7000-8000-00000000d001'), encounter: ids.encounter, draft: ids.note,
  signed: parseId<'note'>('0190a000-0000-7000-8000-0000000000c9'), addendum: parseId<'note'>('0190a000-0000-7000-8000-0000000000ca'),
};

const authorName = 'Ximena Quetzal Arrieta';
const facts: NonNullable<Note['signed']> = {
  signedAt: '2026-08-14T16:20:11.000Z', signer: authorName, cedula: '7000001', certificateSerial: '30001000000500009999', payloadSha256: 'a3'.repeat(32), pdfSha256: '5c'.repeat(32),
  verificationCode: 'K7QX-2M4P-9RTA', revocation: 'not-checked',
};

export const lastVisit: EvolutionContent = {
  ...emptyEvolution,
  subjective: 'Acude a control. Refiere apego al tratamiento, sin mareo ni edema. Camina 30 minutos cuatro veces por semana.',
  vitals: { temperature: 36.4, systolic: 128, diastolic: 82, heartRate: 74, respiratoryRate: 16, oxygenSaturation: 97, weight: 72.4, height: 160, headCircumference: null, glucose: 118 },
  examination: 'Ruidos cardiacos rítmicos, sin soplos. Campos pulmonares limpios. Sin edema de extremidades.',
  results: 'HbA1c 7.2 % (julio de 2026).',
  diagnoses: [
    { code: 'E119', term: 'Diabetes mellitus tipo 2 sin complicación', catalogue: 'prueba 1', certainty: 'confirmed', firstTime: false },
    { code: 'I10X', term: 'Hipertensión arterial esencial', catalogue: 'prueba 1', certainty: 'confirmed', firstTime: false },
  ],
  assessment: 'Diabetes en meta cercana; presión en meta.', plan: 'Continuar tratamiento. Perfil de lípidos y HbA1c antes de la próxima cita. Revisión de pies.',
  medicines: [
    { name: 'Metformina 850 mg tabletas', dose: '1 tableta', route: 'Oral', frequency: 'Cada 12 horas', duration: '3 meses' },
    { name: 'Losartán 50 mg tabletas', dose: '1 tableta', route: 'Oral', frequency: 'Cada 24 horas', duration: '3 meses' },
  ],
  prognosis: 'Bueno para la vida y la función con apego al tratamiento.',
};

const entryAt = (nth: number): ChartEntry => ({
  encounterId: freshId(), noteId: nth === 0 ? recordIds.signed : freshId(), kind: 'evolution', state: 'signed',
  at: new Date(Date.UTC(2026, 7, 14, 16, 20) - nth * 26 * 86_400_000).toISOString(), authorId: ids.physician, authorName: nth % 4 === 3 ? 'Iván Peribán Ocampo' : authorName,
  diagnoses: nth % 3 === 2 ? [{ code: 'J00X', term: 'Resfriado común' }] : lastVisit.diagnoses.map(({ code, term }) => ({ code, term })), addenda: nth === 1 ? 1 : 0,
  excerpt: nth % 3 === 2 ? 'Rinorrea y odinofagia leve de dos días, sin fiebre.' : lastVisit.subjective,
});

export type FakeRecord = {
  readonly api: FakeApi;
  /** The draft as the server holds it. */
  readonly draft: () => { readonly version: number; readonly content: NoteContent };
  /** Another window saves. */
  readonly saveElsewhere: (content: NoteContent) => void;
  readonly isSigned: () => boolean;
};

export type FakeRecordOptions = {
  readonly kind?: 'evolution' | 'addendum';
  readonly visits?: number;
  readonly version?: number;
  readonly content?: NoteContent;
  /** Says whether, and how, a call fails before it is answered as usual. */
  readonly fail?: (name: 'save' | 'prepare' | 'sign' | 'signed-answer') => FakeAnswer | null;
  readonly hasNotes?: boolean;
  readonly language?: Language;
};

const findingsOf = (content: NoteContent) =>
  (content.kind === 'evolution' ? evolutionFindings({ content, hasHistory: true }) : addendumFindings(content as AddendumContent));

const emptyOf = (kind: 'evolution' | 'addendum'): NoteContent => (kind === 'evolution' ? emptyEvolution : emptyAddendum);

export const fakeRecord = ({ kind = 'evolution', visits = 8, version = 0, content, fail = () => null, hasNotes = true, language = 'es-MX' }: FakeRecordOptions = {}): FakeRecord => {
  const entries = hasNotes ? Array.from({ length: visits }, (_, nth) => entryAt(nth)) : [];
  let draft = { version, content: content ?? emptyOf(kind), lastSave: '', savedAt: '2026-11-23T16:02:31.000Z' };
  let signedAs: string | null = null;
  let prepared: { readonly reply: Prepared; readonly pdf: Uint8Array; readonly certificate: Uint8Array; readonly version: number } | null = null;

  const patient: Chart['patient'] = {
    id: recordIds.patient, recordNumber: 'A-00101', fullName: 'Maribel Xochitla Herrera', birthDate: '1960-01-10', age: '66 años', sex: 'M', biologicalSex: 'M',
    curpTail: 'MPLRRR08', phone: null, unknown: false, guardian: null, mergedInto: null,
  };
  const chartFrom = (query: URLSearchParams): Chart => {
    const before = query.get('before');
    const from = before === null ? 0 : entries.findIndex(({ at }) => at < before);
    const page = from < 0 ? [] : entries.slice(from, from + Number(query.get('limit') ?? 30));
    return {
      patient, total: entries.length, entries: page, next: from + page.length < entries.length ? page.at(-1)?.at ?? null : null,
      problems: hasNotes ? lastVisit.diagnoses.map(({ code, term, certainty }, at) => ({ code, term, lastAt: facts.signedAt, times: 11 - at * 4, confirmed: certainty === 'confirmed' })) : [],
      vitals: hasNotes ? (['temperature', 'systolic', 'diastolic', 'heartRate', 'weight', 'height', 'glucose'] as const).map((code, at) => ({ code, value: lastVisit.vitals[code] ?? 0, at: facts.signedAt, previous: at === 0 ? null : (lastVisit.vitals[code] ?? 0) + [0, 8, 4, -2, 1.3, 0, -12][at]! })) : [],
      lastPlan: hasNotes ? { noteId: recordIds.signed, at: facts.signedAt, plan: lastVisit.plan, medicines: lastVisit.medicines } : null, observation: [],
    };
  };
  const noteBase = { encounterId: recordIds.encounter, patientId: recordIds.patient, authorId: ids.physician, authorName, createdAt: '2026-11-23T16:00:00.000Z', second: null, supervision: null, consent: null, revocation: null, returns: [] as Note['returns'] } as const;
  const draftNote = (): Note => ({
    ...noteBase, id: recordIds.draft, kind, amends: kind === 'addendum' ? recordIds.signed : null, answers: null, state: signedAs === null ? 'draft' : 'signed', version: draft.version, savedAt: draft.savedAt,
    content: draft.content, findings: [...findingsOf(draft.content)], signed: signedAs === null ? null : { ...facts, signedAt: '2026-11-23T16:10:00.000Z' }, addenda: [],
  });
  const signedNote = (): Note => ({
    ...noteBase, id: recordIds.signed, kind: 'evolution', amends: null, answers: null, state: 'signed', version: 9, savedAt: facts.signedAt, content: lastVisit, findings: [], signed: facts,
    addenda: [{
      id: recordIds.addendum, state: 'signed', authorId: ids.physician, authorName, savedAt: '2026-08-15T15:00:00.000Z', signed: { ...facts, signedAt: '2026-08-15T15:04:00.000Z' },
      content: { kind: 'addendum', reason: 'Resultado que llegó después de la consulta.', text: 'Microalbuminuria 18 mg/g, normal. Se mantiene el plan.' },
    }],
  });

  const save = ({ version: based, saveId, content: words }: { version: number; saveId: SaveId; content: NoteContent }): FakeAnswer => {
    const savedAt = new Date().toISOString();
    if (signedAs !== null) return refused(409, 'note-already-signed', 'La nota ya está firmada.');
    if (draft.lastSave !== saveId) {
      if (draft.version !== based) return refused(409, 'draft-changed-elsewhere', 'El borrador cambió en otra ventana.');
      draft = { version: based + 1, content: words, lastSave: saveId, savedAt };
    }
    return ok({ version: draft.version, savedAt: draft.savedAt, findings: findingsOf(draft.content) });
  };
  const prepare = async ({ version: based, certificate }: { version: number; certificate: string }): Promise<FakeAnswer> => {
    const certificateDer = Buffer.from(certificate, 'base64');
    const text = draft.content.kind === 'evolution' ? draft.content.subjective : (draft.content as AddendumContent).text;
    const placed = prepareSignature(await renderDocument(documentSaying(text)), { reason: 'Nota clínica', name: authorName, at: new Date() });
    if (!placed.ok) throw new Error(placed.code);
    const { digest, byteRange, pdfWithPlaceholder } = placed.prepared;
    const hex = Buffer.from(digest).toString('hex');
    const payload = canonicalize({
      type: 'amate/note', patient: { id: patient.id, fullName: patient.fullName }, note: { id: recordIds.draft, ...wordsWithOrigin(draft.content) },
      certificate: { sha256: createHash('sha256').update(certificateDer).digest('hex') }, pdf: { digest: hex },
    });
    const reply: Prepared = {
      preparationId: freshId(), payload, payloadSha256: createHash('sha256').update(payload).digest('hex'), pdfDigest: hex,
      signedAttributes: Buffer.from(signedAttributesDer({ digest, certificateDer })).toString('base64'), byteRange: [...byteRange] as Prepared['byteRange'], expiresAt: new Date(Date.now() + 900_000).toISOString(),
    };
    prepared = { reply, pdf: pdfWithPlaceholder, certificate: certificateDer, version: based };
    return ok(reply, 201);
  };
  const sign = ({ preparationId, payloadSignature, attributesSignature }: Record<string, string>): FakeAnswer => {
    if (prepared === null || prepared.reply.preparationId !== preparationId) return refused(404, 'preparation-not-found', 'No se encontró el documento preparado.');
    const { reply, certificate } = prepared;
    const isGood = isSignedBy(certificate, Buffer.from(reply.payload), Buffer.from(payloadSignature ?? '', 'base64')) && isSignedBy(certificate, Buffer.from(reply.signedAttributes, 'base64'), Buffer.from(attributesSignature ?? '', 'base64'));
    if (!isGood) return refused(422, 'signature-of-payload-wrong', 'La firma no corresponde.');
    signedAs ??= preparationId ?? null;
    return ok({ noteId: recordIds.draft, signed: { ...facts, signedAt: '2026-11-23T16:10:00.000Z' } });
  };

  let discardedFor: string | null = null;
  const api = fakeApi({
    'GET /api/patients/:id/summary': () => ok({ items: [], allergies: 'not-asked' }),
    'GET /api/document-types': () => ok({ types: documentTypes }),
    'POST /api/patients/:id/search': () => ok({ hits: [{ in: 'document', id: ids.note, noteId: ids.note, kind: 'evolution', at: '2026-11-20T16:00:00.000Z', by: 'Ximena Quetzal Arrieta', excerpt: 'Otro resfriado de Peribán.', marks: [[5, 14], [18, 25]] }], hasMore: false }),
    'GET /api/patients/:id/chart': ({ query }) => ok(chartFrom(query)),
    'POST /api/encounters': () => ok({ encounter: { id: recordIds.encounter, patientId: recordIds.patient, kind: 'outpatient', status: 'open', startedAt: noteBase.createdAt, endedAt: null, practitionerId: ids.physician }, noteId: recordIds.draft, resumed: false }, 201),
    [`GET /api/notes/${recordIds.draft}`]: () => ok(draftNote()),
    'GET /api/notes/:id': () => ok(signedNote()),
    'PUT /api/notes/:id/draft': ({ body }) => fail('save') ?? save(body as Parameters<typeof save>[0]),
    'POST /api/notes/:id/discard': ({ body }) => { discardedFor = (body as { reason: string }).reason; return ok({ discarded: true }); },
    'GET /api/habitual-diagnoses': () => ok({ diagnoses: [] }),
    'GET /api/templates': () => ok({ own: [], clinic: [], specialty: [] }),
    'GET /api/habitual-regimens': () => ok({ regimens: [] }),
    'GET /api/phrases': () => ok({ own: [], clinic: [], specialty: [] }),
    'GET /api/patients/:id/discarded-drafts': () => ok({
      drafts: discardedFor === null ? [] : [{ noteId: recordIds.draft, kind: 'evolution', createdAt: noteBase.createdAt, discardedAt: facts.signedAt, reason: discardedFor, excerpt: 'Acude a control.' }],
    }),
    'POST /api/notes/:id/preparation': ({ body }) => fail('prepare') ?? prepare(body as Parameters<typeof prepare>[0]),
    'GET /api/notes/:id/preparations/:preparation/pdf': () => file(prepared?.pdf ?? new Uint8Array(), 'application/pdf'),
    'POST /api/notes/:id/signature': ({ body }) => {
      const early = fail('sign');
      if (early !== null) return early;
      const answer = sign(body as Record<string, string>);
      return fail('signed-answer') ?? answer;
    },
    'GET /api/notes/:id/pdf': async () => file(await renderDocument(documentSaying(lastVisit.subjective)), 'application/pdf'),
    'POST /api/notes/:id/addenda': () => ok({ noteId: recordIds.draft }, 201),
    'POST /api/notes/:id/verification': () => ok({ ok: true, problems: [], checkedAt: '2026-11-23T16:12:00.000Z' }),
    'GET /api/terminology/diagnoses': ({ query }) => ok(searchDiagnoses({ q: query.get('q') ?? '', limit: Number(query.get('limit') ?? 10), ...(query.get('sex') === 'M' ? { sex: 'M' as const } : {}) })),
  }, aSession('physician', { language }));
  return {
    api, isSigned: () => signedAs !== null,
    draft: () => ({ version: draft.version, content: draft.content }),
    saveElsewhere: (words) => { draft = { version: draft.version + 1, content: words, lastSave: 'elsewhere', savedAt: '2026-11-23T16:05:00.000Z' }; },
  };
};
