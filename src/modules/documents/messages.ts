import type { Messages } from '#kernel/language.ts';

/** What people read when a form does not fit its type. */
export const documentMessages = {
  'document-edition-differs': { 'es-MX': 'El formato de este documento cambió. Recargue la página; lo escrito se conserva.', 'en-US': 'The form of this document has changed. Reload the page; what was written is kept.' },
  'document-field-unknown': { 'es-MX': 'El documento trae un campo que su tipo no tiene.', 'en-US': 'The document holds a field that its type does not have.' },
  'document-value-wrong': { 'es-MX': 'Un campo tiene un valor que no corresponde. Revise el campo señalado.', 'en-US': 'A field holds a value that does not belong there. Check the field named.' },
} as const satisfies Messages;
