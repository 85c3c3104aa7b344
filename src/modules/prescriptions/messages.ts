import type { Messages } from '#kernel/language.ts';

export const prescriptionMessages = {
  'prescription-not-found': { 'es-MX': 'No se encontró la receta.', 'en-US': 'The prescription was not found.' },
  'prescription-of-another': { 'es-MX': 'Esta receta es de otra persona; solo ella puede cambiarla.', 'en-US': 'This prescription is somebody else’s; only she may change it.' },
  'prescription-already-signed': { 'es-MX': 'Esta receta ya está firmada y no cambia. Para corregirla, reemplácela.', 'en-US': 'This prescription is signed and does not change. Replace it to correct it.' },
  'prescription-not-signed': { 'es-MX': 'Esta receta no está firmada.', 'en-US': 'This prescription is not signed.' },
  'prescription-discarded': { 'es-MX': 'Esta receta se descartó.', 'en-US': 'This prescription was discarded.' },
  'prescription-in-work': { 'es-MX': 'Ya tiene una receta en borrador de este paciente: fírmela o descártela antes de empezar otra.', 'en-US': 'You have a prescription of this patient in work already: sign or discard it before beginning another.' },
  'prescription-ended': { 'es-MX': 'Esa receta ya se canceló o se reemplazó.', 'en-US': 'That prescription was cancelled or replaced already.' },
  'prescription-of-merged-record': { 'es-MX': 'Esa receta es de un expediente que se unió a este: escríbala de nuevo y cancele la anterior.', 'en-US': 'That prescription is of a record merged into this one: write it again and cancel the earlier one.' },
  'prescription-incomplete': { 'es-MX': 'A la receta le falta algo que la ley pide; sin ello no se firma.', 'en-US': 'The prescription lacks something the law asks for; it is not signed without it.' },
  'prescriber-supervised': { 'es-MX': 'Solo receta quien tiene cédula profesional verificada y no firma bajo supervisión.', 'en-US': 'Only somebody with a verified licence who does not sign under supervision prescribes.' },
  'alerts-unanswered': { 'es-MX': 'Hay alertas de seguridad sin motivo: responda cada una antes de firmar.', 'en-US': 'There are safety alerts without a reason: answer each before signing.' },
  'answer-needs-words': { 'es-MX': 'El motivo «otro» necesita una explicación.', 'en-US': 'The reason “other” needs an explanation.' },
  'reason-needs-words': { 'es-MX': 'El motivo «otro» necesita una explicación.', 'en-US': 'The reason “other” needs an explanation.' },
  'preparation-outdated': { 'es-MX': 'Los datos del paciente cambiaron desde que preparó la firma: revise las alertas y firme de nuevo.', 'en-US': 'The patient’s data changed since the signature was prepared: review the alerts and sign again.' },
  'favourite-names-patient': { 'es-MX': 'El renglón nombra al paciente: quite sus datos antes de guardarlo.', 'en-US': 'The line names the patient: remove that before keeping it.' },
  'favourites-full': { 'es-MX': 'Ya tiene 200 renglones guardados: quite alguno antes de guardar otro.', 'en-US': 'You keep 200 lines already: remove one before keeping another.' },
  'favourite-not-found': { 'es-MX': 'No se encontró ese renglón guardado.', 'en-US': 'That kept line was not found.' },
} as const satisfies Messages;
