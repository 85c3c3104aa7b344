#!/usr/bin/env node
// Stand-alone verifier of Amate audit exports. One file, Node 20 or newer, nothing else: it shares no code with
// Amate, so that two implementations check each other. docs/audit-format.md describes the format it reads.
//
//   node amate-audit-verifier.mjs EXPORT --public-key FILE [--checkpoint OLD ...] [--json]
//   node amate-audit-verifier.mjs PROOF  --public-key FILE [--checkpoint OLD ...] [--json]
//
// Exit 0: everything holds. Exit 1: it does not; the first line names the first bad entry. Exit 2: wrong use.

import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, readFileSync, realpathSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const sha256 = (...parts) => parts.reduce((digest, part) => digest.update(part), createHash('sha256')).digest();
const ZEROS = Buffer.alloc(32);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HEX32 = /^[0-9a-f]{64}$/;

class Broken extends Error {
  constructor(kind, place = {}) {
    super(kind);
    this.fault = { kind, clinic: null, seq: null, through: null, checkpoint: null, ...place };
  }
}

// ------------------------------------------------------------------ canonical JSON (RFC 8785)
/** Writes a parsed JSON value in canonical form; throws on what JSON.parse cannot have given faithfully. */
export const canonical = (value) => {
  switch (typeof value) {
    case 'boolean': return value ? 'true' : 'false';
    case 'number':
      if (!Number.isFinite(value)) throw new Error('number');
      return Object.is(value, -0) ? '0' : String(value);
    case 'string': {
      if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value)) throw new Error('surrogate');
      return JSON.stringify(value);
    }
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
      // Object.keys(...).sort() compares UTF-16 code units, as the RFC asks.
      return '{' + Object.keys(value).sort().map((name) => canonical(name) + ':' + canonical(value[name])).join(',') + '}';
    }
    default: throw new Error('type');
  }
};

const isInOrder = (value) => typeof value !== 'object' || value === null
  || (Array.isArray(value) ? value.every(isInOrder) : Object.keys(value).every((name, at, names) => (at === 0 || names[at - 1] < name) && isInOrder(value[name])));

/** Whether `text` is the canonical form of `value`; the first line decides most cases without writing it anew. */
const isCanonical = (text, value) => (!text.includes('\\u') && JSON.stringify(value) === text && isInOrder(value)) || canonical(value) === text;

// ------------------------------------------------------------------ Merkle tree (RFC 6962)
const node = (left, right) => sha256(Buffer.of(1), left, right);

/** Grows by one leaf at a time: at[i] is the root of a full subtree of 2^i leaves, or empty. */
class Tree {
  constructor() { this.at = []; }
  add(leaf) {
    let carried = leaf;
    let level = 0;
    while (this.at[level]) {
      carried = node(this.at[level], carried);
      this.at[level] = null;
      level += 1;
    }
    this.at[level] = carried;
  }
  root() {
    let root = null;
    for (const subtree of this.at) if (subtree) root = root === null ? subtree : node(subtree, root);
    return root ?? sha256(Buffer.alloc(0));
  }
}

/** Walks from a leaf to the root, calling `step` with each sibling and the side it stands on; false if the path is not as long as it must be. */
const climb = (from, size, siblings, step) => {
  let fn = from;
  let sn = BigInt(size - 1);
  for (const sibling of siblings) {
    if (sn === 0n) return false;
    const onLeft = (fn & 1n) === 1n || fn === sn;
    step(sibling, onLeft);
    while (onLeft && (fn & 1n) === 0n && fn !== 0n) { fn >>= 1n; sn >>= 1n; }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n;
};

/** RFC 9162 2.1.3.2: whether `leaf` stands at `index` (from 0) in the tree {size, root}, by its inclusion proof. */
export const isIncluded = (leaf, index, tree, proof) => {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < tree.size)) return false;
  let root = leaf;
  const isWhole = climb(BigInt(index), tree.size, proof, (sibling, onLeft) => { root = onLeft ? node(sibling, root) : node(root, sibling); });
  return isWhole && root.equals(tree.root);
};

/** RFC 9162 2.1.4.2: whether the tree `older` {size, root} is the beginning of `newer`, by the consistency proof. */
export const isConsistent = (older, newer, proof) => {
  if (!(older.size >= 1 && older.size <= newer.size)) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (proof.length === 0) return false;
  const [start, ...rest] = (BigInt(older.size) & BigInt(older.size - 1)) === 0n ? [older.root, ...proof] : proof;
  let from = BigInt(older.size - 1);
  let above = newer.size;
  for (; (from & 1n) === 1n; from >>= 1n) above = Math.ceil(above / 2);
  let [before, now] = [start, start];
  const isWhole = climb(from, above, rest, (sibling, onLeft) => {
    if (onLeft) before = node(sibling, before);
    now = onLeft ? node(sibling, now) : node(now, sibling);
  });
  return isWhole && before.equals(older.root) && now.equals(newer.root);
};

// ------------------------------------------------------------------ signed notes (C2SP signed-note)
/** Reads a file of verifier keys, one `name+id+base64` a line. */
export const readKeys = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line && !line.startsWith('#')).map((line) => {
  const [name, id, ...rest] = line.split('+');
  const raw = Buffer.from(rest.join('+'), 'base64');
  if (raw.length !== 33 || raw[0] !== 1) throw new Error('the public key file holds a line that is no Ed25519 verifier key');
  const own = sha256(name + '\n', raw).subarray(0, 4);
  if (own.toString('hex') !== id) throw new Error('the public key file holds a key whose id is not its own');
  return { name, id: own, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') }, format: 'jwk' }) };
});

const splitNote = (note) => {
  const cut = typeof note === 'string' ? note.lastIndexOf('\n\n') : -1;
  return cut < 0 ? null : { text: note.slice(0, cut + 1), signatures: note.slice(cut + 2) };
};

const isSigned = ({ text, signatures }, keys) => {
  if (!signatures.endsWith('\n')) return false;
  let good = false;
  for (const line of signatures.slice(0, -1).split('\n')) {
    const match = /^\u2014 (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    if (!match) return false;
    const blob = Buffer.from(match[2], 'base64');
    for (const each of keys) {
      if (each.name !== match[1] || blob.length !== 68 || !each.id.equals(blob.subarray(0, 4))) continue;
      if (verify(null, Buffer.from(text), each.key, blob.subarray(4))) good = true;
    }
  }
  return good;
};

const readCheckpoint = (text) => {
  const match = /^amate-audit-checkpoint\/v1\nnumber ([1-9]\d{0,15})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nprevious ([A-Za-z0-9+/]{43}=)\n((?:head [A-Za-z0-9+/]{43}=\n)*)$/.exec(text);
  if (!match) return null;
  const heads = match[4].split('\n').slice(0, -1).map((line) => line.slice(5));
  const inOrder = heads.every((head, at) => at === 0 || heads[at - 1] <= head);
  return inOrder ? { number: Number(match[1]), time: match[2], previous: match[3], heads } : null;
};

const headDigest = (head) => {
  if (!UUID.test(head.clinic) || !Number.isSafeInteger(head.size) || !HEX32.test(head.chain) || !HEX32.test(head.root)) return null;
  const b64 = (hex) => Buffer.from(hex, 'hex').toString('base64');
  return sha256(`amate-audit-head/v1\n${head.clinic}\n${head.size}\n${b64(head.chain)}\n${b64(head.root)}\n`).toString('base64');
};

// ------------------------------------------------------------------ checkpoints
class Checkpoints {
  constructor(keys, held, clinic) {
    Object.assign(this, { keys, clinic, number: 0, previous: ZEROS.toString('base64'), time: '', newest: new Map(), heads: new Map(), faults: [] });
    this.held = new Map();
    for (const each of held) this.hold(each);
  }

  /** An old checkpoint that the auditor kept. */
  hold(each) {
    const parts = splitNote(each.note);
    const claimed = parts && readCheckpoint(parts.text);
    if (!claimed) return this.faults.push(new Broken('held-checkpoint-malformed').fault);
    if (!isSigned(parts, this.keys)) return this.faults.push(new Broken('held-checkpoint-signature', { checkpoint: claimed.number }).fault);
    if (!each.heads.every((head) => claimed.heads.includes(headDigest(head)))) return this.faults.push(new Broken('held-checkpoint-malformed', { checkpoint: claimed.number }).fault);
    const same = this.held.get(claimed.number);
    if (same && same !== each.note) this.faults.push(new Broken('held-checkpoint-differs', { checkpoint: claimed.number }).fault);
    this.held.set(claimed.number, each.note);
    for (const head of each.heads) if (this.clinic === null || head.clinic === this.clinic) this.expect(head);
    return undefined;
  }

  expect(head) {
    const of = this.heads.get(head.clinic) ?? [];
    of.push(head);
    this.heads.set(head.clinic, of);
  }

  take(line) {
    const number = this.number + 1;
    if (line.number !== number) throw new Broken('checkpoint-missing', { checkpoint: number });
    const place = { checkpoint: number };
    const parts = splitNote(line.note);
    const claimed = parts && readCheckpoint(parts.text);
    if (!claimed || claimed.number !== number || !Array.isArray(line.heads)) throw new Broken('checkpoint-malformed', place);
    if (!isSigned(parts, this.keys)) throw new Broken('checkpoint-signature', place);
    if (claimed.previous !== this.previous) throw new Broken('checkpoint-link-broken', place);
    if (claimed.time < this.time) throw new Broken('checkpoint-time-backwards', place);
    if (this.held.has(number) && this.held.get(number) !== line.note) throw new Broken('held-checkpoint-differs', place);
    this.takeHeads(line.heads, claimed, place);
    Object.assign(this, { number, previous: sha256(line.note).toString('base64'), time: claimed.time });
  }

  /** After a checkpoint that does not hold, the heads of later ones still tell where the entries stop agreeing. */
  takeUnproven(line) {
    for (const head of Array.isArray(line.heads) ? line.heads : []) if (headDigest(head) !== null) this.expect(head);
  }

  takeHeads(heads, claimed, place) {
    for (const head of heads) {
      const before = this.newest.get(head.clinic);
      if ((this.clinic !== null && head.clinic !== this.clinic) || (before && head.size <= before.size)) throw new Broken('checkpoint-heads-differ', { ...place, clinic: head.clinic });
      this.newest.set(head.clinic, { size: head.size, digest: headDigest(head) });
      this.expect(head);
    }
    for (const [clinic, { digest }] of this.newest) if (!claimed.heads.includes(digest)) throw new Broken('checkpoint-heads-differ', { ...place, clinic });
    if (this.clinic === null && claimed.heads.length !== this.newest.size) throw new Broken('checkpoint-heads-differ', place);
  }

  end() {
    for (const number of this.held.keys()) if (number > this.number) this.faults.push(new Broken('held-checkpoint-missing', { checkpoint: number }).fault);
  }
}

// ------------------------------------------------------------------ one clinic's entries
class Chain {
  constructor(clinic, heads) {
    this.clinic = clinic;
    this.expected = [...heads].sort((one, other) => one.size - other.size);
    Object.assign(this, { size: 0, hash: ZEROS, tree: new Tree(), met: 0, proven: 0 });
  }

  take(line) {
    const { clinic } = this;
    const seq = this.size + 1;
    if (line.seq !== seq) throw new Broken('entry-missing', { clinic, seq });
    const position = Buffer.alloc(8);
    position.writeBigUInt64BE(BigInt(seq));
    const hash = sha256(Buffer.of(0), position, this.hash, line.entry);
    if (line.prev !== this.hash.toString('hex')) {
      const own = HEX32.test(line.prev) && sha256(Buffer.of(0), position, Buffer.from(line.prev, 'hex'), line.entry).toString('hex') === line.hash;
      throw new Broken('previous-differs', { clinic, seq: own && seq > 1 ? seq - 1 : seq });
    }
    if (line.hash !== hash.toString('hex')) throw new Broken('hash-differs', { clinic, seq });
    this.read(line.entry, seq);
    this.tree.add(hash);
    this.size = seq;
    this.hash = hash;
    this.meet();
  }

  read(text, seq) {
    let entry;
    try {
      entry = JSON.parse(text);
      if (!isCanonical(text, entry)) throw new Error('form');
    } catch {
      throw new Broken('entry-not-canonical', { clinic: this.clinic, seq });
    }
    if (entry.clinic !== this.clinic) throw new Broken('entry-of-other-clinic', { clinic: this.clinic, seq });
  }

  meet() {
    for (; this.met < this.expected.length && this.expected[this.met].size <= this.size; this.met += 1) {
      const head = this.expected[this.met];
      if (head.chain !== this.hash.toString('hex') || head.root !== this.tree.root().toString('hex')) {
        throw new Broken('tree-differs', { clinic: this.clinic, seq: this.proven + 1, through: this.size });
      }
      this.proven = this.size;
    }
  }

  end() {
    const { clinic } = this;
    if (this.met < this.expected.length) throw new Broken('tail-cut', { clinic, seq: this.size + 1, through: this.expected.at(-1).size });
    if (this.size > this.proven) throw new Broken('unsealed-entries', { clinic, seq: this.proven + 1, through: this.size });
  }
}

// ------------------------------------------------------------------ the whole export
/** Verifies an export given as an (async) iterable of lines. */
export const verifyExport = async (lines, keys, held = []) => {
  const state = { first: null, last: null, checkpoints: null, chains: new Map(), broken: new Set(), faults: [], entries: 0, lines: 0 };
  for await (const line of lines) if (line !== '') takeLine(state, line, keys, held);
  if (state.first === null) throw new Error('this is not an Amate audit export');
  state.checkpoints.end();
  for (const clinic of state.checkpoints.heads.keys()) chainOf(state, clinic);
  for (const [clinic, chain] of state.chains) attempt(state, clinic, () => chain.end());
  const { number } = state.checkpoints;
  const isWhole = state.last !== null && state.last.entries === state.lines && (state.last.checkpoints === number || state.broken.has('checkpoints'));
  const faults = [...state.faults.filter((fault) => fault.seq !== null), ...state.faults.filter((fault) => fault.seq === null), ...state.checkpoints.faults];
  if (!isWhole) faults.push(new Broken('export-incomplete').fault);
  return { sound: faults.length === 0, entries: state.entries, clinics: state.chains.size, checkpoints: number, faults };
};

const attempt = (state, what, work) => {
  if (state.broken.has(what)) return;
  try {
    work();
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    state.broken.add(what);
    state.faults.push(error.fault);
  }
};

const chainOf = (state, clinic) => {
  if (!state.chains.has(clinic)) state.chains.set(clinic, new Chain(clinic, state.checkpoints.heads.get(clinic) ?? []));
  return state.chains.get(clinic);
};

const readLine = (text) => {
  try {
    const line = JSON.parse(text);
    const isEntry = line.kind !== 'entry' || (UUID.test(line.clinic) && [line.entry, line.prev, line.hash].every((part) => typeof part === 'string'));
    return isEntry ? line : null;
  } catch {
    return null;
  }
};

const takeLine = (state, text, keys, held) => {
  const line = readLine(text);
  if (line === null) {
    attempt(state, 'export', () => { throw new Broken('export-malformed'); });
  } else if (state.first === null) {
    if (line.kind !== 'amate-audit-export' || line.version !== 1) throw new Error('this is not an Amate audit export of version 1');
    state.first = line;
    state.checkpoints = new Checkpoints(keys, held, line.clinic);
  } else if (line.kind === 'checkpoint' && state.chains.size === 0) {
    attempt(state, 'checkpoints', () => state.checkpoints.take(line));
    if (state.broken.has('checkpoints')) state.checkpoints.takeUnproven(line);
  } else if (line.kind === 'entry') {
    state.lines += 1;
    attempt(state, line.clinic, () => {
      if (state.first.clinic !== null && line.clinic !== state.first.clinic) throw new Broken('entry-of-other-clinic', { clinic: line.clinic, seq: line.seq });
      chainOf(state, line.clinic).take(line);
      state.entries += 1;
    });
  } else if (line.kind === 'end' && state.last === null) {
    state.last = line;
  } else {
    throw new Error('the export holds a line out of its order');
  }
};

// ------------------------------------------------------------------ the proof of one entry
const isPath = (path) => Array.isArray(path) && path.length <= 64 && path.every((step) => HEX32.test(step));
const isProof = ({ version, seq, prev, entry, path, head, checkpoint }) => [
  version === 1, Number.isSafeInteger(seq) && seq > 0, HEX32.test(prev), typeof entry === 'string', isPath(path),
  headDigest(head ?? {}) !== null, Number.isSafeInteger(checkpoint?.number),
].every(Boolean);

/** Whether the note is signed, is the one the auditor kept (if any was kept), and holds the digest of the proof's head. */
const refuseNote = ({ checkpoint, head }, keys, held) => {
  const place = { checkpoint: checkpoint.number };
  const parts = splitNote(checkpoint.note);
  const claimed = parts && readCheckpoint(parts.text);
  if (!claimed || claimed.number !== checkpoint.number) throw new Broken('checkpoint-malformed', place);
  if (!isSigned(parts, keys)) throw new Broken('checkpoint-signature', place);
  if (held.length > 0 && !held.some((each) => each.note === checkpoint.note)) throw new Broken('held-checkpoint-differs', place);
  if (!claimed.heads.includes(headDigest(head))) throw new Broken('checkpoint-heads-differ', { ...place, clinic: head.clinic });
};

const refuseEntry = ({ entry, seq, head }) => {
  const place = { clinic: head.clinic, seq };
  let read;
  try {
    read = JSON.parse(entry);
    if (!isCanonical(entry, read)) throw new Error('form');
  } catch {
    throw new Broken('entry-not-canonical', place);
  }
  if (read.clinic !== head.clinic) throw new Broken('entry-of-other-clinic', place);
};

/** Verifies a proof of inclusion: the entry leads by its path to the root that the signed checkpoint names. */
export const verifyProof = (proof, keys, held = []) => {
  const place = { clinic: null, seq: null };
  try {
    if (!isProof(proof)) throw new Broken('proof-malformed');
    Object.assign(place, { clinic: proof.head.clinic, seq: proof.seq });
    refuseNote(proof, keys, held);
    refuseEntry(proof);
    const position = Buffer.alloc(8);
    position.writeBigUInt64BE(BigInt(proof.seq));
    const leaf = sha256(Buffer.of(0), position, Buffer.from(proof.prev, 'hex'), proof.entry);
    const tree = { size: proof.head.size, root: Buffer.from(proof.head.root, 'hex') };
    if (!isIncluded(leaf, proof.seq - 1, tree, proof.path.map((step) => Buffer.from(step, 'hex')))) throw new Broken('proof-fails', place);
    // The last entry must also be where the chain of the head ends.
    if (proof.seq === proof.head.size && leaf.toString('hex') !== proof.head.chain) throw new Broken('proof-fails', place);
    return { sound: true, faults: [] };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { sound: false, faults: [error.fault] };
  }
};

/** Reads a kept checkpoint: a JSON object with `note` and `heads`, or the bare note. */
export const readHeld = (text) => {
  if (!text.startsWith('{')) return { note: text, heads: [] };
  const kept = JSON.parse(text);
  return { note: kept.note, heads: kept.heads ?? [] };
};

// ------------------------------------------------------------------ command line
const USAGE = 'use: node amate-audit-verifier.mjs EXPORT-OR-PROOF --public-key FILE [--checkpoint OLD ...] [--json]';

const readArguments = (words) => {
  const options = { export: null, key: null, held: [], json: false };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    if (word === '--json') options.json = true;
    else if (word === '--public-key') options.key = words[at += 1] ?? null;
    else if (word === '--checkpoint') options.held.push(words[at += 1] ?? '');
    else if (word.startsWith('-') || options.export !== null) return null;
    else options.export = word;
  }
  return options.export === null || options.key === null ? null : options;
};

const place = (fault) => [
  fault.clinic === null ? '' : ` clinic ${fault.clinic}`,
  fault.seq === null ? '' : ` entry ${fault.seq}`,
  fault.through === null ? '' : ` to ${fault.through}`,
  fault.checkpoint === null ? '' : ` checkpoint ${fault.checkpoint}`,
].join('');

const tell = (verdict, whenSound, { json }) => {
  const told = verdict.sound ? [whenSound] : verdict.faults.map((fault) => `${fault.kind}${place(fault)}`);
  process.stdout.write(json ? `${JSON.stringify(verdict)}\n` : `${told.join('\n')}\n`);
  return verdict.sound ? 0 : 1;
};

/** The proof that a file holds, or null when it holds something else; a proof is small, an export may be of any size. */
const proofIn = (path) => {
  if (statSync(path).size > 1_000_000) return null;
  try {
    const value = JSON.parse(readFileSync(path, 'utf8'));
    return value?.kind === 'amate-audit-proof' ? value : null;
  } catch {
    return null;
  }
};

const main = async () => {
  const words = process.argv.slice(2);
  const options = readArguments(words);
  if (options === null) {
    process.stderr.write(`${USAGE}\n`);
    return words.includes('--help') ? 0 : 2;
  }
  try {
    const keys = readKeys(readFileSync(options.key, 'utf8'));
    const held = options.held.map((path) => readHeld(readFileSync(path, 'utf8')));
    const proof = proofIn(options.export);
    if (proof !== null) return tell(verifyProof(proof, keys, held), `sound: entry ${proof.seq} of clinic ${proof.head?.clinic} stands under checkpoint ${proof.checkpoint?.number}`, options);
    const lines = createInterface({ input: createReadStream(options.export, 'utf8'), crlfDelay: Infinity });
    const verdict = await verifyExport(lines, keys, held);
    return tell(verdict, `sound: ${verdict.entries} entries of ${verdict.clinics} chains, ${verdict.checkpoints} checkpoints`, options);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
};

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = await main();
