import type { PhraseWords, Specialty, SpecialtyPhrase } from './contract.ts';
import { cardiologyPhrases } from './phrases-cardiology-table.ts';
import { generalPhrases } from './phrases-general-table.ts';
import { gynaecologyPhrases } from './phrases-gynaecology-table.ts';
import { internalPhrases } from './phrases-internal-table.ts';
import { paediatricsPhrases } from './phrases-paediatrics-table.ts';

const bySpecialty = {
  general: generalPhrases, paediatrics: paediatricsPhrases, gynaecology: gynaecologyPhrases, internal: internalPhrases, cardiology: cardiologyPhrases,
} as const satisfies Record<Specialty, readonly PhraseWords[]>;

/** The phrases that come with Amate. Every short name is used once among them all, so that no specialty hides another's. */
export const specialtyPhrases: readonly SpecialtyPhrase[] =
  Object.entries(bySpecialty).flatMap(([specialty, phrases]) => phrases.map((phrase) => ({ ...phrase, specialty: specialty as Specialty })));
