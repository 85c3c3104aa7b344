#!/usr/bin/env node
// Verifies the signed PDF of a prescription without Amate, without the network and without anything but Node:
//
//   node amate-prescription-verifier.mjs FILE.pdf --ca AUTHORITY.cer [--ca …] [--json]
//
// It holds exactly when the file has one signature over everything but the signature's own bytes, no later revision, and the
// signature is a natural person's e.firma (FIEL) under one of the given authorities, in force at the time the signature claims.
// Whether the certificate was revoked, and whether the prescription was cancelled or filled, this file cannot tell: ask the
// page behind the printed code.
import { createHash, verify, X509Certificate } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MOST_BYTES = 50 * 1024 * 1024;
const reasons = {
  'file-too-large': ['El archivo pasa de 50 MB.', 'The file is over 50 MB.'],
  'not-a-pdf': ['No es un PDF completo.', 'It is no complete PDF.'],
  'hidden-objects': ['El PDF guarda objetos que no se pueden leer a simple vista.', 'The PDF holds objects that cannot be read plainly.'],
  'later-revision': ['El PDF se cambió después de firmarse, o tiene más de una revisión.', 'The PDF was changed after it was signed, or has more than one revision.'],
  'not-one-signature': ['El PDF no tiene exactamente una firma.', 'The PDF does not have exactly one signature.'],
  'range-not-whole': ['La firma no cubre todo el archivo.', 'The signature does not cover the whole file.'],
  'contents-malformed': ['El bloque de firma está mal formado.', 'The signature block is malformed.'],
  'digest-differs': ['El contenido no es el que se firmó.', 'The content is not what was signed.'],
  'attributes-differ': ['Los atributos firmados no son los de esta firma.', 'The signed attributes are not this signature’s.'],
  'signature-wrong': ['La firma no corresponde al certificado.', 'The signature does not match the certificate.'],
  'issuer-unknown': ['El certificado no lo emitió ninguna de las autoridades indicadas.', 'None of the given authorities issued the certificate.'],
  'not-in-force': ['El certificado no estaba vigente al firmar.', 'The certificate was not in force when signing.'],
  'not-a-fiel': ['El certificado no es una e.firma (es un sello u otro).', 'The certificate is no e.firma (a seal or another).'],
  'not-a-person': ['El certificado es de una persona moral o no nombra a una persona.', 'The certificate is a company’s or names no person.'],
};

class Refused extends Error {
  constructor(code) { super(code); this.code = code; }
}
const must = (holds, code) => { if (!holds) throw new Refused(code); };

// ------------------------------------------------------------------ DER, strictly: definite lengths, nothing left over
const readAt = (bytes, from, end) => {
  must(from + 2 <= end, 'contents-malformed');
  const tag = bytes[from];
  let length = bytes[from + 1];
  let start = from + 2;
  if (length >= 0x80) {
    const count = length & 0x7f;
    must(count > 0 && count <= 4 && start + count <= end, 'contents-malformed');
    length = 0;
    for (let at = 0; at < count; at += 1) length = length * 256 + bytes[start + at];
    start += count;
  }
  must(start + length <= end, 'contents-malformed');
  return { tag, from, start, end: start + length, bytes };
};
const childrenOf = (value) => {
  const children = [];
  for (let at = value.start; at < value.end;) {
    must(children.length < 4096, 'contents-malformed');
    const child = readAt(value.bytes, at, value.end);
    children.push(child);
    at = child.end;
  }
  return children;
};
const contentOf = (value) => value.bytes.subarray(value.start, value.end);
const wholeOf = (value) => value.bytes.subarray(value.from, value.end);
const oidOf = (value) => {
  must(value?.tag === 0x06, 'contents-malformed');
  const parts = [];
  let part = 0;
  for (const byte of contentOf(value)) {
    part = part * 128 + (byte & 0x7f);
    if (byte < 0x80) { parts.push(part); part = 0; }
  }
  const [first = 0, ...rest] = parts;
  return [Math.min(2, Math.floor(first / 40)), first - 40 * Math.min(2, Math.floor(first / 40)), ...rest].join('.');
};
const only = (values) => { must(values.length === 1, 'contents-malformed'); return values[0]; };
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

// ------------------------------------------------------------------ the file: one revision, one signature, over everything
const count = (text, word) => {
  let found = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found += 1;
  return found;
};
/** The file's own words, without what its streams hold: there anything may stand by chance. */
const plainWords = (text) => {
  const parts = [];
  let at = 0;
  for (;;) {
    const begin = /stream\r?\n/g;
    begin.lastIndex = at;
    const open = begin.exec(text);
    if (open === null) return parts.concat(text.slice(at)).join('\n');
    parts.push(text.slice(at, open.index));
    const close = text.indexOf('endstream', begin.lastIndex);
    must(close >= 0, 'not-a-pdf');
    at = close + 'endstream'.length;
  }
};

const findSignature = (pdf) => {
  must(pdf.length <= MOST_BYTES, 'file-too-large');
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  must(/^%PDF-1\.[4-7]\n/.test(text) && /startxref\n\d+\n%%EOF\n?$/.test(text), 'not-a-pdf');
  const words = plainWords(text);
  // a name may be written with #xx: then nobody can tell by reading what it is
  must(!/\/ObjStm|\/XRef\b|\/Encrypt|\/[A-Za-z]*#[0-9A-Fa-f]{2}/.test(words), 'hidden-objects');
  must(count(words, 'startxref') === 1 && count(words, '%%EOF') === 1 && count(words, 'trailer') === 1 && !words.includes('/Prev'), 'later-revision');
  must(count(words, '/ByteRange') === 1 && count(words, '/Type /Sig\n') + count(words, '/Type /Sig ') === 1 && count(words, '/FT /Sig') === 1 && count(words, '/SubFilter /ETSI.CAdES.detached') === 1, 'not-one-signature');
  const range = /\/ByteRange \[0 (\d{1,10}) (\d{1,10}) (\d{1,10})[ ]*\]/.exec(text);
  must(range !== null, 'range-not-whole');
  const [first, second, rest] = range.slice(1).map(Number);
  must(first < second && second + rest === text.length && text[first] === '<' && text[second - 1] === '>', 'range-not-whole');
  must(/\/Contents ?$/.test(text.slice(Math.max(0, first - 16), first)), 'range-not-whole');
  const hex = text.slice(first + 1, second - 1);
  must(hex.length % 2 === 0 && /^[0-9a-f]+$/.test(hex), 'contents-malformed');
  const at = /\/M \(D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z?\)/.exec(words);
  must(at !== null, 'contents-malformed');
  const signedAt = new Date(`${at[1]}-${at[2]}-${at[3]}T${at[4]}:${at[5]}:${at[6]}Z`);
  must(!Number.isNaN(signedAt.getTime()), 'contents-malformed');
  return { digest: sha256(pdf.subarray(0, first), pdf.subarray(second)), contents: Buffer.from(hex, 'hex'), signedAt };
};

// ------------------------------------------------------------------ the signature
const [SIGNED_DATA, DATA, SHA256, RSA] = ['1.2.840.113549.1.7.2', '1.2.840.113549.1.7.1', '2.16.840.1.101.3.4.2.1', '1.2.840.113549.1.1.1'];
const [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE] = ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4', '1.2.840.113549.1.9.16.2.47'];

/** DER, written: what the parts of a block must look like, so that nothing in it is left unread. */
const written = (tag, ...parts) => {
  const content = Buffer.concat(parts);
  const size = content.length < 0x80 ? [content.length] : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
  must(content.length < 0x1_0000, 'contents-malformed');
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const [ONE, NULL] = [Buffer.from('020101', 'hex'), Buffer.from('0500', 'hex')];
const [SIGNED_DATA_DER, DATA_DER, SHA256_DER, RSA_DER] = ['06092a864886f70d010702', '06092a864886f70d010701', '0609608648016503040201', '06092a864886f70d010101'].map((hex) => Buffer.from(hex, 'hex'));

/** The block that these parts make, and no other: versions, algorithms and the signer's issuer and serial number as they must be. */
const blockOf = ({ certificate, attributes, signature }) => {
  const [serial, , issuer] = childrenOf(childrenOf(readAt(certificate, 0, certificate.length))[0]).filter(({ tag }) => tag !== 0xa0);
  const signer = written(0x30, ONE, written(0x30, wholeOf(issuer), wholeOf(serial)), written(0x30, SHA256_DER), wholeOf(attributes), written(0x30, RSA_DER, NULL), written(0x04, signature));
  return written(0x30, SIGNED_DATA_DER, written(0xa0, written(0x30, ONE, written(0x31, written(0x30, SHA256_DER)), written(0x30, DATA_DER), written(0xa0, certificate), written(0x31, signer))));
};

/** The one signer's words: attributes as they stand in the block, and the signature over them. */
const readSigner = (signers) => {
  const [version, , digestAlgorithm, attributes, algorithm, signature, ...unsigned] = childrenOf(only(childrenOf(signers)));
  must(version?.tag === 0x02 && oidOf(childrenOf(digestAlgorithm)[0]) === SHA256 && attributes?.tag === 0xa0, 'contents-malformed');
  must(oidOf(childrenOf(algorithm)[0]) === RSA && signature?.tag === 0x04 && unsigned.length === 0, 'contents-malformed');
  return { attributes, signature: contentOf(signature) };
};

const readSignature = (contents) => {
  const outer = readAt(contents, 0, contents.length);
  must(contents.subarray(outer.end).every((byte) => byte === 0), 'contents-malformed');
  const [type, wrapped] = childrenOf(outer);
  must(oidOf(type) === SIGNED_DATA && wrapped?.tag === 0xa0, 'contents-malformed');
  const [version, algorithms, content, certificates, signers, ...more] = childrenOf(only(childrenOf(wrapped)));
  must(version?.tag === 0x02 && more.length === 0, 'contents-malformed');
  must(oidOf(childrenOf(only(childrenOf(algorithms)))[0]) === SHA256, 'contents-malformed');
  // detached: what is signed is the file and nothing that the block brings along
  must(oidOf(only(childrenOf(content))) === DATA && certificates?.tag === 0xa0 && signers?.tag === 0x31, 'contents-malformed');
  const parts = { certificate: wholeOf(only(childrenOf(certificates))), ...readSigner(signers) };
  must(blockOf(parts).equals(wholeOf(outer)), 'contents-malformed');
  return parts;
};

const judgeAttributes = (attributes, digest, certificate) => {
  const values = new Map(childrenOf(attributes).map((attribute) => {
    const [type, set] = childrenOf(attribute);
    return [oidOf(type), only(childrenOf(set))];
  }));
  must(values.size === 3 && childrenOf(attributes).length === 3, 'attributes-differ');
  const [type, claimed, named] = [CONTENT_TYPE, MESSAGE_DIGEST, SIGNING_CERTIFICATE].map((oid) => values.get(oid));
  must(type !== undefined && claimed !== undefined && named !== undefined && oidOf(type) === DATA, 'attributes-differ');
  must(Buffer.from(contentOf(claimed)).equals(digest), 'digest-differs');
  const id = only(childrenOf(only(childrenOf(only(childrenOf(named))))));
  must(id.tag === 0x04 && Buffer.from(contentOf(id)).equals(sha256(certificate)), 'attributes-differ');
};

// ------------------------------------------------------------------ the certificate
const namesOf = (subject) => new Map(childrenOf(subject).flatMap(childrenOf).map((pair) => {
  const [type, value] = childrenOf(pair);
  // a BIT STRING begins with the number of unused bits
  return [oidOf(type), Buffer.from(value.tag === 0x03 ? contentOf(value).subarray(1) : contentOf(value)).toString('utf8').trim()];
}));

/** The first octet of the key usage; 0 where there is none. */
const usageOf = (extensions) => {
  const usage = extensions === undefined ? undefined : childrenOf(only(childrenOf(extensions))).map(childrenOf).find(([type]) => oidOf(type) === '2.5.29.15');
  if (usage === undefined) return 0;
  const wrapped = contentOf(usage.at(-1));
  return contentOf(readAt(wrapped, 0, wrapped.length))[1] ?? 0;
};

const certificateParts = (certificate) => {
  const fields = childrenOf(childrenOf(readAt(certificate, 0, certificate.length))[0]).filter(({ tag }) => tag !== 0xa0);
  const names = namesOf(fields[4]);
  const bits = usageOf(fields.find(({ tag }) => tag === 0xa3));
  return { names, bits };
};

/** digitalSignature, nonRepudiation, dataEncipherment, keyAgreement: a FIEL has all four, a seal the first two. */
const FIEL_BITS = 0b1101_1000;

const judgeCertificate = (der, signedAt, authorities) => {
  let certificate;
  try { certificate = new X509Certificate(der); } catch { throw new Refused('contents-malformed'); }
  const issuers = authorities.map((authority) => new X509Certificate(authority));
  must(issuers.some((issuer) => issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey) && new Date(issuer.validFrom) <= signedAt && signedAt <= new Date(issuer.validTo)), 'issuer-unknown');
  must(new Date(certificate.validFrom) <= signedAt && signedAt <= new Date(certificate.validTo), 'not-in-force');
  const { names, bits } = certificateParts(der);
  must((bits & FIEL_BITS) === FIEL_BITS && !certificate.ca, 'not-a-fiel');
  const [rfc, curp] = [names.get('2.5.4.45') ?? '', names.get('2.5.4.5') ?? ''];
  must(/^[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}$/.test(rfc) && /^[A-Z]{4}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d$/.test(curp), 'not-a-person');
  return { key: certificate.publicKey, signer: { name: names.get('2.5.4.3') ?? '', curp, serial: Buffer.from(certificate.serialNumber, 'hex').toString('latin1') } };
};

/** Judges a PDF; never throws. `authorities` are DER certificates. */
export const verifyPrescription = (pdf, authorities) => {
  try {
    const { digest, contents, signedAt } = findSignature(pdf);
    const { certificate, attributes, signature } = readSignature(contents);
    judgeAttributes(attributes, digest, certificate);
    const { key, signer } = judgeCertificate(certificate, signedAt, authorities);
    // what is signed is the SET OF, whatever tag it carries inside the block
    const signed = Buffer.from(wholeOf(attributes));
    signed[0] = 0x31;
    must(key.asymmetricKeyType === 'rsa' && verify('sha256', signed, key, signature), 'signature-wrong');
    return { holds: true, refusals: [], signer, signedAt: signedAt.toISOString() };
  } catch (error) {
    const code = error instanceof Refused ? error.code : 'contents-malformed';
    const [es, en] = reasons[code];
    return { holds: false, refusals: [{ code, es, en }], signer: null, signedAt: null };
  }
};

const main = (given) => {
  const files = given.filter((each, at) => !each.startsWith('--') && given[at - 1] !== '--ca');
  const authorities = given.flatMap((each, at) => (given[at - 1] === '--ca' ? [each] : []));
  if (files.length !== 1 || authorities.length === 0) { process.stderr.write('node amate-prescription-verifier.mjs FILE.pdf --ca AUTHORITY.cer [--ca …] [--json]\n'); return 2; }
  let verdict;
  try {
    const trusted = authorities.map((name) => new X509Certificate(readFileSync(name)).raw);
    const isTooLarge = statSync(files[0]).size > MOST_BYTES;
    verdict = verifyPrescription(isTooLarge ? new Uint8Array(MOST_BYTES + 1) : readFileSync(files[0]), trusted);
  } catch (error) { process.stderr.write(`No se pudo leer / Cannot be read: ${String(error.message).replaceAll('\n', ' ')}\n`); return 2; }
  if (given.includes('--json')) process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
  else if (verdict.holds) process.stdout.write(`La firma es válida / The signature holds\n${verdict.signer.name} · CURP ${verdict.signer.curp} · certificado ${verdict.signer.serial}\nFirmada / Signed: ${verdict.signedAt}\nNo se consultó si el certificado fue revocado ni si la receta se canceló o se surtió.\n`);
  else for (const { code, es, en } of verdict.refusals) process.stdout.write(`NO VÁLIDA / NOT VALID [${code}]\n${es}\n${en}\n`);
  return verdict.holds ? 0 : 1;
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
