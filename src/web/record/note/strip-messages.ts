import type { Messages } from '#kernel/language.ts';

export const stripMessages = {
  'record-number': { 'es-MX': 'Expediente {number}', 'en-US': 'Record {number}' },
  'curp-tail': { 'es-MX': 'CURP …{tail}', 'en-US': 'CURP …{tail}' },
  guardian: { 'es-MX': 'Responsable: {name}', 'en-US': 'Guardian: {name}' },
  unknown: { 'es-MX': 'Identidad por confirmar', 'en-US': 'Identity to be confirmed' },
  merged: { 'es-MX': 'Se unió a otro expediente: abrirlo', 'en-US': 'Merged into another record: open it' },
} as const satisfies Messages;
