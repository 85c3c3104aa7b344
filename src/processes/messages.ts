import type { Language, Messages } from '#kernel/language.ts';
import { attachmentMessages } from '#modules/attachments/public.ts';
import { auditMessages } from '#modules/audit/public.ts';
import { identityMessages } from '#modules/identity/public.ts';
import { patientMessages } from '#modules/patients/public.ts';
import { privacyMessages } from '#modules/privacy/public.ts';
import { chartingMessages } from '#modules/charting/public.ts';
import { summaryMessages } from '#modules/summary/public.ts';
import { documentMessages } from '#modules/documents/public.ts';
import { recordMessages } from '#modules/record/public.ts';
import { interopMessages } from '#modules/interop/public.ts';
import { medicineMessages } from '#modules/medicines/public.ts';
import { prescriptionMessages } from '#modules/prescriptions/public.ts';
import { releaseMessages } from '#modules/release/public.ts';
import { schedulingMessages } from '#modules/scheduling/public.ts';
import { terminologyMessages } from '#modules/terminology/public.ts';
import { workforceMessages } from '#modules/workforce/public.ts';

/** What the edge itself answers, whatever the module. */
const edgeMessages = {
  'sign-in-needed': { 'es-MX': 'Inicie sesión para continuar.', 'en-US': 'Sign in to continue.' },
  'not-permitted': { 'es-MX': 'Su función no permite hacer esto.', 'en-US': 'Your duty does not allow this.' },
  'step-up-needed': { 'es-MX': 'Confirme su identidad para continuar.', 'en-US': 'Confirm your identity to continue.' },
  'origin-refused': { 'es-MX': 'La petición viene de otro sitio y se rechazó.', 'en-US': 'The request came from another site and was refused.' },
  'request-invalid': { 'es-MX': 'Los datos enviados no tienen la forma esperada.', 'en-US': 'The data sent do not have the expected form.' },
  'body-too-large': { 'es-MX': 'Lo enviado es demasiado grande.', 'en-US': 'What was sent is too large.' },
  'media-type-unsupported': { 'es-MX': 'El formato enviado no se admite; use JSON.', 'en-US': 'The format sent is not supported; use JSON.' },
  'too-many-streams': { 'es-MX': 'Hay demasiadas ventanas abiertas en esta sesión; esta se actualizará más despacio.', 'en-US': 'Too many windows are open in this session; this one will refresh more slowly.' },
  'text-unstorable': { 'es-MX': 'El texto contiene un carácter que no se puede guardar. Bórrelo y escríbalo de nuevo; no se guardó nada.', 'en-US': 'The text has a character that cannot be kept. Delete it and type it again; nothing was saved.' },
  'too-many-requests': { 'es-MX': 'Demasiadas peticiones seguidas. Espere un momento.', 'en-US': 'Too many requests in a row. Wait a moment.' },
  'no-such-address': { 'es-MX': 'Esta dirección no existe.', 'en-US': 'There is no such address.' },
  busy: { 'es-MX': 'El servidor está ocupado. Intente de nuevo en unos segundos.', 'en-US': 'The server is busy. Try again in a few seconds.' },
  unexpected: { 'es-MX': 'Ocurrió un error inesperado. No se guardó nada; intente de nuevo.', 'en-US': 'Something unexpected happened. Nothing was stored; try again.' },
  'canonical-json-invalid': { 'es-MX': 'El texto contiene caracteres que no se pueden firmar; bórrelos y escríbalos de nuevo.', 'en-US': 'The text has characters that cannot be signed; delete them and type them again.' },
  'id-invalid': { 'es-MX': 'El identificador no es válido.', 'en-US': 'The identifier is not valid.' },
  'civil-date-invalid': { 'es-MX': 'La fecha no existe.', 'en-US': 'There is no such date.' },
  'civil-date-out-of-range': { 'es-MX': 'La fecha está fuera de rango.', 'en-US': 'The date is out of range.' },
  'date-before-birth': { 'es-MX': 'La fecha es anterior al nacimiento.', 'en-US': 'The date is before birth.' },
  'time-zone-unknown': { 'es-MX': 'No se conoce esa zona horaria.', 'en-US': 'That time zone is not known.' },
} as const satisfies Messages;

/** Every text the server can answer a refusal with, by code. */
export const allMessages: Messages = {
  ...edgeMessages, ...auditMessages, ...identityMessages, ...workforceMessages, ...privacyMessages, ...patientMessages, ...documentMessages, ...summaryMessages, ...attachmentMessages, ...chartingMessages, ...recordMessages, ...medicineMessages, ...prescriptionMessages, ...interopMessages, ...releaseMessages, ...schedulingMessages, ...terminologyMessages,
};

/** The message of a code; a code without one is answered with the code itself, which a test forbids. */
export const messageOf = (code: string, language: Language): string => allMessages[code]?.[language] ?? code;
