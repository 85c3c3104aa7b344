import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import type { DocumentBlock, DocumentModel } from '#platform/pdf/document.ts';
import type { PrescriptionPayload, PrivatePart } from './payload.ts';
import { amountText, durationText, frequencyText, modeText, routeText, writtenAmount } from './printed-words.ts';

/** What the print says beside the payload: who the patient is, where the code leads, on which paper. */
export type PrintOptions = { readonly patient: PrivatePart['patient']; readonly verifyUrl: string; readonly paper: 'letter' | 'half-letter'; readonly at: Date };

type Line = PrescriptionPayload['lines'][number];

/** RIS-30 and LGS 226: the generic first, then presentation, dose, route, frequency, duration, quantity. */
const lineBlock = (line: Line, at: number, isForAbroad: boolean): DocumentBlock => {
  const parts = [
    line.dose === null ? '' : `Dosis: ${amountText(line.dose)}`, `Vía: ${routeText(line.route)}`, `Frecuencia: ${frequencyText(line.frequency)}`, `Duración: ${durationText(line)}`,
    line.quantity === null ? '' : `Cantidad: ${writtenAmount(line.quantity)}${line.quantity.packs === null ? '' : ` (${String(line.quantity.packs)} ${line.quantity.packs === 1 ? 'envase' : 'envases'})`}`,
    ...(line.fills > 1 ? [`Surtidos: ${String(line.fills)}`] : []), ...(line.specialFolio === null ? [] : [`Recetario especial: ${line.specialFolio}`]),
  ].filter((part) => part !== '');
  return {
    kind: 'entry', name: `${String(at + 1)}. ${line.generic}${line.brand === null ? '' : ` [${line.brand}]`}, ${line.presentation.text}`,
    lines: [parts.join(' · '), line.indications.es, ...(isForAbroad && line.indications.en !== '' ? [line.indications.en] : [])],
  };
};

const day = (text: string): string => (isCivilDate(text) ? formatCivilDate(text, 'es-MX') : text);

const abroad = 'Para surtirse fuera de México: ninguna farmacia extranjera está obligada a surtirla, y los medicamentos controlados no se exportan. / To be filled outside Mexico: no foreign pharmacy is bound to fill it; controlled medicines are not exported.';

/** Class, mode and until when: what a pharmacy has to know of the paper it holds. */
const termsOf = ({ class: strictest, hasAntibiotic, mode, validUntil, isForAbroad }: PrescriptionPayload): readonly DocumentBlock[] => {
  const terms = [
    strictest === null ? 'Medicamento sin clasificar en este sistema (art. 226 LGS)' : `Fracción ${strictest} del artículo 226 LGS`, ...(hasAntibiotic ? ['Antibiótico'] : []),
    validUntil === null ? 'Sin fecha límite para surtirse' : `Se surte hasta el ${day(validUntil)}`,
  ];
  return [{ kind: 'entry', name: modeText(mode), lines: [`${terms.join(' · ')}.`] }, ...(isForAbroad ? [{ kind: 'paragraph' as const, text: abroad }] : [])];
};

const prescriberLines = ({ prescriber }: PrescriptionPayload): readonly string[] => [
  prescriber.fullName, `Cédula profesional ${prescriber.cedula}${prescriber.title === '' ? '' : ` · ${prescriber.title}`}${prescriber.institution === '' ? '' : ` · ${prescriber.institution}`}`,
  ...(prescriber.specialty === null ? [] : [`Especialidad: ${prescriber.specialty.name} · Cédula ${prescriber.specialty.cedula} · Certificado ${prescriber.specialty.certificate}`]),
];

/** Whom it is for and what: on half a letter without headings of their own, so that two medicines and the signature share a page. */
const sectionsOf = (payload: PrescriptionPayload, { patient, paper }: PrintOptions): DocumentModel['sections'] => {
  const who = `Paciente: ${patient.fullName}`;
  const when = `Edad: ${payload.patient.age === '' ? 'no se conoce' : payload.patient.age} · Fecha: ${payload.issuedAtLocal}`;
  const blocks = [
    ...payload.lines.map((line, place) => lineBlock(line, place, payload.isForAbroad)),
    ...(payload.advice === '' ? [] : [{ kind: 'paragraph' as const, text: `Otras indicaciones: ${payload.advice}` }]), ...termsOf(payload),
  ];
  return paper === 'half-letter' ? [{ heading: `${who} · ${when}`, blocks }] : [{ heading: who, blocks: [{ kind: 'paragraph', text: when }] }, { heading: 'Prescripción', blocks }];
};

/** RIS-28 to 30, MPSAM-64 and 65: what a receta carries. */
const modelOf = (payload: PrescriptionPayload, options: PrintOptions): DocumentModel => {
  const { verifyUrl, paper, at } = options;
  const { establishment, certificate } = payload;
  const [name = '', ...rest] = prescriberLines(payload);
  return {
    language: 'es-MX', title: `Receta médica ${payload.folio}`, paper, createdAt: at, footer: `${payload.folio} · ${payload.issuedAtLocal} · ${establishment.name}`,
    headerLines: [name, ...rest, `${establishment.name} · ${establishment.address} · Tel. ${establishment.phone}${establishment.clues === null ? '' : ` · CLUES ${establishment.clues}`}`],
    runningHead: `Paciente: ${options.patient.fullName}`,
    sections: sectionsOf(payload, options),
    verification: { code: payload.folio, url: verifyUrl, label: 'Verifique y surta en esta dirección o con el código. Folio' },
    signatureBox: { heading: 'Firma autógrafa del médico', autograph: true, lines: [`${name} · Firmado además con e.firma, certificado ${certificate.serial}`] },
    ...(establishment.demo ? { watermark: 'DEMO' as const } : {}),
  };
};

/** The printed prescription. Every mandatory item stands in its text; whatever the mode, there is a line to sign by hand on. */
export const prescriptionPdf = (payload: PrescriptionPayload, options: PrintOptions): Promise<Uint8Array> => renderDocument(modelOf(payload, options));
