// Strict DER reader (X.690), enough for certificates, key containers and CMS. Runs in browsers and in Node.
// Our own because the kept libraries weigh more than the whole signing page and read BER leniently.

/** Bytes over a plain ArrayBuffer, the only kind WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

export type DerValue = {
  /** First identifier octet: class, constructed bit and tag number together (0x30 = SEQUENCE). */
  readonly tag: number;
  readonly content: Bytes;
  /** Identifier, length and content. */
  readonly whole: Bytes;
};

export const derTag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
} as const;

/** Thrown for any byte sequence that is not the DER expected; it says nothing about the content. */
export const malformed = (): Error => new Error('der-malformed');

/** Copies into a plain ArrayBuffer, so that the caller's later writes do not reach what was judged. */
export const copyOf = (bytes: Uint8Array): Bytes => Uint8Array.from(bytes);

const readLength = (bytes: Bytes, at: number): { readonly length: number; readonly next: number } => {
  const first = bytes[at];
  if (first === undefined) throw malformed();
  if (first < 0x80) return { length: first, next: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw malformed();
  let length = 0;
  for (let index = 1; index <= count; index += 1) {
    const octet = bytes[at + index];
    if (octet === undefined || (index === 1 && octet === 0)) throw malformed();
    length = length * 256 + octet;
  }
  if (length < 0x80) throw malformed();
  return { length, next: at + 1 + count };
};

const readAt = (bytes: Bytes, at: number): { readonly value: DerValue; readonly next: number } => {
  const tag = bytes[at];
  if (tag === undefined || (tag & 0x1f) === 0x1f) throw malformed();
  const { length, next } = readLength(bytes, at + 1);
  const end = next + length;
  if (end > bytes.length) throw malformed();
  return { value: { tag, content: bytes.subarray(next, end), whole: bytes.subarray(at, end) }, next: end };
};

/** Reads the one value that fills `bytes`; bytes left over are an error. */
export const readDer = (bytes: Bytes): DerValue => {
  const { value, next } = readAt(bytes, 0);
  if (next !== bytes.length) throw malformed();
  return value;
};

/** Whether there is nothing but padding. A loop: a callback for each octet of a long padding is a tenth of a verification. */
export const isPadding = (bytes: Uint8Array): boolean => {
  for (const octet of bytes) if (octet !== 0) return false;
  return true;
};

/** Reads the value that starts `bytes` and ignores what follows (zero padding of a PDF signature). */
export const readLeadingDer = (bytes: Bytes): DerValue => readAt(bytes, 0).value;

/** The values inside a constructed value, in order. */
export const childrenOf = (value: DerValue): readonly DerValue[] => {
  if ((value.tag & 0x20) === 0) throw malformed();
  const children: DerValue[] = [];
  for (let at = 0; at < value.content.length; ) {
    const { value: child, next } = readAt(value.content, at);
    children.push(child);
    at = next;
  }
  return children;
};

/** The value itself if it carries `tag`; otherwise the DER is not what was expected. */
export const expectTag = (value: DerValue | undefined, tag: number): DerValue => {
  if (value === undefined || value.tag !== tag) throw malformed();
  return value;
};

/** Children of a SEQUENCE. */
export const sequenceOf = (value: DerValue | undefined): readonly DerValue[] =>
  childrenOf(expectTag(value, derTag.sequence));

/** Dotted form of an OBJECT IDENTIFIER. */
export const objectIdentifierOf = (value: DerValue | undefined): string => {
  const { content } = expectTag(value, derTag.objectIdentifier);
  const arcs: number[] = [];
  let arc = 0;
  content.forEach((octet, index) => {
    arc = arc * 128 + (octet & 0x7f);
    if (!Number.isSafeInteger(arc)) throw malformed();
    if ((octet & 0x80) !== 0) {
      if (index === content.length - 1) throw malformed();
      return;
    }
    arcs.push(arc);
    arc = 0;
  });
  const [first, ...rest] = arcs;
  if (first === undefined) throw malformed();
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
};

/** Magnitude of a non-negative INTEGER, without the sign octet. */
export const magnitudeOf = (value: DerValue | undefined): Bytes => {
  const { content } = expectTag(value, derTag.integer);
  const [first, second] = content;
  if (first === undefined || first >= 0x80) throw malformed();
  if (first === 0 && second !== undefined) {
    if (second < 0x80) throw malformed();
    return content.subarray(1);
  }
  return content;
};

/** A non-negative INTEGER that fits 48 bits. */
export const smallIntegerOf = (value: DerValue | undefined): number => {
  const magnitude = magnitudeOf(value);
  if (magnitude.length > 6) throw malformed();
  return magnitude.reduce((sum, octet) => sum * 256 + octet, 0);
};

/** Octets of a BIT STRING and how many of its last bits are unused. */
export const bitsOf = (value: DerValue | undefined): { readonly octets: Bytes; readonly unused: number } => {
  const { content } = expectTag(value, derTag.bitString);
  const unused = content[0];
  if (unused === undefined || unused > 7 || (unused > 0 && content.length === 1)) throw malformed();
  return { octets: content.subarray(1), unused };
};

const decoderOf = new Map<number, string>([
  [derTag.utf8String, 'utf-8'],
  [derTag.printableString, 'latin1'],
  [derTag.ia5String, 'latin1'],
  [derTag.teletexString, 'latin1'],
  [derTag.bmpString, 'utf-16be'],
]);

/** Text of any string type met in certificate names. */
export const textOf = (value: DerValue): string => {
  const encoding = decoderOf.get(value.tag);
  if (encoding === undefined) throw malformed();
  if (encoding === 'utf-16be') {
    let text = '';
    for (let at = 0; at + 1 < value.content.length; at += 2) {
      text += String.fromCharCode((value.content[at] ?? 0) * 256 + (value.content[at + 1] ?? 0));
    }
    return text;
  }
  return new TextDecoder(encoding, { fatal: encoding === 'utf-8' }).decode(value.content);
};

/** Instant of a UTCTime or GeneralizedTime in the form RFC 5280 allows (seconds present, Z). */
export const instantOf = (value: DerValue | undefined): Date => {
  if (value === undefined) throw malformed();
  const digits = new TextDecoder('latin1').decode(value.content);
  const short = value.tag === derTag.utcTime && /^\d{12}Z$/.test(digits);
  if (!short && !(value.tag === derTag.generalizedTime && /^\d{14}Z$/.test(digits))) throw malformed();
  // RFC 5280 4.1.2.5.1: two-digit years from 50 on belong to the twentieth century.
  const full = short ? (Number(digits.slice(0, 2)) >= 50 ? '19' : '20') + digits : digits;
  const [year, month, day, hour, minute, second] = [0, 4, 6, 8, 10, 12].map((from, index) =>
    Number(full.slice(from, index === 0 ? 4 : from + 2)),
  ) as [number, number, number, number, number, number];
  const instant = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (instant.getUTCMonth() !== month - 1 || instant.getUTCDate() !== day) throw malformed();
  return instant;
};
