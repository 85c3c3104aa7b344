import type { Severity } from './contract.ts';
import { bySeverity } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import type { InteractionCondition, InteractionRule } from './interaction-rows.ts';
import { actsLocally } from './known-medicine.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import { hasDiabetes, hasLiverDamage, isBelowFiltration } from './patient-facts.ts';
import type { SafetyData } from './safety-data.ts';
import type { SafetyPatient } from './safety-request.ts';

/** True, false, or null where the facts are not known. */
type Truth = boolean | null;

const every = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(null) ? null : true);
const some = (truths: readonly Truth[]): Truth => (truths.includes(true) ? true : truths.includes(null) ? null : false);

type Meeting = { readonly one: KnownMedicine; readonly other: KnownMedicine; readonly patient: SafetyPatient | null };

const routesOf = ({ one, other }: Meeting): readonly (string | null)[] => [one, other].map(({ medicine }) => medicine.order?.route ?? null);

const routeCodes: Readonly<Record<string, string>> = { iv: 'intravenosa', im: 'intramuscular', sc: 'subcutanea' };

/** Milligrams of one take of methotrexate above which the labels speak of a high dose; weekly doses of rheumatology end at 30. */
const LOW_METHOTREXATE = 30;
const isHighMethotrexate = ({ one, other }: Meeting): Truth => {
  const order = [one, other].find(({ parts }) => parts.some(({ key }) => key === 'metotrexato'))?.medicine.order;
  return order === undefined || order.dose === null || order.unit !== 'mg' || order.perKg === true ? null : order.dose > LOW_METHOTREXATE;
};

/** The facts that the data name in words; what is not listed is not known. */
const facts: Readonly<Record<string, (meeting: Meeting) => Truth>> = {
  'diabetes': ({ patient }) => hasDiabetes(patient),
  'tfg<60': ({ patient }) => isBelowFiltration(patient, 60),
  'daño hepático': ({ patient }) => hasLiverDamage(patient),
  'metotrexato a dosis alta': isHighMethotrexate,
  // no route of the catalogue is arterial: known for none, so never ruled out by a null
  'vía intraarterial': (meeting) => (routesOf(meeting).includes(null) ? null : false),
};

const holds = ({ anyOf, routes, ageDaysMax }: InteractionCondition, meeting: Meeting): Truth => {
  const age = meeting.patient?.ageDays ?? null;
  const wanted = routes?.map((code) => routeCodes[code] ?? code);
  return every([
    anyOf === undefined ? true : some(anyOf.map((fact) => facts[fact]?.(meeting) ?? null)),
    wanted === undefined ? true : every(routesOf(meeting).map((route) => (route === null ? null : wanted.includes(route)))),
    ageDaysMax === undefined ? true : age === null ? null : age <= ageDaysMax,
  ]);
};

/** A condition lowers a rule only where it is known to be false. */
const severityIn = ({ severity, condition }: InteractionRule, meeting: Meeting): Severity => {
  if (condition === undefined) return severity;
  const truth = holds(condition, meeting);
  if (truth === true) return condition.severityIfTrue ?? severity;
  return truth === false ? condition.otherwise ?? severity : severity;
};

/** What little of a cream or of ear drops reaches the blood interrupts nobody, and is shown all the same. */
const softened = (severity: Severity): Severity => (bySeverity(severity, 'moderate') < 0 ? 'moderate' : severity);

const rulesOf = (data: SafetyData, one: ActingPart, other: ActingPart): readonly InteractionRule[] =>
  one.keys.flatMap((key) => {
    const others = data.interactions.pairs.get(key);
    return others === undefined ? [] : other.keys.flatMap((second) => others.get(second) ?? []);
  });

const meet = (data: SafetyData, meeting: Meeting, book: AlertBook): void => {
  const { one, other } = meeting;
  const isLocal = actsLocally(data, one) || actsLocally(data, other);
  for (const part of one.parts) {
    for (const second of other.parts) {
      book.evaluated += 1;
      if (part.key === second.key) continue;
      const [first, last] = part.key < second.key ? [part, second] : [second, part];
      for (const rule of rulesOf(data, part, second)) {
        const severity = severityIn(rule, meeting);
        book.found.push({
          kind: 'interaction', rule: rule.id, severity: isLocal ? softened(severity) : severity, effect: rule.effect, recommendation: rule.recommendation, source: rule.source,
          subject: [first.key, last.key], between: [first.display, last.display], refs: [one.medicine.ref, other.medicine.ref],
        });
      }
    }
  }
};

/** Every pair of two medicines of which one is new. What is together in one product was weighed by whoever approved it. */
export const checkInteractions = (data: SafetyData, medicines: readonly KnownMedicine[], patient: SafetyPatient | null, book: AlertBook): void => {
  medicines.forEach((one, at) => {
    for (const other of medicines.slice(at + 1)) if (one.isNew || other.isNew) meet(data, { one, other, patient }, book);
  });
};
