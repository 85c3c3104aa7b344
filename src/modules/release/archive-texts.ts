import type { Language } from '#kernel/language.ts';

/** The words of the page that lists what was handed over. */
export const archiveTexts = {
  'es-MX': {
    title: 'Expediente clínico entregado', patient: 'Paciente', record: 'Expediente', delivered: 'Entregado', documents: 'Documentos', none: 'No hay documentos firmados en lo que se pidió.',
    kind: 'Documento', signed: 'Firmado (UTC)', author: 'Autor', code: 'Código', pdf: 'PDF', data: 'Datos firmados', verify: 'Comprobar este expediente sin conexión',
    others: 'Además', identity: 'Identidad del paciente al entregar', summary: 'Resumen clínico y todas sus versiones', information: 'Información dada de palabra', audit: 'Accesos al expediente con su prueba', manifest: 'Lista de archivos con su huella', fhir: 'Copia en FHIR R4 para otros sistemas (lo firmado son los documentos)',
    keep: 'Contiene datos personales sensibles y no está cifrado: guárdelo en un lugar seguro. Los borradores sin firma nunca se entregan.', amends: 'adenda de', revoked: 'revocado', attachments: 'Fotografías y archivos', prescriptions: 'Recetas', state: 'Estado y surtidos', cancelled: 'cancelada', replaced: 'reemplazada', file: 'Archivo', taken: 'Fecha', recorder: 'Registró', mistaken: 'Registrado por error: no se entrega',
  },
  'en-US': {
    title: 'Released clinical record', patient: 'Patient', record: 'Record', delivered: 'Released', documents: 'Documents', none: 'There are no signed documents in what was asked for.',
    kind: 'Document', signed: 'Signed (UTC)', author: 'Author', code: 'Code', pdf: 'PDF', data: 'Signed data', verify: 'Check this record off line',
    others: 'Also', identity: 'The patient’s identity at release', summary: 'Clinical summary with all its versions', information: 'Information given by word of mouth', audit: 'Accesses to the record with their proof', manifest: 'List of files with their digests', fhir: 'Copy in FHIR R4 for other systems (what was signed are the documents)',
    keep: 'It holds sensitive personal data and is not encrypted: keep it in a safe place. Unsigned drafts are never released.', amends: 'addendum to', revoked: 'revoked', attachments: 'Photographs and files', prescriptions: 'Prescriptions', state: 'State and dispensings', cancelled: 'cancelled', replaced: 'replaced', file: 'File', taken: 'Date', recorder: 'Recorded by', mistaken: 'Recorded by mistake: not handed over',
  },
} as const satisfies Record<Language, Readonly<Record<string, string>>>;
