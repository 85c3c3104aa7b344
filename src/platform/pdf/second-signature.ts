// A second signature over a document that already carries one: an incremental update, so that the first revision stays
// byte for byte as its signer left it. The update shows who signed second above the first page's head, where prints have room.
import { copyOf } from '#platform/der/read.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { messageDigestOf, writeCms } from './cms.ts';
import { objectById, type PdfFile, readPdfFile, resolveDictionary } from './file-structure.ts';
import type { Embedded, Prepared, SignatureParts } from './sign-pdf.ts';
import { type ByteRange, digestOf, filter, findSignature, pdfInstant, subFilter } from './signature-place.ts';
import { arrayOf, dictionaryOf, referenceOf, unreadable } from './syntax.ts';

/** What the update says, as it is written; read back, it must give the very same bytes. */
type Written = { readonly moment: string; readonly name: string; readonly reason: string; readonly lines: readonly string[]; readonly reservedBytes: number };

export type SecondSignatureText = {
  readonly reason: string;
  readonly name: string;
  readonly at: Date;
  /** At most three lines, printed above the head of the first page. */
  readonly lines: readonly string[];
};

const reservedBytes = 16_384;
const mostLines = 3;
/** In points from the page's lower left corner: the margin above the head, which every print leaves empty. */
const place = { left: 54, bottom: 741, width: 504, height: 38 } as const;
const fontSize = 7.5;
const lineStep = 10.5;
/** Shown, printed, and not to be moved. */
const widgetFlags = 4 + 128;
const emptyRange = '[0 0 0 0]'.padEnd(48, ' ');

const utf16Hex = (text: string): string => `feff${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}`;
/** The standard font's encoding holds Spanish; what it has no sign for is told by a question mark. */
const latinHex = (text: string): string =>
  Buffer.from([...text.normalize('NFC')].map((sign) => (/[\u0020-\u007e\u00a0-\u00ff]/.test(sign) ? sign : '?')).join(''), 'latin1').toString('hex');

const appearanceOf = (lines: readonly string[]): string => {
  const shown = lines.map((line) => `<${line}> Tj T*\n`).join('');
  return `0.3 0.34 0.38 RG 0.5 w 0.25 0.25 ${String(place.width - 0.5)} ${String(place.height - 0.5)} re S\nBT /F ${String(fontSize)} Tf ${String(lineStep)} TL 0.11 0.12 0.14 rg 6 ${String(place.height - 11)} Td\n${shown}ET\n`;
};

const sliceOf = (file: PdfFile, id: number): string => {
  const { from, to } = objectById(file, id);
  return file.bytes.toString('latin1', from, to);
};

const replacedOnce = (text: string, find: string, replacement: string): string => {
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined || more.length > 0) throw unreadable();
  return `${before}${replacement}${after}`;
};

type Revised = { readonly id: number; readonly text: string };

/** The objects of the update: catalogue and page name the second field; signature, field, appearance and font are new. */
const revisedObjects = (file: PdfFile, { moment, name, reason, lines, reservedBytes: room }: Written): readonly Revised[] => {
  const catalogue = resolveDictionary(file, { reference: file.rootId, generation: 0 });
  const first = referenceOf(arrayOf(resolveDictionary(file, catalogue.get('AcroForm')).get('Fields'))[0]);
  const pageId = referenceOf(resolveDictionary(file, { reference: first, generation: 0 }).get('P'));
  dictionaryOf(resolveDictionary(file, { reference: pageId, generation: 0 }));
  const [signature, field, appearance, font] = [1, 2, 3, 4].map((step) => file.objects.length + step) as [number, number, number, number];
  const [one, two] = [`[${String(first)} 0 R]`, `[${String(first)} 0 R ${String(field)} 0 R]`];
  const drawn = appearanceOf(lines);
  const box = `0 0 ${String(place.width)} ${String(place.height)}`;
  return [
    { id: file.rootId, text: replacedOnce(sliceOf(file, file.rootId), `/Fields ${one}`, `/Fields ${two}`) },
    { id: pageId, text: replacedOnce(sliceOf(file, pageId), `/Annots ${one}`, `/Annots ${two}`) },
    { id: signature, text: `${String(signature)} 0 obj\n<<\n/Type /Sig\n/Filter /${filter}\n/SubFilter /${subFilter}\n/ByteRange ${emptyRange}\n/Contents <${'00'.repeat(room)}>\n/M (${moment})\n/Name <${name}>\n/Reason <${reason}>\n>>\nendobj\n` },
    {
      id: field,
      text: `${String(field)} 0 obj\n<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Segunda firma)\n/TU (Segunda firma)\n/V ${String(signature)} 0 R\n/P ${String(pageId)} 0 R\n`
        + `/Rect [${String(place.left)} ${String(place.bottom)} ${String(place.left + place.width)} ${String(place.bottom + place.height)}]\n/F ${String(widgetFlags)}\n/AP << /N ${String(appearance)} 0 R >>\n>>\nendobj\n`,
    },
    { id: appearance, text: `${String(appearance)} 0 obj\n<<\n/Type /XObject\n/Subtype /Form\n/BBox [${box}]\n/Resources << /Font << /F ${String(font)} 0 R >> >>\n/Length ${String(drawn.length)}\n>>\nstream\n${drawn}\nendstream\nendobj\n` },
    { id: font, text: `${String(font)} 0 obj\n<<\n/Type /Font\n/Subtype /Type1\n/BaseFont /Helvetica\n/Encoding /WinAnsiEncoding\n>>\nendobj\n` },
  ];
};

const tableOf = (places: ReadonlyMap<number, number>): string => {
  const ids = [...places.keys()].toSorted((one, other) => one - other);
  const runs = ids.reduce<number[][]>((sofar, id) => {
    const last = sofar.at(-1);
    if (last?.at(-1) === id - 1) last.push(id);
    else sofar.push([id]);
    return sofar;
  }, []);
  return runs.map((run) => `${String(run[0])} ${String(run.length)}\n${run.map((id) => `${String(places.get(id)).padStart(10, '0')} 00000 n \n`).join('')}`).join('');
};

/** Base and update, the second signature's string still zeros, and the range it will cover. */
const assemble = (base: Buffer, written: Written): { readonly pdf: Buffer; readonly byteRange: ByteRange } => {
  const file = readPdfFile(base);
  findSignature(file);
  const places = new Map<number, number>();
  let at = base.length;
  const objects = revisedObjects(file, written);
  for (const { id, text } of objects) {
    places.set(id, at);
    at += text.length;
  }
  const trailer = base.toString('latin1', base.indexOf('trailer\n', file.tableFrom), base.lastIndexOf('startxref\n'))
    .replace(/\/Size \d+/, `/Size ${String(file.objects.length + 5)}\n/Prev ${String(file.tableFrom)}`);
  const update = `${objects.map(({ text }) => text).join('')}xref\n${tableOf(places)}${trailer}startxref\n${String(at)}\n%%EOF\n`;
  const pdf = Buffer.concat([base, Buffer.from(update, 'latin1')]);
  const rangeFrom = pdf.indexOf(`/ByteRange ${emptyRange}`, base.length) + '/ByteRange '.length;
  const from = pdf.indexOf('/Contents <', rangeFrom) + '/Contents '.length;
  const to = pdf.indexOf('>', from) + 1;
  const byteRange: ByteRange = [0, from, to, pdf.length - to];
  pdf.write(`[${byteRange.join(' ')}]`.padEnd(48, ' '), rangeFrom, 'latin1');
  return { pdf, byteRange };
};

/**
 * Adds an empty second signature to a signed PDF of ours and computes the digest to sign; the first revision is not
 * touched. Refuses, with `pdf-not-preparable`, whatever does not carry exactly one signature.
 */
export const prepareSecondSignature = (signedPdf: Uint8Array, { reason, name, at, lines }: SecondSignatureText): Prepared => {
  try {
    const base = Buffer.from(signedPdf);
    const written: Written = { moment: pdfInstant(at), name: utf16Hex(name), reason: utf16Hex(reason), lines: lines.slice(0, mostLines).map(latinHex), reservedBytes };
    const { pdf, byteRange } = assemble(base, written);
    return { ok: true, prepared: { pdfWithPlaceholder: pdf, byteRange, digest: digestOf(pdf, byteRange) } };
  } catch {
    return { ok: false, code: 'pdf-not-preparable' };
  }
};

export type SecondPlace = { readonly base: Buffer; readonly byteRange: ByteRange; readonly contents: Buffer; readonly signedAt: Date };

const said = /\/Contents <((?:[0-9a-f]{2})*)>\n\/M \(D:(\d{14})Z\)\n\/Name <([0-9a-f]*)>\n\/Reason <([0-9a-f]*)>\n/;

const isoOf = (digits: string): string => digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6Z');

/**
 * Takes the two revisions apart. The update must be, byte for byte, what would be written today for what it says:
 * nothing else can hide in it. Throws `pdf-later-revision` or `pdf-not-readable`.
 */
export const splitRevisions = (pdf: Uint8Array): SecondPlace => {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const previous = /\/Prev (\d{1,10})\n/.exec(bytes.toString('latin1', Math.max(0, bytes.length - 2_048)));
  if (previous === null) throw unreadable();
  const end = bytes.indexOf('\n%%EOF\n', Number(previous[1]));
  if (end < 0) throw unreadable();
  const base = bytes.subarray(0, end + '\n%%EOF\n'.length);
  const update = bytes.toString('latin1', base.length);
  const [, contents = '', moment = '', name = '', reason = ''] = said.exec(update) ?? [];
  const lines = [...update.matchAll(/<([0-9a-f]*)> Tj T\*\n/g)].map(([, line]) => line ?? '');
  if (lines.length > mostLines) throw unreadable();
  const { pdf: rebuilt, byteRange } = assemble(base, { moment: `D:${moment}Z`, name, reason, lines, reservedBytes: contents.length / 2 });
  rebuilt.write(contents, byteRange[1] + 1, 'latin1');
  if (!rebuilt.equals(bytes)) throw new Error('pdf-later-revision');
  const signedAt = new Date(isoOf(moment));
  if (Number.isNaN(signedAt.getTime())) throw unreadable();
  return { base, byteRange, contents: Buffer.from(contents, 'hex'), signedAt };
};

const embed = (pdf: Uint8Array, parts: SignatureParts): Embedded => {
  const { byteRange, contents } = splitRevisions(pdf);
  if (contents.some((octet) => octet !== 0)) return { ok: false, code: 'pdf-has-no-placeholder' };
  const digest = messageDigestOf(parts.signedAttributes);
  if (digest === null || !Buffer.from(digestOf(pdf, byteRange)).equals(digest)) return { ok: false, code: 'pdf-digest-mismatch' };
  if (!isSignedBy(parts.certificateDer, parts.signedAttributes, parts.signature)) return { ok: false, code: 'pdf-signature-invalid' };
  const cms = writeCms({ certificateDer: copyOf(parts.certificateDer), chainDer: [], signedAttributes: copyOf(parts.signedAttributes), signature: copyOf(parts.signature) });
  if (cms.length > contents.length) return { ok: false, code: 'pdf-signature-too-long' };
  const signed = Buffer.from(pdf);
  signed.write(Buffer.from(cms).toString('hex'), byteRange[1] + 1, 'latin1');
  return { ok: true, pdf: signed };
};

/** Puts the second signature into its reserved string; no other byte changes. */
export const embedSecondSignature = (pdfWithPlaceholder: Uint8Array, parts: SignatureParts): Embedded => {
  try {
    return embed(pdfWithPlaceholder, parts);
  } catch {
    return { ok: false, code: 'pdf-has-no-placeholder' };
  }
};
