import type { Messages } from '#kernel/language.ts';

export const consentMessages = {
  title: { 'es-MX': 'Consentimiento en que se apoya', 'en-US': 'Consent this document rests on' },
  says: { 'es-MX': 'Este documento informa de un acto que exige carta de consentimiento (NOM-004, 10.1.2). Elija la que firmó el paciente, o la constancia de urgencia de dos médicos.', 'en-US': 'This document reports an act that requires informed consent (NOM-004, 10.1.2). Choose the one the patient signed, or the emergency statement of two physicians.' },
  none: { 'es-MX': 'Ninguno', 'en-US': 'None' },
  'none-fits': { 'es-MX': 'El paciente no tiene un consentimiento firmado y vigente para este acto.', 'en-US': 'The patient has no signed consent in force for this act.' },
  write: { 'es-MX': 'Escribir el consentimiento', 'en-US': 'Write the consent' },
  'write.emergency': { 'es-MX': 'Urgencia sin consentimiento', 'en-US': 'Emergency without consent' },
  'option.consent': { 'es-MX': '{title} · firmado el {at}', 'en-US': '{title} · signed {at}' },
  'option.emergency': { 'es-MX': 'Constancia de urgencia sin consentimiento · firmada el {at}', 'en-US': 'Emergency statement · signed {at}' },
  'rests-on': { 'es-MX': 'Se apoya en: {what}', 'en-US': 'Rests on: {what}' },
  emergency: { 'es-MX': 'constancia de urgencia sin consentimiento', 'en-US': 'emergency statement without consent' },
  revoke: { 'es-MX': 'Registrar revocación', 'en-US': 'Record its revocation' },
  'revoke.says': { 'es-MX': 'El paciente puede revocar su consentimiento antes del acto. Queda registrado para siempre; lo que ya se firmó con él no cambia.', 'en-US': 'The patient may revoke the consent before the act. It is recorded for good; what was signed with it does not change.' },
  'revoke.by': { 'es-MX': 'Quién revoca, y en calidad de qué', 'en-US': 'Who revokes it, and in which capacity' },
  'revoke.reason': { 'es-MX': 'Motivo', 'en-US': 'Reason' },
  'revoke.done': { 'es-MX': 'Revocación registrada.', 'en-US': 'Revocation recorded.' },
  revoked: { 'es-MX': 'Consentimiento revocado', 'en-US': 'Consent revoked' },
  'revoked.says': { 'es-MX': 'Lo revocó {who}: {reason}. Registró {name}.', 'en-US': 'Revoked by {who}: {reason}. Recorded by {name}.' },
} as const satisfies Messages;
