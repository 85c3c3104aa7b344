import type { Messages } from '#kernel/language.ts';

export const preferenceMessages = {
  language: { 'es-MX': '· Switch to English', 'en-US': '· Cambiar a español' },
  scheme: { 'es-MX': 'Apariencia', 'en-US': 'Appearance' },
  'scheme.auto': { 'es-MX': 'Como el equipo', 'en-US': 'As the device' },
  'scheme.light': { 'es-MX': 'Clara', 'en-US': 'Light' },
  'scheme.dark': { 'es-MX': 'Oscura', 'en-US': 'Dark' },
} as const satisfies Messages;
