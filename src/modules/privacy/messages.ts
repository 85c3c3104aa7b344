import type { Localized } from '#kernel/language.ts';

type Messages = Readonly<Record<string, Localized>>;

/** What people read when privacy says no. */
export const privacyMessages = {
  'privacy-ground-needed': {
    'es-MX': 'Falta el consentimiento del aviso de privacidad (o la excepción por urgencia). No se guardó nada.',
    'en-US': 'Consent to the privacy notice (or the emergency exception) is missing. Nothing was saved.',
  },
  'consent-giver-mismatch': {
    'es-MX': 'Escriba quién da el consentimiento cuando no es el paciente; si es el paciente, deje vacío ese nombre.',
    'en-US': 'Write who consents when it is not the patient; when it is the patient, leave that name empty.',
  },
  'privacy-notice-changed': {
    'es-MX': 'El aviso de privacidad cambió mientras llenaba el formulario. Muestre la versión nueva y pida otra vez el consentimiento.',
    'en-US': 'The privacy notice changed meanwhile. Show the new version and ask for consent again.',
  },
  'notice-incomplete': {
    'es-MX': 'Al aviso de privacidad le faltan elementos que la ley pide.',
    'en-US': 'The privacy notice lacks items that the law asks for.',
  },
  'notice-item-missing': { 'es-MX': 'Falta este elemento del aviso.', 'en-US': 'This item of the notice is missing.' },
  'notice-sensitive-unmarked': { 'es-MX': 'El aviso no señala cuáles datos son sensibles.', 'en-US': 'The notice does not mark which data are sensitive.' },
  'notice-published-meanwhile': {
    'es-MX': 'Alguien publicó otra versión del aviso mientras usted la preparaba. Revísela y publique de nuevo.',
    'en-US': 'Somebody published another version of the notice meanwhile. Review it and publish again.',
  },
} as const satisfies Messages;
