#!/usr/bin/env node
// A second judge of a released record, written from docs/release-format.md and docs/audit-format.md in another way than
// the page in the archive: Node's own cryptography and X.509 instead of WebCrypto, the ZIP read from its front, the CMS
// taken apart instead of searched, the Merkle path walked from the root. One file, Node 20.15 or newer, nothing else.
//
//   node amate-release-inspector.mjs ARCHIVE.zip [--key PUBLIC-KEY-FILE] [--json]
//
// Exit 0: all of it holds. Exit 1: something does not, a line each. Exit 2: wrong use.

import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';

const digest = (algorithm, ...parts) => parts.reduce((hash, part) => hash.update(part), createHash(algorithm)).digest();
const sha = (...parts) => digest('sha256', ...parts);
const shaHex = (bytes) => sha(bytes).toString('hex');

/** Throws, with what does not hold, unless it does. */
const must = (holds, what) => { if (!holds) throw new Error(what); };
/** Runs a check and writes down under its place why it failed. Whatever else goes wrong inside is a part nobody can read. */
const attempt = (found, place, check) => {
  try { return check(); } catch (error) {
    found.push({ place, why: /^[a-z][a-z ,-]+$/.test(error.message) ? error.message : 'cannot be read' });
    return null;
  }
};

/** The one text of a JSON value (RFC 8785). */
const jcs = (value) => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  return `{${Object.keys(value).toSorted().map((name) => `${JSON.stringify(name)}:${jcs(value[name])}`).join(',')}}`;
};
const strictText = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
/** Parses what must be canonical: every other way of writing it is refused. */
const canonicalJson = (bytes, what) => {
  const text = strictText(bytes);
  const value = JSON.parse(text);
  must(jcs(value) === text, `${what} is not canonical`);
  return value;
};

// ---- the ZIP, from its front: each file's frame is made anew from its name and bytes and compared
const FIXED = '1400' + '0000' + '0000' + '0000' + '2100';
const little = (value, bytes) => { const out = Buffer.alloc(bytes); out.writeUIntLE(value, 0, bytes); return out; };

const frameOf = ({ name, bytes }) => Buffer.concat([Buffer.from(FIXED, 'hex'), little(crc32(bytes), 4), little(bytes.length, 4), little(bytes.length, 4), little(name.length, 2), little(0, 2)]);
const directoryOf = (files) => {
  const lines = files.map((file) => Buffer.concat([Buffer.from('504b01021400', 'hex'), frameOf(file), Buffer.alloc(10), little(file.start, 4), Buffer.from(file.name, 'latin1')]));
  const whole = Buffer.concat(lines);
  const last = files.at(-1);
  const start = last === undefined ? 0 : last.start + 30 + last.name.length + last.bytes.length;
  return Buffer.concat([whole, Buffer.from('504b050600000000', 'hex'), little(files.length, 2), little(files.length, 2), little(whole.length, 4), little(start, 4), little(0, 2)]);
};

const unpack = (zip, found) => {
  const files = [];
  let start = 0;
  while (start + 30 <= zip.length && zip.readUInt32LE(start) === 0x04034b50) {
    const [size, nameLength] = [zip.readUInt32LE(start + 22), zip.readUInt16LE(start + 26)];
    const from = start + 30 + nameLength;
    const file = { name: zip.toString('latin1', start + 30, from), bytes: zip.subarray(from, from + size), start };
    const isPlain = file.name.split('/').every((part) => /^[a-z0-9][a-z0-9.-]*$/.test(part) && !part.includes('..'));
    if (!isPlain) found.push({ place: 'zip', why: 'a name is not plain' });
    if (!zip.subarray(start + 4, start + 30).equals(frameOf(file))) found.push({ place: file.name, why: 'its frame or its bytes changed' });
    files.push(file);
    start = from + size;
  }
  if (files.length === 0 || !zip.subarray(start).equals(directoryOf(files))) found.push({ place: 'zip', why: 'the directory is not that of the files' });
  const byName = new Map(files.map(({ name, bytes }) => [name, bytes]));
  if (byName.size !== files.length) found.push({ place: 'zip', why: 'a name stands twice' });
  return byName;
};

// ---- public keys and signed notes
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

const noteKeys = (text) => text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')).map((line) => {
  const [, name, id, encoded] = line.trim().match(/^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/) ?? [];
  const raw = Buffer.from(encoded ?? '', 'base64');
  must(raw.length === 33 && raw[0] === 1 && sha(`${name}\n`, raw).toString('hex', 0, 4) === id, 'the public key cannot be read');
  return { line: line.trim(), name, id, key: createPublicKey({ key: Buffer.concat([ED25519, raw.subarray(1)]), format: 'der', type: 'spki' }) };
});

/** The text of a note that one of the keys signed. */
const signedText = (note, keys) => {
  const [, text = '', name, encoded] = note.match(/^([^]*\n)\n— (\S+) (\S+)\n$/) ?? [];
  const signature = Buffer.from(encoded ?? '', 'base64');
  must(signature.length === 68 && signature.toString('base64') === encoded, 'a note is not signed');
  const isKnown = keys.some((each) => each.name === name && each.id === signature.toString('hex', 0, 4) && verify(null, Buffer.from(text), each.key, signature.subarray(4)));
  must(isKnown, 'a note is not signed by this key');
  return text;
};

// ---- DER
const derAt = (bytes, at = 0) => {
  const [tag, short] = [bytes.readUInt8(at), bytes.readUInt8(at + 1)];
  const extra = short < 128 ? 0 : short - 128;
  must(extra <= 4, 'a certificate or signature is not in DER');
  const length = extra === 0 ? short : bytes.readUIntBE(at + 2, extra);
  const from = at + 2 + extra;
  must(from + length <= bytes.length, 'a certificate or signature is cut');
  return { tag, body: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) };
};
const parts = (body) => {
  const list = [];
  for (let at = 0; at < body.length; at += list.at(-1).whole.length) list.push(derAt(body, at));
  return list;
};
const oidOf = ({ body }) => body.toString('hex');
const MESSAGE_DIGEST = '2a864886f70d010904';
const SIGNING_CERTIFICATE = '2a864886f70d010910022f';

/** The value of an attribute of a SET of attributes; each may stand once. */
const attribute = (attributes, oid) => {
  const values = parts(attributes.body).map(({ body }) => parts(body)).filter(([type]) => oidOf(type) === oid);
  must(values.length === 1, 'a signed attribute is missing or stands twice');
  return parts(values[0][1].body)[0];
};

/** What a detached CMS signature of one signer holds: certificates, signed attributes as they were signed, signature. */
const readCms = (padded) => {
  const [, content] = parts(derAt(padded).body);
  const fields = parts(parts(content.body)[0].body);
  const signers = parts(fields.at(-1).body);
  must(signers.length === 1 && fields.at(-1).tag === 0x31, 'the pdf carries not one signer a signature');
  const signer = parts(signers[0].body);
  const attributes = signer.find(({ tag }) => tag === 0xa0);
  return {
    certificates: fields.filter(({ tag }) => tag === 0xa0).flatMap(({ body }) => parts(body)).map(({ whole }) => whole),
    attributes: Buffer.concat([Buffer.of(0x31), attributes.whole.subarray(1)]), signature: signer.filter(({ tag }) => tag === 0x04).at(-1).body,
  };
};

// ---- a document
const NAMES = { content: 'contenido.json', contentSignature: 'contenido.firma', attributes: 'pdf-atributos.der', attributesSignature: 'pdf-atributos.firma', certificate: 'certificado.cer' };

const signerOf = (files, folder, prefix) => {
  const left = Object.fromEntries(Object.entries(NAMES).map(([what, name]) => [what, files.get(`${folder}/${prefix}${name}`)]));
  must(Object.values(left).every((bytes) => bytes !== undefined), 'a part is missing');
  const certificate = new X509Certificate(left.certificate);
  must(certificate.raw.equals(left.certificate) && certificate.publicKey.asymmetricKeyType === 'rsa', 'the certificate is no rsa certificate alone');
  const signed = (bytes, signature) => verify('sha256', bytes, certificate.publicKey, signature);
  must(signed(left.content, left.contentSignature), 'the content is not what was signed');
  must(signed(left.attributes, left.attributesSignature), 'the attributes are not what was signed');
  return { ...left, payload: canonicalJson(left.content, 'the content') };
};

/** Every signature dictionary's range with what it leaves out, in the order of the file. */
const rangesOf = (pdf) => {
  const ranges = [];
  for (let at = pdf.indexOf('/ByteRange'); at >= 0; at = pdf.indexOf('/ByteRange', at + 10)) {
    const numbers = pdf.toString('latin1', at, at + 120).match(/^\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/)?.slice(1).map(Number);
    must(numbers !== undefined && numbers[0] === 0 && numbers[2] > numbers[1], 'a range of the pdf is not one');
    const [, before, after, rest] = numbers;
    const gap = pdf.toString('latin1', before, after);
    must(/^<([0-9A-Fa-f]{2})+>$/.test(gap), 'a range of the pdf leaves out more than its signature');
    ranges.push({ end: after + rest, covered: [pdf.subarray(0, before), pdf.subarray(after, after + rest)], cms: Buffer.from(gap.slice(1, -1), 'hex') });
  }
  return ranges;
};

const judgePdf = ({ covered, cms }, signer) => {
  const of = sha(...covered);
  must(signer.payload.pdf.digest === of.toString('hex'), 'the pdf changed after it was signed');
  const attributes = derAt(signer.attributes);
  must(attributes.tag === 0x31 && attributes.whole.length === signer.attributes.length, 'the attributes are more than attributes');
  must(attribute(attributes, MESSAGE_DIGEST).body.equals(of), 'the attributes are of another pdf');
  const named = parts(parts(parts(attribute(attributes, SIGNING_CERTIFICATE).body)[0].body)[0].body).find(({ tag }) => tag === 0x04);
  must(named.body.equals(sha(signer.certificate)), 'the attributes name another certificate');
  const carried = readCms(cms);
  must(carried.attributes.equals(signer.attributes) && carried.signature.equals(signer.attributesSignature), 'the pdf carries another signature');
  must(carried.certificates.some((each) => each.equals(signer.certificate)), 'the pdf carries another certificate');
  must(signer.payload.certificate.sha256 === shaHex(signer.certificate), 'the content names another certificate');
};

const judgeLine = (line, payload, manifest) => {
  must(payload.type === 'amate/note' && payload.version === 1, 'the content is no note');
  must(payload.note.id === line.noteId && payload.note.kind === line.kind && payload.note.amends === line.amends, 'the content is of another note');
  must(manifest.patient.ids.includes(payload.patient.id), 'the content is of another patient');
  must(payload.verificationCode === line.verificationCode && payload.author.fullName === line.author, 'the list says otherwise than the content');
};

/** The second signs the first's content and signature, over the very file that the first had signed. */
const judgeSecond = (pdf, firstEnd, first, second) => {
  const { type, note, first: before } = second.payload;
  must(type === 'amate/second-signature' && jcs(note) === first.content.toString('utf8'), 'the second signed another content');
  must(before.payloadSha256 === shaHex(first.content) && before.payloadSignature === first.contentSignature.toString('base64'), 'the second signed over another signature');
  must(before.certificateSha256 === shaHex(first.certificate) && before.attributesSignature === first.attributesSignature.toString('base64'), 'the second signed over another signature');
  must(before.pdfSha256 === shaHex(pdf.subarray(0, firstEnd)), 'the second signed over another pdf');
};

const judgeDocument = (files, line, manifest) => {
  const pdf = files.get(`${line.folder}/documento.pdf`);
  const isTwice = files.has(`${line.folder}/segunda-contenido.json`);
  must(pdf !== undefined && line.signatures === (isTwice ? 2 : 1), 'a part is missing');
  const first = signerOf(files, line.folder, '');
  judgeLine(line, first.payload, manifest);
  const ranges = rangesOf(pdf);
  must(ranges.length === line.signatures && ranges.at(-1).end === pdf.length, 'the pdf has more than was signed');
  judgePdf(ranges[0], first);
  if (isTwice) {
    const second = signerOf(files, line.folder, 'segunda-');
    judgeSecond(pdf, ranges[0].end, first, second);
    judgePdf(ranges[1], second);
  }
  const revocation = files.get(`${line.folder}/revocacion.json`);
  const told = revocation === undefined ? null : JSON.parse(strictText(revocation));
  must((told?.at ?? null) === (line.revokedAt ?? null) && (told === null || told.noteId === line.noteId), 'the list says otherwise than the revocation');
};

/** What became of a prescription is nobody's signature: the practice's own word under its list. */
const judgeState = (files, line) => {
  const { kind, prescriptionId, ended } = JSON.parse(strictText(files.get(`${line.folder}/estado.json`) ?? Buffer.alloc(0)));
  must(kind === 'amate-prescription-state' && prescriptionId === line.prescriptionId && (ended?.kind ?? null) === line.ended, 'the list says otherwise than the state');
};

/** Whose it is, what it is for and what the safety check said stand in a part that the content names by its digest. */
const judgePrescription = (files, line, manifest) => {
  const [pdf, hidden] = [files.get(`${line.folder}/documento.pdf`), files.get(`${line.folder}/privado.json`)];
  must(pdf !== undefined && hidden !== undefined, 'a part is missing');
  const signer = signerOf(files, line.folder, '');
  const { type, version, id, folio, issuedAt, prescriber, private: named } = signer.payload;
  must(type === 'amate/prescription' && version === 1 && id === line.prescriptionId, 'the content is of another prescription');
  must(`Receta ${folio}` === line.title && issuedAt === line.signedAt && prescriber.fullName === line.author, 'the list says otherwise than the content');
  must(named.digest === shaHex(hidden), 'the private part is not what was signed');
  const told = canonicalJson(hidden, 'the private part');
  must(told.type === 'amate/prescription-private' && manifest.patient.ids.includes(told.patient.id), 'the content is of another patient');
  const ranges = rangesOf(pdf);
  must(ranges.length === 1 && ranges[0].end === pdf.length, 'the pdf has more than was signed');
  judgePdf(ranges[0], signer);
  judgeState(files, line);
};

// ---- the audit
/** The root that a leaf leads to: RFC 6962, 2.1, from the root down. `path` goes from the leaf up. */
const rootOver = (leaf, index, size, path) => {
  if (size === 1) { must(path.length === 0, 'a proof of the audit is too long'); return leaf; }
  must(path.length > 0, 'a proof of the audit is too short');
  const half = 2 ** (31 - Math.clz32(size - 1));
  const [rest, sibling] = [path.slice(0, -1), path.at(-1)];
  return index < half ? sha(Buffer.of(1), rootOver(leaf, index, half, rest), sibling) : sha(Buffer.of(1), sibling, rootOver(leaf, index - half, size - half, rest));
};

const judgeProof = ({ seq, prev, entry, head, path, checkpoint }, clinic, keys) => {
  const text = signedText(checkpoint.note, keys);
  const [kind, number] = text.split('\n');
  must(kind === 'amate-audit-checkpoint/v1' && number === `number ${checkpoint.number}`, 'a proof of the audit names another checkpoint');
  const [chain, root] = [head.chain, head.root].map((hex) => Buffer.from(hex, 'hex'));
  const stands = sha(`amate-audit-head/v1\n${head.clinic}\n${head.size}\n${chain.toString('base64')}\n${root.toString('base64')}\n`).toString('base64');
  must(text.split('\n').includes(`head ${stands}`), 'a proof of the audit is under no checkpoint');
  const told = JSON.parse(entry);
  must(jcs(told) === entry && told.clinic === clinic && head.clinic === clinic, 'an entry of the audit is of another practice');
  must(Number.isSafeInteger(seq) && seq >= 1 && seq <= head.size, 'an entry of the audit has no place');
  const place = Buffer.alloc(9);
  place.writeBigUInt64BE(BigInt(seq), 1);
  must(rootOver(sha(place, Buffer.from(prev, 'hex'), entry), seq - 1, head.size, path.map((hex) => Buffer.from(hex, 'hex'))).equals(root), 'an entry of the audit changed');
};

const judgeAudit = (files, manifest, keys, found) => {
  const lines = strictText(files.get('auditoria/pruebas.jsonl') ?? Buffer.alloc(0)).split('\n').slice(0, -1);
  let last = 0;
  for (const line of lines) {
    attempt(found, `auditoria/pruebas.jsonl #${last + 1}`, () => {
      const proof = JSON.parse(line);
      judgeProof(proof, manifest.clinic.id, keys);
      must(proof.seq > last, 'entries of the audit are out of order');
      last = proof.seq;
    });
  }
  must(lines.length === manifest.audit.entries, 'entries of the audit are missing');
};

// ---- the manifest, the files beside the documents, and all together
const judgeFiles = (files, manifest, found) => {
  const open = new Map(files);
  for (const name of ['manifiesto.json', 'manifiesto.nota']) open.delete(name);
  for (const { name, bytes, sha256 } of manifest.files) {
    const data = open.get(name);
    if (data === undefined) found.push({ place: name, why: 'is missing, or listed twice' });
    else if (data.length !== bytes || shaHex(data) !== sha256) found.push({ place: name, why: 'is not what was listed' });
    open.delete(name);
  }
  found.push(...[...open.keys()].map((place) => ({ place, why: 'is on no list' })));
  // what was recorded by mistake stays behind: its line has no file
  for (const { file, sha256 } of manifest.attachments.filter((line) => line.file !== null)) if (!files.has(file) || shaHex(files.get(file)) !== sha256) found.push({ place: file, why: 'is not what was listed' });
};

/** The copy in FHIR is no proof of anything, but what it points at must be what lies here. */
const judgeCopy = (files) => {
  const { resourceType, entry } = JSON.parse(strictText(files.get('fhir/paquete.json')));
  must(resourceType === 'Bundle', 'the copy is no bundle');
  const attached = entry.flatMap(({ resource }) => resource.content ?? []).map(({ attachment }) => attachment);
  for (const { url, size, hash } of attached) {
    const file = files.get(url.replace(/^\.\.\//, ''));
    must(file !== undefined && file.length === size && digest('sha1', file).toString('base64') === hash, 'the copy points at another file');
  }
};

/**
 * Judges an archive. `keyText`: the practice's public key as it was kept outside; without it the archive's own is used,
 * which shows that all of it belongs together and not whose it is. `found` names a file or folder and what is wrong with it.
 */
export const inspectRelease = (zip, keyText = null) => {
  const found = [];
  const files = unpack(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength), found);
  const read = (name) => strictText(files.get(name) ?? Buffer.alloc(0));
  const own = attempt(found, 'llave-publica.txt', () => { const keys = noteKeys(read('llave-publica.txt')); must(keys.length > 0, 'the public key cannot be read'); return keys; }) ?? [];
  const kept = keyText === null ? own : attempt(found, 'llave-publica.txt', () => noteKeys(keyText)) ?? [];
  if (keyText !== null && !own.some(({ line }) => kept.some((each) => each.line === line))) found.push({ place: 'llave-publica.txt', why: 'is another key than the one kept' });
  const manifest = attempt(found, 'manifiesto.json', () => {
    const told = JSON.parse(read('manifiesto.json'));
    must(told.kind === 'amate-release' && told.version === 1, 'is no list of a release');
    // archives of before prescriptions were handed over have no list of them
    told.prescriptions ??= [];
    const lists = [[told.files, 'name'], [told.documents, 'folder'], [told.prescriptions, 'folder'], [told.attachments, 'id']];
    must(lists.every(([list, by]) => Array.isArray(list) && list.every((each) => typeof each?.[by] === 'string')), 'is no list of a release');
    must(told.attachments.every(({ file, mistaken }) => typeof file === 'string' || (file === null && mistaken === true)), 'is no list of a release');
    return told;
  });
  if (manifest === null) return { holds: false, found, documents: [] };
  attempt(found, 'manifiesto.nota', () => must(signedText(read('manifiesto.nota'), kept) === `amate-release-manifest/v1\nsha256 ${shaHex(files.get('manifiesto.json'))}\n`, 'is of another list'));
  attempt(found, 'manifiesto.json', () => judgeFiles(files, manifest, found));
  attempt(found, 'fhir/paquete.json', () => judgeCopy(files));
  attempt(found, 'auditoria/pruebas.jsonl', () => judgeAudit(files, manifest, kept, found));
  for (const line of manifest.documents) attempt(found, line.folder, () => judgeDocument(files, line, manifest));
  for (const line of manifest.prescriptions) attempt(found, line.folder, () => judgePrescription(files, line, manifest));
  const isSound = (folder) => !found.some(({ place }) => place === folder || place.startsWith(`${folder}/`));
  return { holds: found.length === 0, found, documents: [...manifest.documents, ...manifest.prescriptions].map(({ folder, title }) => ({ folder, title, holds: isSound(folder) })) };
};

const main = (given) => {
  const [archive, ...options] = given;
  const at = options.indexOf('--key');
  if (archive === undefined || archive.startsWith('--') || (at >= 0 && options[at + 1] === undefined)) { process.stderr.write('node amate-release-inspector.mjs ARCHIVE.zip [--key FILE] [--json]\n'); return 2; }
  const verdict = inspectRelease(readFileSync(archive), at < 0 ? null : readFileSync(options[at + 1], 'utf8'));
  const lines = [verdict.holds ? `holds: ${verdict.documents.length} documents` : 'DOES NOT HOLD', ...verdict.found.map(({ place, why }) => `${place}: ${why}`)];
  process.stdout.write(options.includes('--json') ? `${JSON.stringify(verdict, null, 2)}\n` : `${lines.join('\n')}\n`);
  return verdict.holds ? 0 : 1;
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
