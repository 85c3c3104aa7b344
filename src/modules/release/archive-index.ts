import type { Language } from '#kernel/language.ts';
import { archiveTexts } from './archive-texts.ts';
import { escapeMarkup } from './escape-markup.ts';
import type { Manifest } from './manifest.ts';

/** As text and isolated, so that a name can neither mark up the page nor turn the direction of what follows it. */
const said = (text: string): string => `<bdi>${escapeMarkup(text)}</bdi>`;

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.4rem .6rem;border-bottom:1px solid #c5ccd6;vertical-align:top}
a{color:#0b5c8a}@media (prefers-color-scheme:dark){body{color:#e6eaf0;background:#12161c}a{color:#7cc4ee}th,td{border-color:#3a4452}}`;

const rowOf = (document: Manifest['documents'][number], t: (typeof archiveTexts)[Language]): string => {
  const amended = document.amends === null ? '' : ` (${t.amends} …${document.amends.slice(-8)})`;
  const revoked = document.revokedAt === null ? '' : ` (<a href="${document.folder}/revocacion.json">${t.revoked} ${said(document.revokedAt)}</a>)`;
  return `<tr><th scope="row">${said(document.title)}${amended}${revoked}</th><td>${said(document.signedAt)}</td><td>${said(document.author)}</td><td>${said(document.verificationCode)}</td>`
    + `<td><a href="${document.folder}/documento.pdf">${t.pdf}</a> · <a href="${document.folder}/contenido.json">${t.data}</a></td></tr>`;
};

const tableOf = (documents: Manifest['documents'], t: (typeof archiveTexts)[Language]): string => (documents.length === 0
  ? `<p>${t.none}</p>`
  : `<table><thead><tr>${[t.kind, t.signed, t.author, t.code, t.pdf].map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody>${documents.map((document) => rowOf(document, t)).join('')}</tbody></table>`);

const prescriptionRowOf = ({ folder, title, signedAt, author, ended }: Manifest['prescriptions'][number], t: (typeof archiveTexts)[Language]): string =>
  `<tr><th scope="row">${said(title)}${ended === null ? '' : ` (${t[ended]})`}</th><td>${said(signedAt)}</td><td>${said(author)}</td>`
    + `<td><a href="${folder}/documento.pdf">${t.pdf}</a> · <a href="${folder}/contenido.json">${t.data}</a> · <a href="${folder}/estado.json">${t.state}</a></td></tr>`;

const prescriptionTableOf = (prescriptions: Manifest['prescriptions'], t: (typeof archiveTexts)[Language]): string => (prescriptions.length === 0
  ? ''
  : `<h2>${t.prescriptions}</h2><table><thead><tr>${[t.kind, t.signed, t.author, t.pdf].map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody>${prescriptions.map((each) => prescriptionRowOf(each, t)).join('')}</tbody></table>`);

const fileRowOf = ({ file, title, site, takenOn, recordedAt, recordedBy }: Manifest['attachments'][number], t: (typeof archiveTexts)[Language]): string => {
  const named = file === null ? t.mistaken : `<a href="${file}">${said(title)}</a>`;
  const where = site === '' ? '' : ` · ${said(site)}`;
  return `<tr><th scope="row">${named}${where}</th><td>${said(takenOn ?? recordedAt)}</td><td>${said(recordedBy)}</td></tr>`;
};

const fileTableOf = (attachments: Manifest['attachments'], t: (typeof archiveTexts)[Language]): string => (attachments.length === 0
  ? ''
  : `<h2>${t.attachments}</h2><table><thead><tr>${[t.file, t.taken, t.recorder].map((heading) => `<th scope="col">${heading}</th>`).join('')}</tr></thead><tbody>${attachments.map((each) => fileRowOf(each, t)).join('')}</tbody></table>`);

/** The page for reading what was handed over; it runs nothing and fetches nothing. */
export const indexPage = (manifest: Omit<Manifest, 'files'>, patientName: string, language: Language): string => {
  const t = archiveTexts[language];
  const { clinic, patient, deliveredAt, documents, prescriptions, attachments, request } = manifest;
  const whole = request.wants === 'whole-record' ? [['resumen.json', t.summary], ['informacion.json', t.information], ['auditoria/pruebas.jsonl', t.audit]] as const : [];
  const others = [['identidad.json', t.identity], ...whole, ['fhir/paquete.json', t.fhir], ['manifiesto.json', t.manifest]].map(([file = '', name = '']) => `<li><a href="${file}">${name}</a></li>`).join('');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${t.title}</title><style>${style}</style></head>
<body><main><h1>${t.title}</h1>
<p>${said(clinic.name)}<br>${t.patient}: ${said(patientName)} · ${t.record} ${said(patient.recordNumber)}<br>${t.delivered}: ${said(deliveredAt)}</p>
<p>${t.keep}</p>
<p><a href="verificar.html">${t.verify}</a></p>
<h2>${t.documents}</h2>${tableOf(documents, t)}
${prescriptionTableOf(prescriptions, t)}
${fileTableOf(attachments, t)}
<h2>${t.others}</h2><ul>${others}</ul>
</main></body></html>
`;
};
