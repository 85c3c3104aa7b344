import type { PrescriptionId } from '#kernel/ids.ts';
import type { ReleasedAct, ReleasedMedicine, ReleasedPrescription } from './dependencies.ts';
import { fhirPractitioner, fileContent } from './fhir-document.ts';
import type { FhirContext } from './fhir-document.ts';
import { derivedId, referenceTo, said, some, systems } from './fhir-elements.ts';
import type { FhirElement, FhirResource } from './fhir-elements.ts';

/** A signed prescription as FHIR resources: an order a medicine, a handing over a line of each act of a pharmacy, and its files. */

type Order = { readonly id: PrescriptionId; readonly parts: ReleasedPrescription; readonly context: FhirContext };

const orderId = (id: PrescriptionId, line: number): string => derivedId(id, `line ${String(line)}`);
const folioOf = ({ stated }: ReleasedPrescription): FhirElement => ({ system: systems.folio, value: stated.folio });

const medicineOf = ({ generic, brand, presentation }: ReleasedMedicine): FhirElement =>
  ({ text: said([generic, brand === null ? '' : `[${brand}]`, presentation.text].filter((part) => part !== '').join(' ')) });

const amountOf = (amount: { readonly value: number; readonly unit: string } | null): FhirElement => (amount === null ? undefined : { value: amount.value, unit: said(amount.unit) });

const request = ({ id, parts: { stated, facts, ...parts }, context }: Order, line: ReleasedMedicine, at: number): FhirResource => ({
  // what was signed does not say whether it is still taken
  resourceType: 'MedicationRequest', id: orderId(id, at + 1), groupIdentifier: folioOf({ stated, facts, ...parts }), status: facts.ended === null ? 'unknown' : 'cancelled', intent: 'order',
  medicationCodeableConcept: medicineOf(line), subject: referenceTo(context.patientId), authoredOn: stated.issuedAt, requester: referenceTo(stated.prescriber.id),
  dosageInstruction: some([{ text: said(line.indications.es), asNeededBoolean: line.asNeeded !== null }]),
  dispenseRequest: { validityPeriod: { start: stated.issuedAt, end: stated.validUntil ?? undefined }, numberOfRepeatsAllowed: line.fills - 1, quantity: amountOf(line.quantity) },
});

const handedOver = ({ id, parts: { stated }, context }: Order, act: ReleasedAct): readonly FhirResource[] => act.items.flatMap(({ line, quantity }): readonly FhirResource[] => {
  const medicine = stated.lines[line - 1];
  return medicine === undefined ? [] : [{
    resourceType: 'MedicationDispense', id: derivedId(act.id, `line ${String(line)}`), status: act.voided === null ? 'completed' : 'entered-in-error', medicationCodeableConcept: medicineOf(medicine), subject: referenceTo(context.patientId),
    performer: some([said(act.establishment) === undefined ? undefined : { actor: { display: said(act.establishment) } }]), authorizingPrescription: [referenceTo(orderId(id, line))],
    quantity: amountOf({ value: quantity, unit: medicine.quantity?.unit ?? '' }), whenHandedOver: act.on,
  }];
});

const reference = ({ id, parts, context: { patientId, clinicId } }: Order, folder: string): FhirResource => {
  const { stated, facts, pdf, payload } = parts;
  return {
    resourceType: 'DocumentReference', id: derivedId(id, 'document'), identifier: [folioOf(parts)], status: facts.ended === null ? 'current' : 'superseded', docStatus: 'final', type: { text: 'Receta médica' },
    subject: referenceTo(patientId), date: stated.issuedAt, author: [referenceTo(stated.prescriber.id)], custodian: referenceTo(clinicId), description: `Receta médica ${stated.folio}`,
    content: [fileContent({ name: `${folder}/documento.pdf`, bytes: pdf }, 'application/pdf'), fileContent({ name: `${folder}/contenido.json`, bytes: payload }, 'application/json')],
  };
};

export const fhirPrescription = (folder: string, id: PrescriptionId, parts: ReleasedPrescription, context: FhirContext): readonly FhirResource[] => {
  const order: Order = { id, parts, context };
  return [fhirPractitioner(parts.stated.prescriber), reference(order, folder), ...parts.stated.lines.map((line, at) => request(order, line, at)), ...parts.dispensed.flatMap((act) => handedOver(order, act))];
};
