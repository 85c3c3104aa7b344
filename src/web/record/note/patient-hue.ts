import type { PatientId } from '#kernel/ids.ts';
/** A colour that belongs to a patient's id: two open charts look different. It carries no other meaning. */
export const patientHue = (patientId: PatientId): string => {
  let sum = 0;
  for (const letter of patientId) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  // twelve steps are told apart at a glance; 360 are not
  return `oklch(0.62 0.13 ${String(Math.floor(sum / 30) * 30)})`;
};
