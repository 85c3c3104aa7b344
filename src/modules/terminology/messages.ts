import type { Messages } from '#kernel/language.ts';

export const terminologyMessages = {
  'code-without-catalogue': { 'es-MX': 'Falta el catálogo del que se eligió el código.', 'en-US': 'The catalogue that the code was chosen from is missing.' },
  'code-malformed': { 'es-MX': 'El código CIE-10 debe tener cuatro caracteres, por ejemplo J029 o I10X.', 'en-US': 'A CIE-10 code has four characters, for example J029 or I10X.' },
  'catalogue-not-held': { 'es-MX': 'El diagnóstico se eligió de otra versión del catálogo. Quítelo y elíjalo de nuevo.', 'en-US': 'The diagnosis was chosen from another version of the catalogue. Remove it and choose it again.' },
  'code-not-in-catalogue': { 'es-MX': 'Ese código no está en el catálogo. Quítelo y elija el diagnóstico de la lista.', 'en-US': 'That code is not in the catalogue. Remove it and choose the diagnosis from the list.' },
  'term-of-other-code': { 'es-MX': 'El nombre no corresponde al código. Quítelo y elija el diagnóstico de la lista.', 'en-US': 'The term is not that code’s. Remove it and choose the diagnosis from the list.' },
  'diagnosis-of-other-sex': { 'es-MX': 'Ese diagnóstico no corresponde al sexo biológico del paciente. Revíselo.', 'en-US': 'That diagnosis does not fit the biological sex of the patient. Check it.' },
  'diagnosis-of-other-age': { 'es-MX': 'Ese diagnóstico es inusual a la edad del paciente. Revíselo.', 'en-US': 'That diagnosis is unusual at the age of the patient. Check it.' },
} as const satisfies Messages;
