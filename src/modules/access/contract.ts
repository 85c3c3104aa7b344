/** Everything a person may be allowed to do. A route names one; a duty holds some. */
export const permissions = [
  'read-audit', 'export-audit', 'read-earlier-states',
  'manage-staff', 'manage-clinic', 'verify-licence',
  'register-patient', 'read-patient-identity', 'edit-patient-identity', 'merge-patients', 'keep-sticky-notes',
  'read-record', 'write-note', 'sign-note', 'edit-summary', 'add-attachment', 'record-vitals', 'release-record', 'inspect-records',
  'prescribe', 'confirm-medicines',
  'use-phrases', 'edit-clinic-phrases',
  'read-agenda', 'manage-agenda',
] as const;
export type Permission = (typeof permissions)[number];
