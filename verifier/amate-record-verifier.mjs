// Checks a released record ("expediente sellado") without trusting the program that wrote it: docs/release-format.md.
// It shares no code with Amate and needs nothing but WebCrypto, so the same text runs in Node 20 or newer and, off line,
// inside the page verificar.html of each archive:  node amate-record-verifier.mjs ARCHIVE.zip [KEYFILE]

const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes);
const bytesOf = (text) => new TextEncoder().encode(text);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const unbase64 = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
const join = (...parts) => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
};
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

// ------------------------------------------------------------------ the ZIP, in its one plain form
const table = Uint32Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});
const crcOf = (bytes) => {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at += 1) crc = (crc >>> 8) ^ table[(crc ^ bytes[at]) & 255];
  return (crc ^ 0xffffffff) >>> 0;
};

const viewOf = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const plainName = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/;

const common = ({ crc, size, name }) => {
  const view = new DataView(new ArrayBuffer(26));
  view.setUint16(0, 20, true);
  view.setUint16(8, 0x21, true);
  view.setUint32(10, crc, true);
  view.setUint32(14, size, true);
  view.setUint32(18, size, true);
  view.setUint16(22, name.length, true);
  return new Uint8Array(view.buffer);
};
const localHeader = (file) => join(Uint8Array.of(80, 75, 3, 4), common(file), bytesOf(file.name));
const centralHeader = (file) => {
  const tail = new DataView(new ArrayBuffer(14));
  tail.setUint32(10, file.offset, true);
  return join(Uint8Array.of(80, 75, 1, 2, 20, 0), common(file), new Uint8Array(tail.buffer), bytesOf(file.name));
};

const endOf = (zip) => {
  const view = viewOf(zip);
  const at = zip.length - 22;
  if (at < 0 || view.getUint32(at, true) !== 0x06054b50) return null;
  const [count, size, offset] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
  const isPlain = view.getUint32(at + 4, true) === 0 && view.getUint16(at + 8, true) === count && view.getUint16(at + 20, true) === 0;
  return isPlain && offset + size === at ? { count, offset, at } : null;
};

/** One line of the directory with the file it names; `place` is where the file before it ended. */
const readLine = (zip, at, place) => {
  const view = viewOf(zip);
  const name = String.fromCharCode(...zip.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
  const file = { name, crc: view.getUint32(at + 16, true), size: view.getUint32(at + 20, true), offset: view.getUint32(at + 42, true) };
  const [line, header] = [centralHeader(file), localHeader(file)];
  const begin = file.offset + header.length;
  const data = zip.subarray(begin, begin + file.size);
  const isFramed = file.offset === place && same(zip.subarray(at, at + line.length), line) && same(zip.subarray(file.offset, begin), header);
  return { name, data, isFramed, isWhole: data.length === file.size && crcOf(data) === file.crc, next: at + line.length, end: begin + file.size };
};

const keep = (files, faults, { name, data, isFramed, isWhole }) => {
  if (!plainName.test(name) || name.includes('..') || files.has(name)) { faults.push({ where: 'zip', code: 'zip-name' }); return; }
  if (!isFramed) faults.push({ where: name, code: 'zip-frame' });
  if (!isWhole) faults.push({ where: name, code: 'file-damaged' });
  files.set(name, data);
};

/** The files of the archive by name, and every file whose frame is not exactly as it must be. */
const readZip = (zip, faults) => {
  const files = new Map();
  const end = endOf(zip);
  let [at, place] = [end?.offset ?? 0, 0];
  for (let number = 0; number < (end?.count ?? 0) && at + 46 <= end.at; number += 1) {
    const line = readLine(zip, at, place);
    keep(files, faults, line);
    [at, place] = [line.next, line.end];
  }
  if (end === null || at !== end.at || place !== end.offset) faults.push({ where: 'zip', code: 'zip-unreadable' });
  return files;
};

// ------------------------------------------------------------------ signed notes (C2SP signed-note, Ed25519)
const readKeys = async (text) => {
  const keys = [];
  for (const line of text.split('\n').map((each) => each.trim()).filter((each) => each !== '' && !each.startsWith('#'))) {
    const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const raw = encoded === undefined ? new Uint8Array() : unbase64(encoded);
    const own = name === undefined ? '' : hex((await sha256(join(bytesOf(`${name}\n`), raw))).subarray(0, 4));
    if (raw.length !== 33 || raw[0] !== 1 || own !== id) throw new Error('key');
    keys.push({ name, line, id: unhex(id), key: await crypto.subtle.importKey('raw', raw.subarray(1), { name: 'Ed25519' }, false, ['verify']) });
  }
  return keys;
};

const openNote = async (note, keys) => {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, split + 1);
  const [, name, encoded] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(note.slice(split + 2, -1)) ?? [];
  const blob = encoded === undefined ? new Uint8Array() : unbase64(encoded);
  if (blob.length !== 68 || base64(blob) !== encoded) return null;
  for (const key of keys) {
    if (key.name === name && same(key.id, blob.subarray(0, 4)) && await crypto.subtle.verify({ name: 'Ed25519' }, key.key, blob.subarray(4), bytesOf(text))) return text;
  }
  return null;
};

// ------------------------------------------------------------------ certificates (X.509, DER): the public key
const element = (der, at) => {
  let [length, head] = [der[at + 1], 2];
  if (length > 127) {
    const count = length & 127;
    if (count > 4) throw new Error('der');
    length = 0;
    for (let each = 0; each < count; each += 1) length = length * 256 + der[at + 2 + each];
    head += count;
  }
  if (!(at + head + length <= der.length)) throw new Error('der');
  return { tag: der[at], from: at + head, to: at + head + length, whole: der.subarray(at, at + head + length) };
};
const childrenOf = (der, { from, to }) => {
  const children = [];
  for (let at = from; at < to;) { const child = element(der, at); children.push(child); at = child.to; }
  return children;
};
const publicKeyOf = (der) => {
  const whole = element(der, 0);
  if (whole.to !== der.length) throw new Error('der');
  const fields = childrenOf(der, childrenOf(der, whole)[0]);
  const spki = fields[fields[0].tag === 0xa0 ? 6 : 5].whole;
  return crypto.subtle.importKey('spki', spki, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['verify']);
};
const isSigned = (key, data, signature) => crypto.subtle.verify('RSASSA-PKCS1-v1_5', key, signature, data);

// ------------------------------------------------------------------ a document: what was signed, its PDF, both signatures
const indexOf = (bytes, wanted, from = 0) => {
  for (let at = bytes.indexOf(wanted[0], from); at >= 0 && at + wanted.length <= bytes.length; at = bytes.indexOf(wanted[0], at + 1)) {
    if (wanted.every((byte, each) => bytes[at + each] === byte)) return at;
  }
  return -1;
};

/**
 * What each signature of the PDF covers, in order, with the signature's own bytes. A range leaves out its hexadecimal
 * string and nothing else of its revision; the last one covers the whole file. Null unless there are exactly `count`.
 */
const signedRanges = (pdf, count) => {
  const text = new TextDecoder('latin1').decode(pdf);
  const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*0 +(\d+) +(\d+) +(\d+)\s*\]/g)].map((found) => {
    const [first, second, length] = found.slice(1).map(Number);
    const contents = text.slice(first + 1, second - 1);
    if (text[first] !== '<' || text[second - 1] !== '>' || !/^[0-9a-fA-F]+$/.test(contents)) return null;
    return { end: second + length, covered: join(pdf.subarray(0, first), pdf.subarray(second, second + length)), cms: unhex(contents) };
  });
  return ranges.length === count && !ranges.includes(null) && ranges.at(-1).end === pdf.length ? ranges : null;
};

/** Whether attributes, signature and certificate are of what this range covers. */
const pdfFaults = async (range, { attributes, attributesSignature, certificate, key }) => {
  const faults = [];
  const digest = await sha256(range.covered);
  if (indexOf(attributes, join(Uint8Array.of(4, 32), digest)) < 0 || indexOf(attributes, await sha256(certificate)) < 0) faults.push('attributes-of-other-pdf');
  if (!(await isSigned(key, attributes, attributesSignature))) faults.push('pdf-signature-wrong');
  if (indexOf(range.cms, attributesSignature) < 0 || indexOf(range.cms, certificate) < 0) faults.push('pdf-without-signature');
  return faults;
};

const partNames = ['contenido.json', 'contenido.firma', 'pdf-atributos.der', 'pdf-atributos.firma', 'certificado.cer'];

/** What one signer left, with her public key; `prefix` tells the second's files from the first's. */
const signerOf = async (files, folder, prefix) => {
  const [content, signature, attributes, attributesSignature, certificate] = partNames.map((name) => files.get(`${folder}/${prefix}${name}`));
  return { content, signature, attributes, attributesSignature, certificate, key: await publicKeyOf(certificate), text: utf8(content) };
};

const statedFaults = async ({ payload, certificate }, line, patients) => {
  const judged = {
    'certificate-of-other': payload.certificate.sha256 === hex(await sha256(certificate)),
    'document-of-other-note': payload.note.id === line.noteId && payload.note.amends === line.amends,
    'document-of-other-patient': patients.includes(payload.patient.id),
  };
  return Object.keys(judged).filter((code) => !judged[code]);
};

const firstFaults = async (signer, range, line, patients) => {
  const payload = JSON.parse(signer.text);
  const faults = [...await statedFaults({ payload, certificate: signer.certificate }, line, patients), ...await pdfFaults(range, signer)];
  if (!(await isSigned(signer.key, signer.content, signer.signature))) faults.push('content-signature-wrong');
  return hex(await sha256(range.covered)) === payload.pdf.digest ? faults : [...faults, 'pdf-changed'];
};

/** The second signs the first's content whole, so that it stands in what she signed letter by letter. */
const secondFaults = async (signer, range, first) => {
  const faults = await pdfFaults(range, signer);
  if (!(await isSigned(signer.key, signer.content, signer.signature)) || !signer.text.includes(first.text)) faults.push('second-signature-wrong');
  return faults;
};

const documentFaults = async (files, line, patients) => {
  const pdf = files.get(`${line.folder}/documento.pdf`);
  const count = files.has(`${line.folder}/segunda-contenido.json`) ? 2 : 1;
  if (pdf === undefined || count !== line.signatures || partNames.some((name) => !files.has(`${line.folder}/${name}`))) return ['document-incomplete'];
  try {
    const ranges = signedRanges(pdf, count);
    if (ranges === null) return ['pdf-changed'];
    const first = await signerOf(files, line.folder, '');
    const faults = await firstFaults(first, ranges[0], line, patients);
    return count === 1 ? faults : [...faults, ...await secondFaults(await signerOf(files, line.folder, 'segunda-'), ranges[1], first)];
  } catch {
    return ['document-unreadable'];
  }
};

/** A prescription names its private part by digest; whose it is stands in that one. */
const prescribedFaults = async ({ payload, certificate }, privatePart, line, patients) => {
  const judged = {
    'certificate-of-other': payload.certificate.sha256 === hex(await sha256(certificate)),
    'prescription-of-other': payload.type === 'amate/prescription' && payload.id === line.prescriptionId,
    'private-part-changed': payload.private.digest === hex(await sha256(privatePart)),
    'document-of-other-patient': patients.includes(JSON.parse(utf8(privatePart)).patient.id),
  };
  return Object.keys(judged).filter((code) => !judged[code]);
};

const prescriptionFaults = async (files, line, patients) => {
  const [pdf, privatePart] = [files.get(`${line.folder}/documento.pdf`), files.get(`${line.folder}/privado.json`)];
  if (pdf === undefined || privatePart === undefined || partNames.some((name) => !files.has(`${line.folder}/${name}`))) return ['document-incomplete'];
  try {
    const ranges = signedRanges(pdf, 1);
    if (ranges === null) return ['pdf-changed'];
    const signer = await signerOf(files, line.folder, '');
    const payload = JSON.parse(signer.text);
    const faults = [...await prescribedFaults({ payload, certificate: signer.certificate }, privatePart, line, patients), ...await pdfFaults(ranges[0], signer)];
    if (!(await isSigned(signer.key, signer.content, signer.signature))) faults.push('content-signature-wrong');
    return hex(await sha256(ranges[0].covered)) === payload.pdf.digest ? faults : [...faults, 'pdf-changed'];
  } catch {
    return ['document-unreadable'];
  }
};

// ------------------------------------------------------------------ the audit: RFC 9162, 2.1.3.2 under a signed checkpoint
const included = async (leaf, index, { size, root, path }) => {
  let [node, last, hash] = [index, size - 1, leaf];
  for (const step of path) {
    if (last === 0) return false;
    const isLeft = node % 2 === 1 || node === last;
    hash = await sha256(isLeft ? join(Uint8Array.of(1), step, hash) : join(Uint8Array.of(1), hash, step));
    while (isLeft && node % 2 === 0 && node !== 0) [node, last] = [node / 2, Math.floor(last / 2)];
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && same(hash, root);
};

const proofHolds = async (proof, notes, clinic) => {
  const { seq, head } = proof;
  const text = await notes(proof.checkpoint.note);
  const digest = base64(await sha256(bytesOf(`amate-audit-head/v1\n${head.clinic}\n${head.size}\n${base64(unhex(head.chain))}\n${base64(unhex(head.root))}\n`)));
  if (text === null || !text.startsWith('amate-audit-checkpoint/v1\n') || !text.includes(`\nhead ${digest}\n`)) return false;
  const place = new DataView(new ArrayBuffer(9));
  place.setBigUint64(1, BigInt(seq));
  const leaf = await sha256(join(new Uint8Array(place.buffer), unhex(proof.prev), bytesOf(proof.entry)));
  const isOfClinic = head.clinic === clinic && JSON.parse(proof.entry).clinic === clinic;
  return isOfClinic && seq >= 1 && seq <= head.size && included(leaf, seq - 1, { size: head.size, root: unhex(head.root), path: proof.path.map(unhex) });
};

const auditFaults = async (bytes, keys, manifest) => {
  const opened = new Map();
  const notes = async (note) => { if (!opened.has(note)) opened.set(note, await openNote(note, keys)); return opened.get(note); };
  const faults = [];
  const lines = utf8(bytes).split('\n').filter((line) => line !== '');
  let last = 0;
  for (const line of lines) {
    let seq = last + 1;
    try {
      const proof = JSON.parse(line);
      seq = proof.seq;
      if (seq <= last || !(await proofHolds(proof, notes, manifest.clinic.id))) throw new Error('proof');
      last = seq;
    } catch { faults.push({ where: `auditoria #${seq}`, code: 'proof-wrong' }); }
  }
  if (lines.length !== manifest.audit.entries) faults.push({ where: 'auditoria/pruebas.jsonl', code: 'entries-missing' });
  return faults;
};

// ------------------------------------------------------------------ the manifest and all together
const MANIFEST = 'manifiesto.json';
const NOTE = 'manifiesto.nota';

const manifestFaults = async (files, manifest, keys) => {
  const faults = [];
  const wanted = `amate-release-manifest/v1\nsha256 ${hex(await sha256(files.get(MANIFEST)))}\n`;
  const note = files.get(NOTE);
  if (note === undefined || await openNote(utf8(note), keys) !== wanted) faults.push({ where: MANIFEST, code: 'manifest-signature-wrong' });
  const listed = new Set([MANIFEST, NOTE]);
  for (const { name, bytes, sha256: digest } of manifest.files) {
    listed.add(name);
    const data = files.get(name);
    if (data === undefined) faults.push({ where: name, code: 'file-missing' });
    else if (data.length !== bytes || hex(await sha256(data)) !== digest) faults.push({ where: name, code: 'file-changed' });
  }
  for (const name of files.keys()) if (!listed.has(name)) faults.push({ where: name, code: 'file-unlisted' });
  return faults;
};

/** Archives of before prescriptions were handed over have no list of them; a list that is none makes no manifest. */
const prescribedIn = (prescriptions) => (prescriptions === undefined ? [] : Array.isArray(prescriptions) ? prescriptions : [null]);

/** Whether it has what is read of it below; a letter of a name changed, and it has not. */
const isManifest = ({ kind, version, files, documents, prescriptions, audit, patient, clinic }) => kind === 'amate-release' && version === 1
  && Array.isArray(files) && files.every((each) => typeof each?.name === 'string') && Array.isArray(documents) && [...documents, ...prescribedIn(prescriptions)].every((each) => typeof each?.folder === 'string')
  && [audit, patient, clinic].every((part) => typeof part === 'object' && part !== null);

const readManifest = (files) => {
  try {
    const manifest = JSON.parse(utf8(files.get(MANIFEST)));
    return isManifest(manifest) ? manifest : null;
  } catch { return null; }
};

/** Documents by their folders alone, for when the manifest cannot be read: what is signed can still be checked. */
const foldersOf = (files) => [...new Set([...files.keys()].filter((name) => /^(?:documentos|recetas)\//.test(name)).map((name) => name.split('/').slice(0, 2).join('/')))];

/** Every fault of what the manifest lists. */
const listedFaults = async (files, manifest, keys) => {
  const faults = await manifestFaults(files, manifest, keys);
  const prescriptions = manifest.prescriptions ?? [];
  const folders = new Set([...manifest.documents, ...prescriptions].map(({ folder }) => folder));
  for (const folder of foldersOf(files)) if (!folders.has(folder)) faults.push({ where: folder, code: 'file-unlisted' });
  for (const line of manifest.documents) for (const code of await documentFaults(files, line, manifest.patient.ids)) faults.push({ where: line.folder, code });
  for (const line of prescriptions) for (const code of await prescriptionFaults(files, line, manifest.patient.ids)) faults.push({ where: line.folder, code });
  return [...faults, ...await auditFaults(files.get('auditoria/pruebas.jsonl') ?? new Uint8Array(), keys, manifest)];
};

const readKeysOf = async (files) => {
  try { return await readKeys(utf8(files.get('llave-publica.txt'))); } catch { return []; }
};

const judgeKeys = async (files, keyText, faults) => {
  const own = await readKeysOf(files);
  const trusted = keyText === null ? null : await readKeys(keyText).catch(() => []);
  const isKeyTrusted = trusted?.some(({ line }) => own.some((key) => key.line === line)) ?? false;
  if (own.length === 0) faults.push({ where: 'llave-publica.txt', code: 'key-unreadable' });
  else if (trusted !== null && !isKeyTrusted) faults.push({ where: 'llave-publica.txt', code: 'key-not-trusted' });
  return { own, trusted, isKeyTrusted };
};

const judged = (documents, faults) => {
  const isSound = (folder) => !faults.some(({ where }) => where === folder || where.startsWith(`${folder}/`));
  return documents.map(({ folder, title, signedAt = null, author = null }) => ({ folder, title, signedAt, author, isSound: isSound(folder) }));
};

const describe = (manifest) => ({
  entries: manifest?.audit.entries ?? 0, recordNumber: manifest?.patient.recordNumber ?? null, clinic: manifest?.clinic.name ?? null, deliveredAt: manifest?.deliveredAt ?? null,
});

/**
 * Checks a whole archive: frame, manifest, each signature against its certificate and content, each PDF, the audit.
 * `where` of a fault is a document's folder, a file, or `zip`. `keyText` is the installation's public key if one was
 * kept outside; without it the archive's own is used, which proves that all belongs together and not whose it is.
 */
export const verifyArchive = async (zip, keyText = null) => {
  const faults = [];
  const files = readZip(zip, faults);
  const { own, trusted, isKeyTrusted } = await judgeKeys(files, keyText, faults);
  const manifest = readManifest(files);
  faults.push(...await listedFaults(files, manifest, trusted ?? own).catch(() => [{ where: MANIFEST, code: 'manifest-unreadable' }]));
  const documents = manifest === null ? foldersOf(files).map((folder) => ({ folder, title: folder })) : [...manifest.documents, ...manifest.prescriptions ?? []];
  return { sound: faults.length === 0, faults, key: own[0]?.line ?? null, isKeyTrusted, documents: judged(documents, faults), ...describe(manifest) };
};

// ---- command line
if (globalThis.process?.argv?.[1] !== undefined && import.meta.url === new URL(`file://${(await import('node:fs')).realpathSync(process.argv[1])}`).href) {
  const { readFileSync } = await import('node:fs');
  const [archive, keyFile] = process.argv.slice(2);
  if (archive === undefined) { process.stderr.write('node amate-record-verifier.mjs ARCHIVE.zip [KEYFILE]\n'); process.exit(2); }
  const verdict = await verifyArchive(new Uint8Array(readFileSync(archive)), keyFile === undefined ? null : readFileSync(keyFile, 'utf8'));
  process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
  process.exit(verdict.sound ? 0 : 1);
}
