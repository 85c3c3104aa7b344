import { createHash } from 'node:crypto';
import type { Clock } from '#kernel/clock.ts';
import { invalid } from '#kernel/errors.ts';
import { overrideReasons } from '#modules/prescriptions/contract.ts';
import type { OverrideReason } from '#modules/prescriptions/contract.ts';
import { checkMedicines, safetyData } from '#modules/safety/public.ts';
import type { Alert, AlertKind, NotCheckedReason, SafetyResult, Severity } from '#modules/safety/public.ts';
import type { CdsCard, CdsRequest, CdsServiceId } from './contract.ts';
import { medicineOf } from './fhir-order.ts';
import { patientOf } from './fhir-patient.ts';
import { resourcesOf, textAt } from './fhir-reading.ts';

const SYSTEM = 'urn:amate:safety';

const reasonWords = {
  'benefit-outweighs-risk': 'El beneficio supera el riesgo', 'tolerated-before': 'Ya lo ha tolerado', 'will-monitor': 'Se vigilará', 'dose-adjusted': 'Dosis ajustada', 'data-wrong': 'El dato está equivocado',
  'no-alternative': 'No hay alternativa', 'specialist-advice': 'Indicación de especialista', 'other': 'Otro',
} as const satisfies Record<OverrideReason, string>;

const kindWords = {
  'interaction': 'Interacción', 'allergy': 'Alergia', 'cross-allergy': 'Alergia cruzada', 'duplicate': 'Duplicidad', 'pregnancy': 'Embarazo', 'lactation': 'Lactancia', 'age': 'Edad', 'max-dose': 'Dosis', 'renal': 'Función renal', 'condition': 'Enfermedad',
} as const satisfies Record<AlertKind, string>;

const lackWords = {
  'no-weight': 'sin peso', 'no-egfr': 'sin función renal', 'allergies-not-asked': 'alergias no interrogadas', 'allergy-not-recognised': 'alergia no reconocida', 'age-unknown': 'sin edad', 'dose-unknown': 'dosis o frecuencia no conocida',
  'pregnancy-unknown': 'embarazo no conocido', 'no-data': 'sin datos en las tablas',
} as const satisfies Record<NotCheckedReason, string>;

const indicators = { contraindicated: 'critical', major: 'warning', moderate: 'info', minor: 'info' } as const satisfies Record<Severity, CdsCard['indicator']>;

const LONGEST_SUMMARY = 139;
const shortened = (text: string): string => (text.length <= LONGEST_SUMMARY ? text : `${text.slice(0, LONGEST_SUMMARY - 1)}…`);

/** Markdown is drawn by the other side: what somebody typed must not become a link or a heading there. */
const asPlain = (text: string): string => text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');

/** The same question has the same cards: their ids come of it, and nothing is kept. */
const uuidOf = (hookInstance: string, key: string): string => {
  const digest = createHash('sha256').update(`${hookInstance}\0${key}`).digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
};

type Asked = { readonly hookInstance: string; readonly result: SafetyResult };

const sourceOf = ({ result: { dataSet } }: Asked, kind: AlertKind | 'unmatched' | 'not-checked'): CdsCard['source'] =>
  ({ label: `${dataSet.name} ${dataSet.version} (${dataSet.sha256.slice(0, 12)})`, topic: { system: SYSTEM, code: kind, display: kind === 'unmatched' || kind === 'not-checked' ? 'No revisado' : kindWords[kind] } });

const reasons = overrideReasons.map((code) => ({ code, system: `${SYSTEM}:override`, display: reasonWords[code] }));

const alertCard = (asked: Asked, { key, kind, severity, between, effect, recommendation, source, reviewed }: Alert): CdsCard => ({
  uuid: uuidOf(asked.hookInstance, key), indicator: indicators[severity], source: sourceOf(asked, kind), summary: shortened(`${kindWords[kind]}: ${between.join(' + ')}. ${effect}`),
  detail: [effect, recommendation, `Fuente: ${source}`, reviewed ? '' : 'Regla sin revisar por un clínico.'].filter((line) => line !== '').map(asPlain).join('\n\n'),
  ...(severity === 'contraindicated' || severity === 'major' ? { overrideReasons: reasons } : {}),
});

const uncheckedCards = (asked: Asked): readonly CdsCard[] => {
  const { unmatched, notChecked } = asked.result;
  const names = unmatched.map(({ text }) => text);
  const lacks = notChecked.map(({ kind, reason }) => `${kindWords[kind]}: ${lackWords[reason]}`);
  return [
    ...names.map((name, at) => ({ uuid: uuidOf(asked.hookInstance, `unmatched ${String(at)}`), indicator: 'info' as const, source: sourceOf(asked, 'unmatched'), summary: shortened(`No revisado: ${name}`), detail: asPlain(`No se reconoce «${name}»: nada de él se revisó.`) })),
    ...(lacks.length === 0 ? [] : [{ uuid: uuidOf(asked.hookInstance, 'not-checked'), indicator: 'info' as const, source: sourceOf(asked, 'not-checked'), summary: shortened(`No se pudo revisar: ${lacks.join('; ')}`), detail: lacks.map(asPlain).join('\n\n') }]),
  ];
};

/**
 * Cards on the draft orders of another record. Nothing of the request is kept. Refuses (`hook-mismatch`) a hook sent to
 * the other's address.
 */
export const answerHook = (deps: { readonly clock: Clock; readonly timeZone: string }, serviceId: CdsServiceId, request: CdsRequest): { readonly cards: readonly CdsCard[]; readonly result: SafetyResult } => {
  if (serviceId !== `amate-${request.hook}`) throw invalid('hook-mismatch');
  const drafts = resourcesOf(request.context.draftOrders, ['MedicationRequest']).map((resource, at) => medicineOf(resource, `new:${String(at)}`, 'new'));
  const taken = resourcesOf(request.prefetch?.medications, ['MedicationRequest', 'MedicationStatement']).filter((resource) => (textAt(resource, 'status') ?? 'active') === 'active')
    .map((resource, at) => medicineOf(resource, `active:${String(at)}`, 'active'));
  const result = checkMedicines(safetyData(), { medicines: [...drafts, ...taken], patient: patientOf(request, deps) });
  const asked: Asked = { hookInstance: request.hookInstance, result };
  return { cards: [...result.alerts.map((alert) => alertCard(asked, alert)), ...uncheckedCards(asked)], result };
};
