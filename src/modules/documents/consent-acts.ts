import type { ConsentAct, DocumentType, FormContent, Section } from './contract.ts';
import { both, choice, section } from './field-makers.ts';
import { textIn } from './field-values.ts';

/** The acts of NOM-004 10.1.2, in its order, and which of them a document reports. */

export const mandatoryActs = {
  admission: both('Ingreso hospitalario', 'Hospital admission'), 'major-surgery': both('Cirugía mayor', 'Major surgery'), anaesthesia: both('Anestesia general o regional', 'General or regional anesthesia'),
  sterilisation: both('Salpingoclasia o vasectomía', 'Tubal ligation or vasectomy'), transplant: both('Donación de órganos o trasplante', 'Organ donation or transplant'), research: both('Investigación clínica en seres humanos', 'Clinical research'),
  autopsy: both('Necropsia hospitalaria', 'Hospital autopsy'), 'high-risk': both('Procedimiento diagnóstico o terapéutico de alto riesgo', 'High-risk diagnostic or therapeutic procedure'), mutilation: both('Procedimiento que entraña mutilación', 'Mutilating procedure'),
} as const satisfies Record<ConsentAct, unknown>;

const NONE = 'none';
const FIELD = 'consentAct';

const question = both('Acto que informa y exige carta de consentimiento', 'Act reported that requires informed consent');

/** Asks which mandatory act a document reports; left empty it is the type's usual one, and `none` says why there is none. */
export const actSection = (none: ReturnType<typeof both>): Section =>
  section('consentAct', both('Consentimiento informado', 'Informed consent'), [choice(FIELD, question, { [NONE]: none, ...mandatoryActs })]);

/** The mandatory act that a form reports: the one it names, else its type's usual one; null when it reports none. */
export const reportedAct = ({ consentAct }: DocumentType, { values }: FormContent): ConsentAct | null => {
  const named = textIn(values, FIELD);
  if (named === NONE) return null;
  return named === '' ? consentAct ?? null : named as ConsentAct;
};
