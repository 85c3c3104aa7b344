import type { ConsentGiven, Ground, Notice } from '#modules/privacy/contract.ts';
import type { Draft } from './draft.ts';

/** How the person consented, or why consent waits; null while nobody chose. */
export type GroundDraft = {
  readonly how: ConsentGiven['mechanism'] | 'emergency' | 'cannot-consent' | null;
  readonly who: ConsentGiven['givenBy'];
  readonly giverName: string;
  readonly acceptsSecondary: boolean;
};

export const emptyGround: GroundDraft = { how: null, who: 'patient', giverName: '', acceptsSecondary: false };

export const isException = (how: GroundDraft['how']): how is 'emergency' | 'cannot-consent' => how === 'emergency' || how === 'cannot-consent';

const fromGuardian = { mother: 'mother', father: 'father', guardian: 'guardian' } as const;

/** A minor's consent comes from who answers for her: taken from the form, so that it is typed once. */
export const groundForMinor = (ground: GroundDraft, { guardian }: Pick<Draft, 'guardian'>): GroundDraft => {
  const known = guardian.relationship !== null && guardian.relationship in fromGuardian ? fromGuardian[guardian.relationship as keyof typeof fromGuardian] : 'representative';
  return { ...ground, who: ground.who === 'patient' ? known : ground.who, giverName: ground.giverName === '' ? guardian.name : ground.giverName };
};

export type GroundFault = 'how' | 'giver';

export const groundFaults = (ground: GroundDraft): readonly GroundFault[] => {
  if (ground.how === null) return ['how'];
  return !isException(ground.how) && ground.who !== 'patient' && ground.giverName.trim() === '' ? ['giver'] : [];
};

/** What is sent, bound to the very notice that was shown; null of a draft with faults. */
export const groundOf = (ground: GroundDraft, notice: Pick<Notice, 'version' | 'sha256'>): Ground | null => {
  if (ground.how === null || groundFaults(ground).length > 0) return null;
  if (isException(ground.how)) return { basis: 'exception', cause: ground.how };
  return {
    basis: 'consent', noticeVersion: notice.version, noticeSha256: notice.sha256, mechanism: ground.how, givenBy: ground.who,
    giverName: ground.who === 'patient' ? null : ground.giverName.trim(), secondaryPurposes: ground.acceptsSecondary,
  };
};
