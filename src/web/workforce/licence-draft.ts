import type { LicenceGiven } from '#modules/workforce/contract.ts';
import type { staffMessages } from './messages.ts';

export type LicenceDraft = {
  readonly kind: LicenceGiven['kind'];
  readonly cedula: string;
  readonly title: string;
  readonly institution: string;
  readonly council: string;
  readonly certificate: string;
  readonly expiresOn: string;
};
export type LicenceFaults = Partial<Record<keyof LicenceDraft, keyof typeof staffMessages>>;

export const emptyLicence: LicenceDraft = { kind: 'profession', cedula: '', title: '', institution: '', council: '', certificate: '', expiresOn: '' };

const certificateFields = ['council', 'certificate'] as const;

const certificateFaults = (draft: LicenceDraft): LicenceFaults => ({
  ...Object.fromEntries(certificateFields.filter((field) => draft[field].trim() === '').map((field) => [field, 'fault.needed'])),
  ...(draft.expiresOn === '' ? { expiresOn: 'fault.expires' as const } : {}),
});

/** What keeps a licence, or only its new certificate, from being sent. */
export const licenceFaults = (draft: LicenceDraft, isRenewal: boolean): LicenceFaults => {
  if (isRenewal) return certificateFaults(draft);
  return {
    ...(/^\d{5,8}$/.test(draft.cedula.trim()) ? {} : { cedula: 'fault.cedula' as const }),
    ...Object.fromEntries((['title', 'institution'] as const).filter((field) => draft[field].trim() === '').map((field) => [field, 'fault.needed'])),
    ...(draft.kind === 'specialty' ? certificateFaults(draft) : {}),
  };
};

export const certificateOf = ({ council, certificate, expiresOn }: LicenceDraft) => ({ council: council.trim(), certificate: certificate.trim(), expiresOn });

export const licenceOf = (draft: LicenceDraft): LicenceGiven => {
  const shared = { cedula: draft.cedula.trim(), title: draft.title.trim(), institution: draft.institution.trim() };
  return draft.kind === 'profession' ? { kind: 'profession', ...shared } : { kind: 'specialty', ...shared, ...certificateOf(draft) };
};
