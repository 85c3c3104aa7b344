// What a Mexican certificate says and whether it may sign a clinical document. Pure: the browser shows the reason
// before asking, the server decides. Rules EF-1 to EF-6.
import { algorithm, attributeType, extensionType, keyPurpose } from '#platform/der/object-identifiers.ts';
import {
  type Bytes,
  type DerValue,
  bitsOf,
  childrenOf,
  copyOf,
  derTag,
  expectTag,
  instantOf,
  magnitudeOf,
  malformed,
  objectIdentifierOf,
  readDer,
  sequenceOf,
  smallIntegerOf,
  textOf,
} from '#platform/der/read.ts';

export const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
] as const;

export type KeyUsage = (typeof keyUsageNames)[number];

export type CertificateProfile = {
  readonly commonName: string;
  readonly organizationalUnit: string | null;
  /** Natural person: the holder's. Legal person: the company's. */
  readonly rfc: string | null;
  /** Of the natural person, or of the company's representative. */
  readonly curp: string | null;
  readonly holder: 'natural-person' | 'legal-person';
  /** SAT form: the serial's octets read as 20 ASCII digits (EF-3); upper-case hexadecimal when they are not digits. */
  readonly serialNumber: string;
  readonly issuerCommonName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly keyUsage: readonly KeyUsage[];
  /** Dotted purposes of extendedKeyUsage. */
  readonly extendedKeyUsage: readonly string[];
  /** Dotted types of the extensions marked critical. */
  readonly criticalExtensions: readonly string[];
  /** EF-4: what the key usages make of it. */
  readonly purpose: 'fiel' | 'not-fiel';
  /** Modulus length, or null when the key is not RSA. */
  readonly rsaBits: number | null;
  readonly signatureAlgorithm: string;
  /** SubjectPublicKeyInfo, issuer name and serial INTEGER as DER, for WebCrypto and CMS. */
  readonly publicKeyInfo: Bytes;
  readonly issuerDer: Bytes;
  readonly serialDer: Bytes;
};

export type CertificateRefusal =
  | 'efirma-not-a-certificate'
  | 'efirma-is-csd'
  | 'efirma-is-company'
  | 'efirma-expired'
  | 'efirma-not-yet-valid'
  | 'efirma-someone-else'
  | 'efirma-untrusted-issuer'
  | 'efirma-weak-key';

/** EF-1: SAT issues RSA-2048. */
const minimumRsaBits = 2048;
const strongSignatures: readonly string[] = [
  algorithm.sha256WithRsa,
  algorithm.sha384WithRsa,
  algorithm.sha512WithRsa,
];
/** EF-4: what tells a FIEL from a CSD. */
const fielUsages: readonly KeyUsage[] = ['digitalSignature', 'nonRepudiation', 'dataEncipherment', 'keyAgreement'];
const fielPurposes: readonly string[] = [keyPurpose.emailProtection, keyPurpose.clientAuth];

/** SAT certificates have under 2 kB. */
const certificateLimit = 16_384;

const attributesOf = (name: DerValue | undefined): ReadonlyMap<string, string> => {
  const attributes = new Map<string, string>();
  for (const set of sequenceOf(name)) {
    for (const attribute of childrenOf(expectTag(set, derTag.set))) {
      const [type, value] = sequenceOf(attribute);
      if (value === undefined) throw malformed();
      // x500UniqueIdentifier is a BIT STRING by X.520; SAT writes a string.
      const text = value.tag === derTag.bitString ? new TextDecoder().decode(bitsOf(value).octets) : textOf(value);
      attributes.set(objectIdentifierOf(type), text.trim());
    }
  }
  return attributes;
};

type Extensions = ReadonlyMap<string, { readonly critical: boolean; readonly value: DerValue }>;

const extensionsOf = (tagged: DerValue | undefined): Extensions => {
  const extensions = new Map<string, { readonly critical: boolean; readonly value: DerValue }>();
  if (tagged === undefined) return extensions;
  for (const extension of sequenceOf(readDer(tagged.content))) {
    const parts = sequenceOf(extension);
    const type = objectIdentifierOf(parts[0]);
    const critical = parts[1]?.tag === derTag.boolean && parts[1].content[0] !== 0;
    const value = readDer(expectTag(parts.at(-1), derTag.octetString).content);
    if (extensions.has(type)) throw malformed();
    extensions.set(type, { critical, value });
  }
  const understood: readonly string[] = Object.values(extensionType);
  // RFC 5280 4.2: a critical extension that is not understood makes the certificate unusable.
  if ([...extensions].some(([type, { critical }]) => critical && !understood.includes(type))) throw malformed();
  return extensions;
};

const keyUsageOf = (extensions: Extensions): readonly KeyUsage[] => {
  const extension = extensions.get(extensionType.keyUsage);
  if (extension === undefined) return [];
  const { octets } = bitsOf(extension.value);
  return keyUsageNames.filter((_, index) => ((octets[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0);
};

const rsaBitsOf = (publicKeyInfo: DerValue): number | null => {
  const [scheme, key] = sequenceOf(publicKeyInfo);
  if (objectIdentifierOf(sequenceOf(scheme)[0]) !== algorithm.rsaEncryption) return null;
  const [modulus, exponent] = sequenceOf(readDer(bitsOf(key).octets));
  if (smallIntegerOf(exponent) < 3) return 0;
  const magnitude = magnitudeOf(modulus);
  return magnitude.length * 8 - Math.clz32(magnitude[0] ?? 0) + 24;
};

/** `A / B` pairs of SAT subjects (EF-2); a natural person's certificate may leave one side empty. */
const pairOf = (text: string | undefined): readonly string[] =>
  (text ?? '').split('/').map((part) => part.trim().toUpperCase()).filter((part) => part !== '');

/** The RFC of a company has 12 characters, a person's 13. */
const companyRfcLength = 12;

const identityOf = (subject: ReadonlyMap<string, string>): Pick<CertificateProfile, 'rfc' | 'curp' | 'holder'> => {
  const rfcs = pairOf(subject.get(attributeType.x500UniqueIdentifier));
  const [rfc] = rfcs;
  const isCompany = rfc?.length === companyRfcLength || (rfcs[1] !== undefined && rfcs[1] !== rfc);
  return {
    rfc: rfc ?? null,
    curp: pairOf(subject.get(attributeType.serialNumber)).at(-1) ?? null,
    holder: isCompany ? 'legal-person' : 'natural-person',
  };
};

const serialTextOf = (serial: Bytes): string =>
  serial.length === 20 && serial.every((octet) => octet >= 0x30 && octet <= 0x39)
    ? String.fromCharCode(...serial)
    : [...serial].map((octet) => octet.toString(16).padStart(2, '0')).join('').toUpperCase();

const purposeOf = (usages: readonly KeyUsage[], purposes: readonly string[], isAuthority: boolean): 'fiel' | 'not-fiel' =>
  !isAuthority &&
  fielUsages.every((usage) => usages.includes(usage)) &&
  fielPurposes.every((purpose) => purposes.includes(purpose))
    ? 'fiel'
    : 'not-fiel';

const isAuthority = (extensions: Extensions): boolean => {
  const constraints = extensions.get(extensionType.basicConstraints);
  return constraints !== undefined && (sequenceOf(constraints.value)[0]?.content[0] ?? 0) !== 0;
};

const readProfile = (der: Bytes): CertificateProfile => {
  const [certificate, outerAlgorithm, signature] = sequenceOf(readDer(der));
  const [version, serial, innerAlgorithm, issuer, validity, subject, publicKeyInfo, ...optional] = sequenceOf(certificate);
  bitsOf(signature);
  // Explicit [0] INTEGER 2 = X.509 v3.
  if (smallIntegerOf(readDer(expectTag(version, 0xa0).content)) !== 2) throw malformed();
  if (publicKeyInfo === undefined || issuer === undefined || serial === undefined) throw malformed();
  const signatureAlgorithm = objectIdentifierOf(sequenceOf(outerAlgorithm)[0]);
  if (objectIdentifierOf(sequenceOf(innerAlgorithm)[0]) !== signatureAlgorithm) throw malformed();
  const [notBefore, notAfter] = sequenceOf(validity);
  const subjectAttributes = attributesOf(subject);
  const extensions = extensionsOf(optional.find(({ tag }) => tag === 0xa3));
  const keyUsage = keyUsageOf(extensions);
  const purposes = extensions.get(extensionType.extendedKeyUsage);
  const extendedKeyUsage = purposes === undefined ? [] : sequenceOf(purposes.value).map(objectIdentifierOf);
  return {
    commonName: subjectAttributes.get(attributeType.commonName) ?? '',
    organizationalUnit: subjectAttributes.get(attributeType.organizationalUnit) ?? null,
    ...identityOf(subjectAttributes),
    serialNumber: serialTextOf(magnitudeOf(serial)),
    issuerCommonName: attributesOf(issuer).get(attributeType.commonName) ?? '',
    notBefore: instantOf(notBefore),
    notAfter: instantOf(notAfter),
    keyUsage,
    extendedKeyUsage,
    criticalExtensions: [...extensions].filter(([, { critical }]) => critical).map(([type]) => type),
    purpose: purposeOf(keyUsage, extendedKeyUsage, isAuthority(extensions)),
    rsaBits: rsaBitsOf(publicKeyInfo),
    signatureAlgorithm,
    publicKeyInfo: publicKeyInfo.whole,
    issuerDer: issuer.whole,
    serialDer: serial.whole,
  };
};

/** Reads a DER certificate; null when it is not an X.509 v3 certificate that can be relied on. */
export const readCertificateProfile = (der: Uint8Array): CertificateProfile | null => {
  if (der.length > certificateLimit) return null;
  try {
    return readProfile(copyOf(der));
  } catch {
    return null;
  }
};

export type SignerExpectation = {
  /** Instant of signing. */
  readonly at: Date;
  /** CURP and RFC of the signed-in professional; left out where no professional is expected (public verification). */
  readonly expectedCurp?: string | undefined;
  readonly expectedRfc?: string | undefined;
};

const isSomeoneElse = (profile: CertificateProfile, { expectedCurp, expectedRfc }: SignerExpectation): boolean =>
  (expectedCurp !== undefined && profile.curp !== expectedCurp.trim().toUpperCase()) ||
  (expectedRfc !== undefined && profile.rfc !== expectedRfc.trim().toUpperCase());

/**
 * Every reason the certificate itself gives against signing at `at` (EF-2, EF-4, EF-6). The issuer's trust is judged
 * on the server. A company's identity is not compared with a professional's: its own reason is enough.
 */
export const certificateRefusals = (
  profile: CertificateProfile,
  expected: SignerExpectation,
): readonly CertificateRefusal[] => {
  const isCompany = profile.holder === 'legal-person';
  const isWeak = (profile.rsaBits ?? 0) < minimumRsaBits || !strongSignatures.includes(profile.signatureAlgorithm);
  const judgements: readonly (readonly [CertificateRefusal, boolean])[] = [
    ['efirma-is-csd', profile.purpose !== 'fiel'],
    ['efirma-is-company', isCompany],
    ['efirma-not-yet-valid', expected.at < profile.notBefore],
    ['efirma-expired', expected.at > profile.notAfter],
    ['efirma-weak-key', isWeak],
    ['efirma-someone-else', !isCompany && isSomeoneElse(profile, expected)],
  ];
  return judgements.filter(([, refused]) => refused).map(([code]) => code);
};
