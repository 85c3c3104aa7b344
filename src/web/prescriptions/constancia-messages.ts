import type { Messages } from '#kernel/language.ts';

export const constanciaMessages = {
  title: { 'es-MX': 'Constancia NOM-151', 'en-US': 'NOM-151 constancia' },
  'is.nom-151': { 'es-MX': 'Emitida por {issuer} el {day}. El archivo firmado es el original: no hace falta firmarlo a mano.', 'en-US': 'Issued by {issuer} on {day}. The signed file is the original: it need not be signed by hand.' },
  'is.rfc-3161': { 'es-MX': 'Sello de tiempo de {issuer}, del {day}. Prueba la fecha, pero no es una constancia NOM-151.', 'en-US': 'Time stamp of {issuer}, of {day}. It proves the date and is no NOM-151 constancia.' },
  'is.unknown': { 'es-MX': 'Sello de {issuer}, del {day}. Esta instalación no reconoce a quien lo emitió: se conserva, pero no cuenta como constancia.', 'en-US': 'Stamp of {issuer}, of {day}. This installation does not know who issued it: it is kept and counts for no constancia.' },
  'is.paper': { 'es-MX': 'Emitida por {issuer} el {day}. Prueba la fecha del PDF; el original sigue siendo el papel firmado a mano.', 'en-US': 'Issued by {issuer} on {day}. It proves the PDF’s date; the original is still the paper signed by hand.' },
  none: { 'es-MX': 'Sin constancia. Con la de un prestador de servicios de certificación, el archivo firmado vale como original.', 'en-US': 'No constancia. With one of an accredited provider, the signed file is the original.' },
  'none.paper': { 'es-MX': 'Sin constancia. Aunque la agregue, el original de esta receta es el papel firmado a mano.', 'en-US': 'No constancia. Even with one, this prescription’s original is the paper signed by hand.' },
  how: { 'es-MX': 'Envíe la solicitud a su prestador: solo lleva la huella del PDF, ningún dato del paciente. Agregue aquí el archivo que le devuelva.', 'en-US': 'Send the request to your provider: it holds the PDF’s digest only, nothing of the patient. Add here the file that comes back.' },
  request: { 'es-MX': 'Descargar solicitud', 'en-US': 'Download request' },
  add: { 'es-MX': 'Agregar constancia', 'en-US': 'Add constancia' },
  file: { 'es-MX': 'Archivo de la constancia', 'en-US': 'File of the constancia' },
  download: { 'es-MX': 'Descargar constancia', 'en-US': 'Download constancia' },
  'too-large': { 'es-MX': 'Ese archivo es demasiado grande para ser una constancia.', 'en-US': 'That file is too large to be a constancia.' },
  done: { 'es-MX': 'La constancia se verificó y quedó agregada.', 'en-US': 'The constancia was verified and added.' },
  'done.unknown': { 'es-MX': 'El sello se conserva, pero esta instalación no reconoce a quien lo emitió.', 'en-US': 'The stamp is kept, but this installation does not know who issued it.' },
} as const satisfies Messages;
