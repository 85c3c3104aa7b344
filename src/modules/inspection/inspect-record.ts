import type { Clock } from '#kernel/clock.ts';
import type { PatientId } from '#kernel/ids.ts';
import { shownNumeral } from '#kernel/norms.ts';
import type { Finding } from '#kernel/norms.ts';
import { patientHeader } from '#modules/patients/public.ts';
import type { PatientHeader } from '#modules/patients/public.ts';
import { documentFindings, factsOfRecord, signedDocuments } from '#modules/record/public.ts';
import type { SignedDocument } from '#modules/record/public.ts';
import { clinicHeader } from '#modules/workforce/public.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { InspectedCriterion, InspectedDocuments, InspectionPlace, InspectionScore, RecordInspection } from './contract.ts';
import type { RecordSubject } from './model.ts';
import { inspectionRules } from './rules.ts';
import type { Criterion } from './rules.ts';

/** What inspections need of the world. */
export type InspectionDeps = { readonly database: Database; readonly vault: Vault; readonly clock: Clock };

export type InspectedRecord = { readonly inspection: RecordInspection; readonly header: PatientHeader };

const gapsOf = ({ unknown, birthDate, apparentAge, isAddressPending }: PatientHeader): readonly string[] => [
  ...(unknown ? ['name'] : []),
  ...(birthDate === null && apparentAge === null ? ['age'] : []),
  ...(isAddressPending ? ['address'] : []),
];

const nowhere = { noteId: null, noteKind: null, encounterId: null, encounterKind: null, at: null } as const;

/** A finding's field names the document or the attention at fault, or nothing of the two. */
const placeOf = (subject: RecordSubject, { field, code }: Finding): InspectionPlace => {
  const document = subject.documents.find(({ noteId }) => noteId === field);
  if (document !== undefined) return { ...nowhere, code, noteId: document.noteId, noteKind: document.kind, at: document.signedAt.toISOString() };
  const encounter = subject.encounters.find(({ id }) => id === field);
  if (encounter !== undefined) return { ...nowhere, code, encounterId: encounter.id, encounterKind: encounter.kind, at: encounter.startedAt.toISOString() };
  return { ...nowhere, code };
};

const judge = (subject: RecordSubject, rule: Criterion): InspectedCriterion => {
  const { id, criterion, norm } = rule;
  const about = { criterion, rule: id, norm, ...shownNumeral(rule) };
  if (!rule.applies(subject)) return { ...about, verdict: 'not-applicable', places: [] };
  const findings = rule.check(subject);
  return { ...about, verdict: findings.length === 0 ? 'present' : 'absent', places: findings.map((finding) => placeOf(subject, finding)) };
};

const byKind = (documents: readonly SignedDocument[]): readonly InspectedDocuments[] => {
  const kinds = [...new Set(documents.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const judged = documents.filter((document) => document.kind === kind).map((document) => ({ document, findings: documentFindings(document.content).filter(({ blocks }) => blocks) }));
    return {
      kind, total: judged.length, complete: judged.filter(({ findings }) => findings.length === 0).length,
      missing: judged.flatMap(({ document, findings }) => findings.map(({ norm, numeral, unconfirmed, code }) => ({ noteId: document.noteId, at: document.signedAt.toISOString(), norm, numeral, unconfirmed, code }))),
    };
  });
};

const scoreOf = (criteria: readonly InspectedCriterion[], documents: readonly InspectedDocuments[]): InspectionScore => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return {
    present: criteria.filter(({ verdict }) => verdict === 'present').length + sum(documents.map(({ complete }) => complete)),
    absent: criteria.filter(({ verdict }) => verdict === 'absent').length + sum(documents.map(({ total, complete }) => total - complete)),
  };
};

/**
 * Judges a patient's whole record, with whatever was merged into it, by what the norm asks of a record and of each kind
 * of document. Says what is missing and where, and nothing of what is written. Refuses `patient-not-found`.
 */
export const inspectRecord = async (deps: InspectionDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<InspectedRecord> => {
  const [header, { timeZone }, facts] = await Promise.all([patientHeader(tx, deps.vault, patientId), clinicHeader(tx), factsOfRecord(tx, patientId)]);
  const signed: SignedDocument[] = [];
  for await (const document of signedDocuments(deps, tx, patientId)) signed.push(document);
  const now = deps.clock.now();
  const subject: RecordSubject = {
    identityGaps: gapsOf(header), hasHistory: facts.hasHistory, encounters: facts.encounters,
    documents: signed.filter(({ kind }) => kind !== 'addendum'), now, timeZone,
  };
  const criteria = inspectionRules.map((rule) => judge(subject, rule));
  const documents = byKind(signed);
  return { header, inspection: { inspectedAt: now.toISOString(), patient: { fullName: header.fullName, recordNumber: header.recordNumber }, score: scoreOf(criteria, documents), criteria, documents: [...documents] } };
};

