import { crc32 } from 'node:zlib';
import { invalid } from '#kernel/errors.ts';

/**
 * A ZIP (PKWARE APPNOTE 4.3) in its plainest form: stored, no extra fields, no comments, one fixed time, names of ASCII
 * that this program made. Every byte of it follows from the names and the contents, so a reader can ask for exactly
 * that and nothing can hide between the files.
 */
const LIMIT = 0xffff_ffff;
const MOST_FILES = 0xffff;
/** 1 January 1980, the earliest a ZIP can say: when a file was made stands in the manifest. */
const DOS_TIME = 0;
const DOS_DATE = 0x21;
const VERSION = 20;

type Placed = { readonly name: string; readonly crc: number; readonly size: number; readonly offset: number };

const common = ({ crc, size, name }: Placed): Buffer => {
  const part = Buffer.alloc(26);
  part.writeUInt16LE(VERSION, 0);
  part.writeUInt16LE(DOS_TIME, 6);
  part.writeUInt16LE(DOS_DATE, 8);
  part.writeUInt32LE(crc, 10);
  part.writeUInt32LE(size, 14);
  part.writeUInt32LE(size, 18);
  part.writeUInt16LE(name.length, 22);
  return part;
};

const localHeader = (file: Placed): Buffer => Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common(file), Buffer.from(file.name, 'latin1')]);

const centralHeader = (file: Placed): Buffer => {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(file.offset, 10);
  return Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.of(VERSION, 0), common(file), tail, Buffer.from(file.name, 'latin1')]);
};

const ending = (files: number, size: number, offset: number): Buffer => {
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(files, 8);
  end.writeUInt16LE(files, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
};

const nameShape = /^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.-]*)*$/;

export type ArchiveFile = { readonly name: string; readonly bytes: Uint8Array };

/** The archive in parts, one file in memory at a time. Refuses `archive-too-large` beyond 4 GB, and throws at a name that is not plain. */
export async function* zipOf(files: AsyncIterable<ArchiveFile>): AsyncGenerator<Uint8Array> {
  const placed: Placed[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    if (!nameShape.test(name) || name.includes('..')) throw new Error('a name of an archive must be plain');
    const file: Placed = { name, crc: crc32(bytes), size: bytes.length, offset };
    const header = localHeader(file);
    placed.push(file);
    offset += header.length + bytes.length;
    if (offset > LIMIT || placed.length > MOST_FILES) throw invalid('archive-too-large');
    yield header;
    yield bytes;
  }
  const directory = Buffer.concat(placed.map(centralHeader));
  yield directory;
  yield ending(placed.length, directory.length, offset);
}
