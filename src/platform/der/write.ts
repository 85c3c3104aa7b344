// DER writer (X.690): the mirror of read.ts. Runs in browsers and in Node.
import { type Bytes, derTag } from './read.ts';

/** Joins byte sequences into one. */
export const concatBytes = (parts: readonly Uint8Array[]): Bytes => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

const lengthOctets = (length: number): number[] => {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
};

/** One value: identifier octet, length, content. */
export const writeDer = (tag: number, content: Uint8Array | readonly Uint8Array[]): Bytes => {
  const parts = content instanceof Uint8Array ? [content] : content;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return concatBytes([Uint8Array.from([tag, ...lengthOctets(length)]), ...parts]);
};

export const writeSequence = (...parts: readonly Uint8Array[]): Bytes => writeDer(derTag.sequence, parts);

const compareBytes = (one: Uint8Array, other: Uint8Array): number => {
  const shared = Math.min(one.length, other.length);
  for (let index = 0; index < shared; index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
};

/** Members in the order DER asks of a SET OF (X.690 11.6). */
export const sortedSetMembers = (members: readonly Uint8Array[]): readonly Uint8Array[] =>
  members.toSorted(compareBytes);

/** SET OF with its members in DER order. */
export const writeSetOf = (members: readonly Uint8Array[]): Bytes =>
  writeDer(derTag.set, sortedSetMembers(members));

/** Non-negative INTEGER from its magnitude. */
export const writeInteger = (magnitude: number | Uint8Array): Bytes => {
  const octets = typeof magnitude === 'number' ? lengthlessOctets(magnitude) : [...magnitude];
  while (octets.length > 1 && octets[0] === 0) octets.shift();
  if ((octets[0] ?? 0) >= 0x80) octets.unshift(0);
  return writeDer(derTag.integer, Uint8Array.from(octets));
};

const lengthlessOctets = (value: number): number[] => {
  const octets: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return octets.length === 0 ? [0] : octets;
};

const arcOctets = (arc: number): number[] => {
  const octets = [arc & 0x7f];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 | (rest & 0x7f));
  return octets;
};

/** OBJECT IDENTIFIER from its dotted form. */
export const writeObjectIdentifier = (dotted: string): Bytes => {
  const [root = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return writeDer(derTag.objectIdentifier, Uint8Array.from([root * 40 + second, ...rest].flatMap(arcOctets)));
};

export const writeOctetString = (octets: Uint8Array): Bytes => writeDer(derTag.octetString, octets);

export const writeBitString = (octets: Uint8Array, unused = 0): Bytes =>
  writeDer(derTag.bitString, [Uint8Array.of(unused), octets]);

export const writeNull = (): Bytes => writeDer(derTag.null, new Uint8Array(0));

export const writeTrue = (): Bytes => writeDer(derTag.boolean, Uint8Array.of(0xff));

export const writeUtf8String = (text: string): Bytes => writeDer(derTag.utf8String, new TextEncoder().encode(text));

export const writePrintableString = (text: string): Bytes =>
  writeDer(derTag.printableString, new TextEncoder().encode(text));

/** UTCTime up to 2049, GeneralizedTime after (RFC 5280 4.1.2.5). */
export const writeInstant = (instant: Date): Bytes => {
  const digits = instant.toISOString().slice(0, 19).replaceAll(/\D/g, '');
  const short = instant.getUTCFullYear() >= 1950 && instant.getUTCFullYear() < 2050;
  return writeDer(
    short ? derTag.utcTime : derTag.generalizedTime,
    new TextEncoder().encode(`${short ? digits.slice(2) : digits}Z`),
  );
};
