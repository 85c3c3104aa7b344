import { inflateRawSync } from 'node:zlib';

/** The files of a ZIP that a person hands in: bounded in number and size before anything is unpacked. */

const MOST_ENTRIES = 200;
const MOST_BYTES_EACH = 64 * 1024 * 1024;
const END_SIGNATURE = 0x0605_4b50;
const ENTRY_SIGNATURE = 0x0201_4b50;
const LOCAL_SIGNATURE = 0x0403_4b50;

const broken = (): Error => new Error('The packed file is truncated or damaged.');

type Entry = { readonly name: string; readonly method: number; readonly packed: number; readonly size: number; readonly at: number; readonly isEncrypted: boolean };

const endOf = (file: Buffer): number => {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at -= 1) if (file.readUInt32LE(at) === END_SIGNATURE) return at;
  throw broken();
};

const directoryOf = (file: Buffer): readonly Entry[] => {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw new Error(`The packed file holds ${String(count)} files; at most ${String(MOST_ENTRIES)} are read.`);
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let each = 0; each < count; each += 1) {
    if (file.readUInt32LE(at) !== ENTRY_SIGNATURE) throw broken();
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength), method: file.readUInt16LE(at + 10), isEncrypted: (file.readUInt16LE(at + 8) & 1) === 1,
      packed: file.readUInt32LE(at + 20), size: file.readUInt32LE(at + 24), at: file.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
};

const unpack = (file: Buffer, entry: Entry, mostBytes: number): Buffer => {
  if (entry.isEncrypted) throw new Error('The packed file is protected with a password.');
  if (file.readUInt32LE(entry.at) !== LOCAL_SIGNATURE) throw broken();
  const from = entry.at + 30 + file.readUInt16LE(entry.at + 26) + file.readUInt16LE(entry.at + 28);
  const packed = file.subarray(from, from + entry.packed);
  if (packed.length !== entry.packed) throw broken();
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new Error('The packed file is packed in a way that is not read.');
  // What the directory claims is not trusted: unpacking itself stops at the limit.
  return inflateRawSync(packed, { maxOutputLength: Math.min(entry.size, mostBytes) + 1 });
};

const asRefusal = (error: unknown): Error => {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ERR_BUFFER_TOO_LARGE') return new Error('The packed file unpacks to more than it says.');
  // Whatever zlib or a read past the end says is one thing to the person.
  return code === null && error instanceof Error ? error : broken();
};

/**
 * The text of a ZIP's files, each unpacked when asked; `names` in the order of the directory. Refuses, in a sentence,
 * what is truncated, encrypted, too many files, or unpacks to more than `mostBytes` (64 MiB) or than it claims.
 */
export const openZip = (file: Buffer, mostBytes: number = MOST_BYTES_EACH): { readonly names: readonly string[]; readonly textOf: (name: string) => string | null } => {
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw asRefusal(error);
    }
  };
  const entries = guarded(() => directoryOf(file));
  const textOf = (name: string): string | null => {
    const entry = entries.find((each) => each.name === name);
    if (entry === undefined) return null;
    if (entry.size > mostBytes) throw new Error('The packed file unpacks to more than is read.');
    const bytes = guarded(() => unpack(file, entry, mostBytes));
    if (bytes.length !== entry.size) throw broken();
    return bytes.toString('utf8');
  };
  return { names: entries.map(({ name }) => name), textOf };
};
