import { test } from 'node:test';
import { askedIn, asks } from './testing.ts';

/** What each document lacks when one of its fields is empty. */

const history = askedIn('history');
const interconsultationRequest = askedIn('interconsultation-request');
const interconsultationAnswer = askedIn('interconsultation-answer');
const clinicalSummary = askedIn('clinical-summary');
const free = askedIn('free');

test('N004-6.1.1b a history without an answer on the ethnic group is refused', history('N004-6.1.1b', 'ethnicGroup'));
test('N004-6.1.1c a history without family history, or with an illness nobody or nothing is named of, is refused', history('N004-6.1.1c', 'familyAnswer familyIllnesses familyIllnesses.0.relation familyIllnesses.0.illness familyIllnesses.1.relation familyIllnesses.1.illness'));
test('N004-6.1.1d a history without past illnesses, or without an answer on a substance, is refused', history('N004-6.1.1d', 'pastIllnesses allergies tobaccoUse tobaccoAmount tobaccoDependence alcoholUse alcoholAmount alcoholDependence substancesUse substancesAmount substancesDependence'));
test('N004-6.1.1e a history without personal history is refused', history('N004-6.1.1e', 'personalHistory'));
test('N004-6.1.1f a history without current illness or earlier treatments is refused', history('N004-6.1.1f', 'currentIllness earlierTreatments'));
test('N004-6.1.1g a history without review of a system is refused', history('N004-6.1.1g', 'respiratory cardiovascular digestive urinary reproductive haematological endocrine musculoskeletal skin nervous mental'));
test('N004-6.1.2 a history without a region of the body or a sign is refused', history('N004-6.1.2', 'habitus vitals.temperature vitals.systolic vitals.diastolic vitals.heartRate vitals.respiratoryRate vitals.weight vitals.height head neck thorax abdomen limbs genitals'));
test('N004-6.1.3 a history without a word on results is refused', history('N004-6.1.3', 'results'));
test('N004-6.1.4 a history without diagnoses is refused', history('N004-6.1.4', 'diagnoses'));
test('N004-6.1.5 a history without prognosis is refused', history('N004-6.1.5', 'prognosis'));
test('N004-6.1.6 a history without treatment is refused', history('N004-6.1.6', 'plan'));
test('N004-6.3 a request says whom it asks, summary, diagnoses and question', interconsultationRequest('N004-6.3', 'specialty summary diagnoses question'));
test('N004-6.3.1 a consult note tells the diagnostic criteria', interconsultationAnswer('N004-6.3.1', 'criteria'));
test('N004-6.3.2 a consult note tells the study plan', interconsultationAnswer('N004-6.3.2', 'studies'));
test('N004-6.3.3 a consult note suggests diagnosis and treatment', interconsultationAnswer('N004-6.3.3', 'suggestions'));
test('N004-6.3.4 a consult note carries all of an initial emergency note', interconsultationAnswer('N004-6.3.4', 'attendedAt reason interview vitals physical mental results diagnoses prognosis'));
test('N004-6.4.1 a referral and its return name who sends', asks('N004-6.4.1', { referral: 'sending', 'counter-referral': 'sending' }));
test('N004-6.4.2 a referral and its return name who receives', asks('N004-6.4.2', { referral: 'receiving', 'counter-referral': 'receiving' }));
test('N004-6.4.3 a referral and its return tell reason, impression with substances, and therapy', asks('N004-6.4.3', { referral: 'reason diagnoses substances substancesDetail therapy', 'counter-referral': 'reason diagnoses substances substancesDetail therapy' }));
test('N004-4.11 a summary without one of its parts is refused', clinicalSummary('N004-4.11', 'illness diagnoses treatments evolution results prognosis'));
test('N004-5.6b a summary without written request is refused: requester, capacity, date, reason', clinicalSummary('N004-5.6b', 'requester capacity requestedOn requestReason'));
test('N004-5.6c a summary for an authority names its letter, and no other summary does', clinicalSummary('N004-5.6c', 'authorityDocument'));
test('N004-5.13 a free document says what it is about', free('N004-5.13', 'subject body'));
