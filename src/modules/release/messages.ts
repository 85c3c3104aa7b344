import type { Messages } from '#kernel/language.ts';

export const releaseMessages = {
  'record-request-not-found': { 'es-MX': 'No se encontró la solicitud.', 'en-US': 'The request was not found.' },
  'record-request-incomplete': { 'es-MX': 'A la solicitud le falta algo; sin ella completa no se entrega el expediente.', 'en-US': 'The request lacks something; the record is not released without it.' },
  'record-request-decided': { 'es-MX': 'Esta solicitud ya se resolvió.', 'en-US': 'This request was decided already.' },
  'record-request-not-granted': { 'es-MX': 'Solo se entrega lo que se autorizó.', 'en-US': 'Only what was granted is released.' },
  'record-request-delivered': { 'es-MX': 'Esta solicitud ya se entregó; cada entrega pide su propia solicitud.', 'en-US': 'This request was delivered already; each delivery needs a request of its own.' },
  'summary-to-deliver-wrong': { 'es-MX': 'Elija el resumen clínico firmado de este paciente que responde a la solicitud.', 'en-US': 'Choose the signed clinical summary of this patient that answers the request.' },
  'information-incomplete': { 'es-MX': 'Al registro de información verbal le falta algo.', 'en-US': 'The log of information given lacks something.' },
  'archive-too-large': { 'es-MX': 'El expediente pasa de 4 GB; pídalo por rangos de fechas.', 'en-US': 'The record exceeds 4 GB; ask for it by ranges of dates.' },
} as const satisfies Messages;
