export type PrescriptionVerdict = { holds: boolean; refusals: { code: string; es: string; en: string }[]; signer: { name: string; curp: string; serial: string } | null; signedAt: string | null };
export function verifyPrescription(pdf: Uint8Array, authorities: readonly Uint8Array[]): PrescriptionVerdict;
