import type { Specialty, SpecialtyTemplate, TemplateWords } from './contract.ts';
import { cardiologyTemplates } from './templates-cardiology-table.ts';
import { generalTemplates } from './templates-general-table.ts';
import { gynaecologyTemplates } from './templates-gynaecology-table.ts';
import { internalTemplates } from './templates-internal-table.ts';
import { paediatricsTemplates } from './templates-paediatrics-table.ts';

const bySpecialty = {
  general: generalTemplates, paediatrics: paediatricsTemplates, gynaecology: gynaecologyTemplates, internal: internalTemplates, cardiology: cardiologyTemplates,
} as const satisfies Record<Specialty, readonly TemplateWords[]>;

/** The templates that come with Amate. */
export const specialtyTemplates: readonly SpecialtyTemplate[] =
  Object.entries(bySpecialty).flatMap(([specialty, templates]) => templates.map((template) => ({ ...template, specialty: specialty as Specialty })));
