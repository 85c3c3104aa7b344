import { test } from 'node:test';
import { askedIn, asks } from './testing.ts';

/** What each document lacks when one of its fields is empty. */

const nursingSheet = askedIn('nursing-sheet');
const auxiliaryReport = askedIn('auxiliary-report');
const consent = askedIn('consent');
const emergencyTreatment = askedIn('emergency-treatment');
const voluntaryDischarge = askedIn('voluntary-discharge');
const prosecutorNotice = askedIn('prosecutor-notice');
const epidemiologicalDeathReport = askedIn('epidemiological-death-report');

test('N004-9.1.1 a nursing sheet tells the habitus exterior', nursingSheet('N004-9.1.1', 'habitus'));
test('N004-9.1.2 a nursing sheet carries readings with their moments', nursingSheet('N004-9.1.2', 'signs signs.0.at signs.1.at'));
test('N004-9.1.3 a nursing sheet tells medicines given with moment, quantity and route, or that none was', nursingSheet('N004-9.1.3', 'anyGiven given given.0.medicine given.0.at given.0.quantity given.0.route given.1.medicine given.1.at given.1.quantity given.1.route'));
test('N004-9.1.4 a nursing sheet tells procedures', nursingSheet('N004-9.1.4', 'procedures'));
test('N004-9.1.5 a nursing sheet carries observations', nursingSheet('N004-9.1.5', 'observations'));
test('N004-9.2.1 a report tells when the study was made', auxiliaryReport('N004-9.2.1', 'studyAt'));
test('N004-9.2.2 a report tells who asked', auxiliaryReport('N004-9.2.2', 'requester'));
test('N004-9.2.3 a report tells the study', auxiliaryReport('N004-9.2.3', 'study'));
test('N004-9.2.4 a report tells the problem', auxiliaryReport('N004-9.2.4', 'problem'));
test('N004-9.2.5 a report tells results', auxiliaryReport('N004-9.2.5', 'results'));
test('N004-9.2.6 a report tells incidents', auxiliaryReport('N004-9.2.6', 'incidents'));
test('N004-9.2.7 a report tells who performed the study', auxiliaryReport('N004-9.2.7', 'performedBy'));
test('N004-10.1.1.3 a consent has a title', consent('N004-10.1.1.3', 'documentTitle'));
test('N004-10.1.1.4 a consent tells place and date', consent('N004-10.1.1.4', 'place signedOn'));
test('N004-10.1.1.5 a consent tells the act in plain words', consent('N004-10.1.1.5', 'actDetail'));
test('N004-10.1.1.6 a consent tells risks and benefits', consent('N004-10.1.1.6', 'risks benefits'));
test('N004-10.1.1.7 a consent answers on contingencies', consent('N004-10.1.1.7', 'contingencies'));
test('N004-10.1.1.8 a consent names the signer and the capacity, and why when it is not the patient', consent('N004-10.1.1.8', 'signerName signerCapacity signerKinship signerReason'));
test('N004-10.1.1.10 a consent names two witnesses', consent('N004-10.1.1.10', 'witnesses witnesses.0.fullName witnesses.1.fullName'));
test('N004-10.1.2-ACT a consent tells which kind of act it is for', consent('N004-10.1.2-ACT', 'act'));
test('CONSENT-REVOCABLE a consent tells whether revocation was explained', consent('CONSENT-REVOCABLE', 'revocable'));
test('N004-10.1.4 care without consent tells moment, incapacity, absence, urgency, act, who agrees and how that physician signs', emergencyTreatment('N004-10.1.4', 'decidedAt incapacity absence urgency act secondSigns secondPhysicianName secondPhysicianCedula'));
test('N004-10.2-2 a voluntary discharge tells its moment', voluntaryDischarge('N004-10.2-2', 'requestedAt'));
test('N004-10.2-3 a voluntary discharge names who asks, age, and capacity or kinship', voluntaryDischarge('N004-10.2-3', 'signerName signerCapacity signerKinship signerAge'));
test('N004-10.2-4 a voluntary discharge carries the summary', voluntaryDischarge('N004-10.2-4', 'summary'));
test('N004-10.2-5 a voluntary discharge tells recommendations and risk factors', voluntaryDischarge('N004-10.2-5', 'recommendations riskFactors'));
test('N004-10.2-6 a voluntary discharge tells whether another physician takes responsibility, and who', voluntaryDischarge('N004-10.2-6', 'hasResponsible responsible'));
test('N004-10.2-8 a voluntary discharge names two witnesses', voluntaryDischarge('N004-10.2-8', 'witnesses witnesses.0.fullName witnesses.1.fullName'));
test('N004-10.3.1 a notice names the establishment', prosecutorNotice('N004-10.3.1', 'establishment'));
test('N004-10.3.2 a notice tells its date', prosecutorNotice('N004-10.3.2', 'notifiedAt'));
test('N004-10.3.3 a notice identifies the patient', prosecutorNotice('N004-10.3.3', 'identification'));
test('N004-10.3.4 a notice tells the act', prosecutorNotice('N004-10.3.4', 'act'));
test('N004-10.3.5 a notice carries the injury report when there is one', prosecutorNotice('N004-10.3.5', 'hasInjuries injuries'));
test('N004-10.3.6 a notice names the agency', prosecutorNotice('N004-10.3.6', 'agency'));
test('N004-10.4 a report of a death under surveillance is refused without one of its parts', epidemiologicalDeathReport('N004-10.4', 'diedAt cause antecedents reportedTo'));
test('N004-10.5 notes of death and fetal death carry the certificate’s number, or why there is none', asks('N004-10.5', { death: 'diedAt events causes autopsy certificate folio certificateReason', 'fetal-death': 'diedAt weeks causes certificate folio certificateReason' }));
