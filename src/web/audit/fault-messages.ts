import type { Messages } from '#kernel/language.ts';
import type { FaultKind } from '#modules/audit/contract.ts';

/** What was found not to hold, after the words that say where. */
export const faultMessages = {
  'fault.entry-missing': { 'es-MX': 'falta este registro', 'en-US': 'this entry is missing' },
  'fault.entry-not-canonical': { 'es-MX': 'no está escrito como se selló', 'en-US': 'not written the way it was sealed' },
  'fault.entry-of-other-clinic': { 'es-MX': 'es de otro consultorio', 'en-US': 'belongs to another practice' },
  'fault.previous-differs': { 'es-MX': 'no enlaza con el registro anterior', 'en-US': 'not linked to the entry before' },
  'fault.hash-differs': { 'es-MX': 'su contenido fue alterado', 'en-US': 'its content was altered' },
  'fault.columns-differ': { 'es-MX': 'los datos con que se busca fueron alterados', 'en-US': 'the data it is found by were altered' },
  'fault.tree-differs': { 'es-MX': 'hay algo distinto de lo que se firmó', 'en-US': 'something differs from what was signed' },
  'fault.tail-cut': { 'es-MX': 'se quitaron registros del final', 'en-US': 'entries were cut off the end' },
  'fault.unsealed-entries': { 'es-MX': 'hay registros que nadie selló', 'en-US': 'there are entries that nobody sealed' },
  'fault.head-differs': { 'es-MX': 'el final de la cadena fue alterado', 'en-US': 'the end of the chain was altered' },
  'fault.checkpoint-missing': { 'es-MX': 'falta este sello', 'en-US': 'this checkpoint is missing' },
  'fault.checkpoint-malformed': { 'es-MX': 'el sello no se puede leer', 'en-US': 'the checkpoint cannot be read' },
  'fault.checkpoint-link-broken': { 'es-MX': 'no enlaza con el sello anterior', 'en-US': 'not linked to the checkpoint before' },
  'fault.checkpoint-signature': { 'es-MX': 'su firma no es válida', 'en-US': 'its signature is not valid' },
  'fault.checkpoint-time-backwards': { 'es-MX': 'su hora es anterior a la del sello previo', 'en-US': 'its time lies before that of the checkpoint before' },
  'fault.checkpoint-heads-differ': { 'es-MX': 'no corresponde a los registros', 'en-US': 'does not match the entries' },
  'fault.held-checkpoint-malformed': { 'es-MX': 'el sello guardado aparte no se puede leer', 'en-US': 'the checkpoint kept apart cannot be read' },
  'fault.held-checkpoint-signature': { 'es-MX': 'la firma del sello guardado aparte no es válida', 'en-US': 'the signature of the checkpoint kept apart is not valid' },
  'fault.held-checkpoint-missing': { 'es-MX': 'se guardó aparte y ya no está aquí', 'en-US': 'it was kept apart and is no longer here' },
  'fault.held-checkpoint-differs': { 'es-MX': 'no es el que se guardó aparte', 'en-US': 'not the one that was kept apart' },
  'fault.guard-missing': { 'es-MX': 'se quitó o se desactivó un candado del registro', 'en-US': 'a lock of the log was removed or turned off' },
} as const satisfies Messages & Readonly<Record<`fault.${FaultKind}`, unknown>>;
