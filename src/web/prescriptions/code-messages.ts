import type { Messages } from '#kernel/language.ts';

export const codeMessages = {
  title: { 'es-MX': 'Código de la receta', 'en-US': 'Code of the prescription' },
  says: { 'es-MX': 'El mismo código que lleva el impreso: el paciente puede tomarle una foto, o envíele la dirección. Quien lo tenga puede ver la receta y surtirla en una farmacia.', 'en-US': 'The code the print carries: the patient may take a picture of it, or send them the address. Whoever holds it can see the prescription and have it filled at a pharmacy.' },
  paper: { 'es-MX': 'No sustituye al impreso: el original es el papel firmado a mano.', 'en-US': 'It does not replace the print: the original is the paper signed by hand.' },
  gone: { 'es-MX': 'Se muestra solo ahora: no se guarda, y desaparece al salir de esta pantalla. Después queda en el PDF.', 'en-US': 'Shown only now: it is not stored, and it is gone when you leave this screen. Afterwards it stands in the PDF.' },
  picture: { 'es-MX': 'Código QR que abre la receta', 'en-US': 'QR code that opens the prescription' },
  address: { 'es-MX': 'Dirección de la receta', 'en-US': 'Address of the prescription' },
  copy: { 'es-MX': 'Copiar dirección', 'en-US': 'Copy address' },
  copied: { 'es-MX': 'Dirección copiada.', 'en-US': 'Address copied.' },
  'not-copied': { 'es-MX': 'No se pudo copiar. Seleccione la dirección y cópiela a mano.', 'en-US': 'It could not be copied. Select the address and copy it by hand.' },
} as const satisfies Messages;
