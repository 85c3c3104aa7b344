import { DomainError, forbidden } from '#kernel/errors.ts';
import type { ErrorDetail } from '#kernel/errors.ts';
import { evaluate, requireConformity } from '#kernel/norms.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { curpRules, identityRules } from './rules.ts';
import type { IdentitySubject } from './rules.ts';

/** Both sexes of a disagreement, so that the person sees which one to mend; letters, not identities. */
const detailOf = ({ identity }: IdentitySubject, codes: readonly string[]): ErrorDetail => ({
  field: 'curp',
  reasons: codes,
  ...(codes.includes('curp-sex-mismatch') ? { capturedSex: identity.sex, curpSex: identity.curp.value?.charAt(10) ?? '' } : {}),
});

const requireAcceptableCurp = (subject: IdentitySubject): void => {
  const codes = evaluate(curpRules, subject).map(({ code }) => code);
  const [first] = codes;
  if (first !== undefined) throw new DomainError(first, 'invalid', detailOf(subject, codes));
};

/**
 * Refuses an identity that may not be stored: a faulty CURP (the reason is the code, `curp-…`), one
 * attested without the permission to (`curp-attestation-forbidden`), or anything that the identity rules
 * find (`patient-identity-nonconforming`, with the findings). An attestation of a check digit that is
 * right anyway is no attestation: `curp-attestation-needless`.
 */
export const requireAcceptable = (subject: IdentitySubject, actor: StaffActor, may: (actor: StaffActor, permission: string) => boolean): void => {
  requireAcceptableCurp(subject);
  if (subject.identity.curp.state === 'attested') {
    if (!may(actor, 'edit-patient-identity')) throw forbidden('curp-attestation-forbidden');
    const asGiven: IdentitySubject = { ...subject, identity: { ...subject.identity, curp: { ...subject.identity.curp, state: 'given' } } };
    if (evaluate(curpRules, asGiven).length === 0) throw new DomainError('curp-attestation-needless', 'invalid', { field: 'curp' });
  }
  requireConformity('patient-identity-nonconforming', identityRules, subject);
};
