import { forbidden } from '#kernel/errors.ts';
import type { PractitionerId } from '#kernel/ids.ts';
import { documentType, holds } from '#modules/documents/public.ts';
import type { Signer } from '#modules/workforce/public.ts';
import type { NoteContent, SecondAsked } from './contract.ts';

export type Asked = { readonly asks: SecondAsked; readonly namedId: PractitionerId | null; readonly namedName: string | null };

const asksTwoPhysicians = (content: NoteContent): boolean => {
  if (content.kind === 'evolution' || content.kind === 'addendum') return false;
  const { twoPhysicians } = documentType(content.kind);
  return twoPhysicians !== undefined && holds(twoPhysicians, content.values);
};

/**
 * Whose signature a document needs beside its author's: her supervisor's (LIC-4), or another physician's (LGS 51 Bis 2).
 * Refuses `document-needs-two-physicians`: whoever is supervised is not one of the two.
 */
export const secondAskedOf = ({ supervision }: Signer, content: NoteContent): Asked | null => {
  if (supervision !== null) {
    if (content.kind === 'emergency-treatment') throw forbidden('document-needs-two-physicians');
    return { asks: 'supervisor', namedId: supervision.supervisorId, namedName: supervision.supervisorName };
  }
  return asksTwoPhysicians(content) ? { asks: 'second-physician', namedId: null, namedName: null } : null;
};
