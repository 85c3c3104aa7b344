/** What the patient’s sheet says beside the signed words, in the language of whoever takes it home and not of the screen. */
export const sheetWords = {
  es: {
    title: 'Cómo tomar sus medicamentos', folio: 'Receta', licence: 'cédula', until: (day: string): string => `Puede surtir la receta hasta el ${day}.`,
    abroad: 'Fuera de México ninguna farmacia está obligada a surtir esta receta; no cruce la frontera con medicamentos controlados sin informarse.',
    emergency: 'No cambie la dosis ni comparta sus medicamentos. Si presenta ronchas, hinchazón de la cara o dificultad para respirar, acuda a urgencias.',
  },
  en: {
    title: 'How to take your medicines', folio: 'Prescription', licence: 'licence', until: (day: string): string => `The prescription may be filled until ${day}.`,
    abroad: 'Outside Mexico no pharmacy has to fill this prescription; do not cross the border with controlled medicines without asking first.',
    emergency: 'Do not change the dose or share your medicines. If you get hives, a swollen face or trouble breathing, go to an emergency room.',
  },
} as const;
