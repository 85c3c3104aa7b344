import type { Messages } from '#kernel/language.ts';

export const attachmentMessages = {
  'attachment-not-found': { 'es-MX': 'No se encontró ese archivo del expediente.', 'en-US': 'That file of the record was not found.' },
  'attachment-is-known': { 'es-MX': 'Ese mismo archivo ya está en el expediente de este paciente.', 'en-US': 'That very file is already in this patient’s record.' },
  'attachment-already-marked': { 'es-MX': 'Ese archivo ya estaba marcado como registrado por error.', 'en-US': 'That file was already marked as recorded by mistake.' },
  'attachment-link-unknown': { 'es-MX': 'La consulta o el documento indicado no es de este paciente.', 'en-US': 'The visit or document named is not this patient’s.' },
  'attachment-inconsistent': { 'es-MX': 'Lo que se dice del archivo no puede ser.', 'en-US': 'What is said of the file cannot be.' },
  'attachment-broken': { 'es-MX': 'El archivo guardado no coincide con su huella digital. Avise a quien administra el sistema.', 'en-US': 'The stored file does not match its digest. Tell whoever runs the system.' },
  'too-many-uploads': { 'es-MX': 'Se están recibiendo muchos archivos a la vez. Espere un momento y envíe este de nuevo.', 'en-US': 'Many files are arriving at once. Wait a moment and send this one again.' },
  'file-kind-unknown': { 'es-MX': 'El archivo no es una fotografía JPEG, PNG o WebP ni un PDF. Si es de iPhone (HEIC), expórtelo como JPEG.', 'en-US': 'The file is not a JPEG, PNG or WebP photograph nor a PDF. If it comes from an iPhone (HEIC), export it as JPEG.' },
  'file-damaged': { 'es-MX': 'El archivo está dañado o llegó cortado. Ábralo en su equipo para comprobarlo y envíelo de nuevo.', 'en-US': 'The file is damaged or cut off. Open it on your device to check it and send it again.' },
  'file-has-more': { 'es-MX': 'El archivo trae algo más escondido después o dentro de la imagen o del PDF. Expórtelo de nuevo y envíe la copia.', 'en-US': 'The file carries something else hidden behind or inside the image or PDF. Export it again and send the copy.' },
  'file-too-large': { 'es-MX': 'El archivo es demasiado grande: hasta 16 MB una fotografía y 24 MB un PDF.', 'en-US': 'The file is too large: up to 16 MB for a photograph and 24 MB for a PDF.' },
  'file-incomplete': { 'es-MX': 'El archivo no llegó completo. No se guardó nada; envíelo de nuevo.', 'en-US': 'The file did not arrive whole. Nothing was stored; send it again.' },
  'image-too-large': { 'es-MX': 'La imagen tiene demasiados pixeles (hasta 64 millones). Redúzcala y envíela de nuevo.', 'en-US': 'The image has too many pixels (up to 64 million). Make it smaller and send it again.' },
  'image-animated': { 'es-MX': 'La imagen tiene movimiento; el expediente guarda fotografías fijas.', 'en-US': 'The image moves; the record keeps still photographs.' },
  'pdf-active': { 'es-MX': 'El PDF trae instrucciones que se ejecutan, formularios que envían datos u otros archivos dentro. Imprímalo como PDF nuevo y envíe esa copia.', 'en-US': 'The PDF carries instructions that run, forms that send data or other files inside. Print it to a new PDF and send that copy.' },
  'pdf-locked': { 'es-MX': 'El PDF está protegido con contraseña o cifrado, y así no se puede revisar. Guárdelo sin protección y envíelo de nuevo.', 'en-US': 'The PDF is protected or encrypted, so it cannot be checked. Save it without protection and send it again.' },
  'pdf-uncheckable': { 'es-MX': 'El PDF está hecho de una forma que no se puede revisar. Imprímalo como PDF nuevo y envíe esa copia.', 'en-US': 'The PDF is made in a way that cannot be checked. Print it to a new PDF and send that copy.' },
} as const satisfies Messages;
