import type { Messages } from '#kernel/language.ts';

export const entryMessages = {
  more: { 'es-MX': 'Detalle', 'en-US': 'Detail' },
  'more-of': { 'es-MX': 'Detalle del registro {seq}', 'en-US': 'Detail of entry {seq}' },
  title: { 'es-MX': 'Registro núm. {seq}', 'en-US': 'Entry no. {seq}' },
  before: { 'es-MX': 'Cómo estaba antes del cambio', 'en-US': 'What it was before the change' },
  proven: { 'es-MX': 'Coincide con lo que se selló', 'en-US': 'Matches what was sealed' },
  'not-proven': { 'es-MX': 'No coincide con lo que se selló: fue alterado', 'en-US': 'Does not match what was sealed: it was altered' },
  column: { 'es-MX': 'Campo', 'en-US': 'Field' },
  value: { 'es-MX': 'Valor anterior', 'en-US': 'Earlier value' },
  changed: { 'es-MX': 'Cambió', 'en-US': 'Changed' },
  'changed-heading': { 'es-MX': 'Si cambió', 'en-US': 'Whether it changed' },
  sealed: { 'es-MX': 'Cifrado ({bytes} bytes)', 'en-US': 'Sealed ({bytes} bytes)' },
  none: { 'es-MX': 'Sin dato', 'en-US': 'None' },
  'columns-says': { 'es-MX': 'Los campos llevan el nombre que tienen en la base de datos. En lugar del paciente está su clave.', 'en-US': 'Fields bear their names in the database. In place of the patient stands the key.' },
  proof: { 'es-MX': 'Prueba de este registro', 'en-US': 'Proof of this entry' },
  'proof-says': { 'es-MX': 'Un archivo que demuestra, con la llave pública y el verificador independiente, que este registro está en la bitácora. No muestra ningún otro.', 'en-US': 'A file that shows, with the public key and the stand-alone verifier, that this entry is in the log. It shows no other.' },
  'proof-download': { 'es-MX': 'Descargar prueba', 'en-US': 'Download proof' },
  'proof-done': { 'es-MX': 'Prueba descargada', 'en-US': 'Proof downloaded' },
} as const satisfies Messages;
