/** The texts of the public page, in Spanish first. */
export type PageLanguage = 'es' | 'en';

const texts = {
  es: {
    title: 'Verificación de receta', notFoundTitle: 'No se encontró', notFound: 'Este código no corresponde a ninguna receta, o está mal escrito. Escanee de nuevo el código impreso o escriba la dirección completa.',
    slowTitle: 'Espere un momento', slow: 'Se hicieron demasiadas consultas seguidas. Espere un minuto e intente de nuevo.', otherLanguage: 'English',
    valid: 'Receta vigente', validDetail: 'La firma corresponde a lo que se muestra aquí.', altered: 'No surtir: la firma no corresponde', alteredDetail: 'Lo guardado no coincide con lo que se firmó. Comuníquese con el consultorio.',
    cancelled: 'No surtir: receta cancelada', replaced: 'No surtir: se reemplazó por otra receta', exhausted: 'Ya se surtió completa', expired: 'No surtir: la vigencia terminó',
    endedDetail: 'El médico la retiró. Pida al paciente la receta actual o comuníquese con el consultorio.', exhaustedDetail: 'No quedan piezas por surtir.', expiredDetail: 'La fecha límite para surtirla ya pasó.',
    paper: 'El original es el papel con firma autógrafa. Esta página solo lleva la cuenta de lo surtido.', noConstancia: 'Firmada con e.firma, sin constancia NOM-151: pida el impreso con firma autógrafa.', electronic: 'Original electrónico con constancia NOM-151.',
    demo: 'DEMOSTRACIÓN: receta sin validez', prescriber: 'Médico', cedula: 'Cédula profesional', specialty: 'Especialidad', establishment: 'Establecimiento', patient: 'Paciente', folio: 'Folio', issued: 'Fecha de la receta', validUntil: 'Se surte hasta el',
    noLimit: 'Sin fecha límite', medicines: 'Medicamentos', left: 'Por surtir', ofFill: 'surtido', of: 'de', handed: 'Surtido', unclassified: 'Sin clasificar (art. 226 LGS)', fraction: 'Fracción', antibiotic: 'Antibiótico', rules: 'Qué pide la ley',
    ruleI: 'Fracción I: exija el recetario especial con código de barras y consérvelo. Registre en el libro de control.', ruleII: 'Fracción II: conserve la receta y regístrela en el libro de control. Máximo dos presentaciones; se surte una sola vez y completa.',
    ruleIII: 'Fracción III: selle y registre cada surtido; conserve la receta en el tercero.', ruleAtb: 'Antibiótico: registre el surtido en la bitácora; si queda algo por surtir, selle la receta con cantidad y fecha.', ruleIV: 'Fracción IV: requiere receta.',
    ruleUnclassified: 'Sin clasificar en este sistema: siga la clasificación del registro sanitario del producto.', dispense: 'Registrar lo surtido', dispenseHint: 'Sin cuenta. Lo que registre queda guardado y no se borra.', who: 'Quién surte', pharmacist: 'Profesional farmacéutico (cédula)', pharmacy: 'Farmacia (licencia o aviso)',
    licence: 'Cédula o licencia', name: 'Nombre de quien surte', pharmacyName: 'Farmacia', address: 'Domicilio de la farmacia (opcional)', quantity: 'Cantidad', brand: 'Marca o laboratorio', lot: 'Lote', expires: 'Caducidad (AAAA-MM)', acquired: 'Fecha de adquisición (opcional, AAAA-MM-DD)',
    retained: 'La receta impresa queda en la farmacia', register: 'Registrar', missing: 'Falta este dato', 'too-long': 'Es demasiado largo', 'not-a-number': 'Escriba una cantidad con números', 'not-a-date': 'Escriba la fecha como AAAA-MM o AAAA-MM-DD', characters: 'Tiene caracteres que no se admiten',
    fix: 'Revise los datos marcados. No se registró nada.', doneTitle: 'Quedó registrado', voidCode: 'Código para anular', voidCodeHint: 'Guárdelo: es la única forma de anular este registro si se equivocó. No se vuelve a mostrar.', again: 'Ese registro ya estaba guardado; no se repitió.',
    back: 'Volver a la receta', history: 'Lo que ya se surtió', void: 'Anular', voided: 'Anulado', voidTitle: 'Anular un registro', voidHint: 'El registro no se borra: queda como anulado y las piezas vuelven a estar disponibles.', reason: 'Motivo', voidDone: 'Se anuló el registro.',
    refusedTitle: 'No se registró', 'nothing-asked': 'No indicó ninguna cantidad.', 'line-twice': 'Un renglón venía dos veces.', 'line-unknown': 'Ese renglón no existe.', 'quantity-wrong': 'La cantidad no es válida.', 'more-than-left': 'Es más de lo que queda por surtir. Otra farmacia pudo haber surtido antes.',
    'whole-fill-only': 'Fracción II: se surte completa en una sola vez.', 'must-be-retained': 'La ley pide conservar la receta: marque que queda en la farmacia.', 'product-expired': 'El producto ya caducó.', 'request-differs': 'Este formulario ya se envió con otros datos. Vuelva a la receta y empiece de nuevo.',
    'code-wrong': 'El código para anular no corresponde.', 'void-already': 'Ese registro ya estaba anulado.', dose: 'Dosis', route: 'Vía', lasts: 'Duración', amount: 'Cantidad', packs: 'envases', indications: 'Indicaciones', private: 'Esta página no muestra el nombre completo ni el diagnóstico del paciente.', noCopies: 'Si imprime o guarda esta página, trátela como dato de salud.', check: 'Se verificó la firma con el certificado', revocation: 'No se consultó al SAT si el certificado fue revocado.',
  },
  en: {
    title: 'Prescription check', notFoundTitle: 'Not found', notFound: 'This code belongs to no prescription, or was mistyped. Scan the printed code again or type the whole address.',
    slowTitle: 'Wait a moment', slow: 'Too many requests in a row. Wait a minute and try again.', otherLanguage: 'Español',
    valid: 'Prescription in force', validDetail: 'The signature matches what is shown here.', altered: 'Do not dispense: the signature does not match', alteredDetail: 'What is stored differs from what was signed. Call the practice.',
    cancelled: 'Do not dispense: cancelled', replaced: 'Do not dispense: replaced by another prescription', exhausted: 'Dispensed in full', expired: 'Do not dispense: no longer valid',
    endedDetail: 'The physician withdrew it. Ask the patient for the present one or call the practice.', exhaustedDetail: 'Nothing is left to dispense.', expiredDetail: 'The last day on which it may be filled has passed.',
    paper: 'The original is the paper with a handwritten signature. This page only keeps count of what was dispensed.', noConstancia: 'Signed electronically without a NOM-151 certificate: ask for the print with a handwritten signature.', electronic: 'Electronic original with a NOM-151 certificate.',
    demo: 'DEMONSTRATION: not a valid prescription', prescriber: 'Physician', cedula: 'Licence (cédula)', specialty: 'Specialty', establishment: 'Practice', patient: 'Patient', folio: 'Number', issued: 'Issued', validUntil: 'May be filled until',
    noLimit: 'No limit', medicines: 'Medicines', left: 'Left to dispense', ofFill: 'fill', of: 'of', handed: 'Dispensed', unclassified: 'Unclassified (LGS 226)', fraction: 'Fraction', antibiotic: 'Antibiotic', rules: 'What the law asks',
    ruleI: 'Fraction I: ask for the special form with bar code and keep it. Enter it in the control book.', ruleII: 'Fraction II: keep the prescription and enter it in the control book. At most two packs; filled once and whole.',
    ruleIII: 'Fraction III: stamp and record each fill; keep the prescription at the third.', ruleAtb: 'Antibiotic: enter it in the log; if something is left, stamp the prescription with quantity and date.', ruleIV: 'Fraction IV: needs a prescription.',
    ruleUnclassified: 'Not classified in this system: follow the product’s own registration.', dispense: 'Record what you dispense', dispenseHint: 'No account. What you record is kept and never deleted.', who: 'Who dispenses', pharmacist: 'Pharmacist (cédula)', pharmacy: 'Pharmacy (licence)',
    licence: 'Cédula or licence number', name: 'Name of the person', pharmacyName: 'Pharmacy', address: 'Address of the pharmacy (optional)', quantity: 'Quantity', brand: 'Brand or maker', lot: 'Lot', expires: 'Expiry (YYYY-MM)', acquired: 'Acquired on (optional, YYYY-MM-DD)',
    retained: 'The printed prescription stays with the pharmacy', register: 'Record', missing: 'This is missing', 'too-long': 'This is too long', 'not-a-number': 'Write an amount in digits', 'not-a-date': 'Write the date as YYYY-MM or YYYY-MM-DD', characters: 'It has characters that are not accepted',
    fix: 'Check what is marked. Nothing was recorded.', doneTitle: 'Recorded', voidCode: 'Code to void it', voidCodeHint: 'Keep it: it is the only way to void this record if you made a mistake. It is not shown again.', again: 'That record was stored already; it was not repeated.',
    back: 'Back to the prescription', history: 'Dispensed so far', void: 'Void', voided: 'Voided', voidTitle: 'Void a record', voidHint: 'The record is not deleted: it stays as void and its units may be dispensed again.', reason: 'Reason', voidDone: 'The record was voided.',
    refusedTitle: 'Not recorded', 'nothing-asked': 'No quantity was given.', 'line-twice': 'A line came twice.', 'line-unknown': 'There is no such line.', 'quantity-wrong': 'The quantity is not valid.', 'more-than-left': 'This is more than is left. Another pharmacy may have dispensed before.',
    'whole-fill-only': 'Fraction II: filled whole, at once.', 'must-be-retained': 'The law asks to keep the prescription: tick that it stays with the pharmacy.', 'product-expired': 'The product has expired.', 'request-differs': 'This form was sent before with other data. Go back to the prescription and begin again.',
    'code-wrong': 'The code to void does not match.', 'void-already': 'That record was void already.', dose: 'Dose', route: 'Route', lasts: 'Duration', amount: 'Quantity', packs: 'packs', indications: 'Instructions', private: 'This page shows neither the patient’s full name nor the diagnosis.', noCopies: 'If you print or keep this page, treat it as health data.', check: 'The signature was checked with certificate', revocation: 'Whether SAT revoked the certificate was not checked.',
  },
} as const;

export type PageWord = keyof (typeof texts)['es'];
export const wordOf = (language: PageLanguage) => (word: PageWord): string => texts[language][word];

/** The text of a code that the database answers with; what has no text of its own is told as the general refusal. */
export const refusalText = (language: PageLanguage, code: string): string =>
  (Object.hasOwn(texts[language], code) ? texts[language][code as PageWord] : texts[language].refusedTitle);
