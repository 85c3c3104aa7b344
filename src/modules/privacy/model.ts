import type { NoticeItem } from './contract.ts';

/** Who answers for the personal data, as the notice must say. */
export type Responsible = { readonly name: string; readonly address: string; readonly contact: string };

/** The body of an aviso de privacidad; what a consent is bound to, together with its version. */
export type NoticeText = {
  readonly authority: string;
  readonly simplified: readonly NoticeItem[];
  readonly integral: readonly NoticeItem[];
  readonly secondaryPurposes: readonly string[];
};

/** The authority since 21-03-2025; a parameter of each notice, since authorities change. */
const defaultAuthority = 'Secretaría Anticorrupción y Buen Gobierno';

const secondary = ['Recordarle estudios de prevención y campañas de salud del consultorio', 'Encuestas sobre la calidad de la atención'] as const;

const identityItem = ({ name, address }: Responsible): NoticeItem =>
  ({ item: 'I', title: 'Responsable', text: `${name}, con domicilio en ${address}, es responsable de sus datos personales y de su protección.` });

const dataItem: NoticeItem = {
  item: 'II',
  title: 'Datos que se tratan',
  text: 'Identificación y contacto: nombre, CURP, fecha de nacimiento, sexo, nacionalidad, domicilio, teléfono y correo. '
    + 'DATOS SENSIBLES: estado de salud pasado, presente y futuro, antecedentes, diagnósticos, estudios, tratamientos e información genética o sexual cuando la atención la requiera.',
};

const purposesItem: NoticeItem = {
  item: 'III',
  title: 'Para qué se usan',
  text: 'Necesarias para su atención: integrar su expediente clínico, diagnosticarle y tratarle, agendar citas, emitir recetas y documentos, y cumplir obligaciones legales. '
    + `Requieren su consentimiento aparte y puede negarlas sin que afecte su atención: ${secondary.join('; ')}.`,
};

const limitsItem = ({ contact }: Responsible): NoticeItem =>
  ({ item: 'IV', title: 'Cómo limitar el uso o la divulgación', text: `Puede negarse a los fines secundarios en el formulario o después, y limitar el uso de sus datos, en ${contact}.` });

const rights = ({ contact }: Responsible): readonly NoticeItem[] => [
  {
    item: 'V',
    title: 'Derechos ARCO y revocación',
    text: `Puede acceder a sus datos, rectificarlos, cancelarlos u oponerse a su tratamiento, incluido el automatizado, y revocar su consentimiento, con una solicitud en ${contact}. `
      + 'La respuesta llega en un máximo de 20 días hábiles. El expediente clínico se conserva al menos 5 años desde el último acto médico. '
      + `Si no está de acuerdo con la respuesta puede acudir a la ${defaultAuthority}.`,
  },
  { item: 'VI', title: 'Cambios al aviso', text: 'Cada versión de este aviso se conserva con su fecha. Los cambios se le muestran en su siguiente visita y en el consultorio.' },
  {
    item: 'T',
    title: 'Transferencias',
    text: 'Sus datos no se transfieren sin su consentimiento expreso y por escrito, salvo en los casos que la ley prevé. Acepta la transferencia a otro profesional o establecimiento al firmar la referencia o la solicitud respectiva.',
  },
];

/**
 * The notice that a clinic starts with: the six items of LFPDPPP 15 (II marking the sensitive data, III
 * setting apart what needs consent) with transfers and revocation, and the simplified one of 16-II:
 * items I to IV and where the integral one is. A draft for the clinic's lawyer to adapt and publish anew.
 */
export const startingNotice = (responsible: Responsible): NoticeText => {
  const common = [identityItem(responsible), dataItem, purposesItem, limitsItem(responsible)];
  const where: NoticeItem = { item: 'W', title: 'Aviso integral', text: 'El aviso de privacidad integral está en recepción y en la opción «Ver aviso integral» de este formulario.' };
  return { authority: defaultAuthority, simplified: [...common, where], integral: [...common, ...rights(responsible)], secondaryPurposes: secondary };
};
