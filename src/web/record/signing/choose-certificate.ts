import { systemClock } from '#kernel/clock.ts';
import { certificateRefusals, readCertificateProfile } from '#platform/efirma/profile.ts';
import type { Certificate, Problem } from './ceremony.ts';

/** SAT's files have a few kilobytes; a larger one is not an e.firma. */
const MOST_BYTES = 64 * 1024;

export type Chosen = { readonly certificate: Certificate; readonly problem: null } | { readonly certificate: null; readonly problem: Problem };

/** Reads a `.cer` in the browser and judges what it says of itself; issuer and person are judged by the server. */
export const chooseCertificate = async (file: File): Promise<Chosen> => {
  const refuse = (code: string): Chosen => ({ certificate: null, problem: { code } });
  if (file.size > MOST_BYTES) return refuse('efirma-not-a-certificate');
  try {
    const der = new Uint8Array(await file.arrayBuffer());
    const profile = readCertificateProfile(der);
    if (profile === null) return refuse('efirma-not-a-certificate');
    return { certificate: { fileName: file.name, der, profile, refusals: certificateRefusals(profile, { at: systemClock.now() }) }, problem: null };
  } catch {
    return refuse('file-unreadable');
  }
};

/** The bytes of a `.key`; the caller wipes them. Null when it cannot be read or cannot be one. */
export const readKeyFile = async (file: File): Promise<Uint8Array<ArrayBuffer> | null> => {
  if (file.size > MOST_BYTES) return null;
  return file.arrayBuffer().then((buffer) => new Uint8Array(buffer), () => null);
};
