// Makes e.firma files that imitate the SAT profile (EF-1 to EF-4) for the demo and for tests. Every certificate it
// issues names an issuer that says it is worth nothing; a production installation never lists that issuer as trusted.
import { createCipheriv, createHash, generateKeyPairSync, type KeyObject, pbkdf2Sync, randomBytes, randomInt, sign } from 'node:crypto';
import { algorithm, attributeType, extensionType, keyPurpose } from '#platform/der/object-identifiers.ts';
import { type Bytes, bitsOf, readDer, sequenceOf } from '#platform/der/read.ts';
import {
  writeBitString,
  writeDer,
  writeInstant,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writePrintableString,
  writeSequence,
  writeSetOf,
  writeTrue,
  writeUtf8String,
} from '#platform/der/write.ts';
import type { KeyUsage } from './profile.ts';
import { keyUsageNames } from './profile.ts';

type Name = readonly (readonly [type: string, text: string])[];

export type DemoAuthority = {
  /** DER of the authority's self-signed certificate: what a demo installation trusts. */
  readonly certificateDer: Bytes;
  readonly name: Name;
  readonly privateKey: KeyObject;
};

export type DemoKind = 'fiel' | 'fiel-company' | 'csd';

export type DemoRequest = {
  readonly kind: DemoKind;
  readonly name: string;
  /** 13 characters; for a company, of its representative. */
  readonly rfc: string;
  readonly curp: string;
  readonly passphrase: string;
  readonly notBefore: Date;
  /** Four years after `notBefore` when left out, as SAT does. */
  readonly notAfter?: Date;
  /** 20 digits; random when left out. */
  readonly serialNumber?: string;
  /** 2048 when left out. */
  readonly rsaBits?: number;
  readonly container?: KeyContainerForm;
};

export type DemoEfirma = {
  /** Content of the `.cer` file. */
  readonly certificateDer: Bytes;
  /** Content of the `.key` file. */
  readonly keyDer: Bytes;
  readonly passphrase: string;
};

/** How the `.key` file is encrypted; the SAT form (3DES, HMAC-SHA-1, 2048 iterations) when left out. */
export type KeyContainerForm = {
  readonly cipher: 'des-ede3-cbc' | 'aes-128-cbc' | 'aes-192-cbc' | 'aes-256-cbc';
  readonly prf: 'sha1' | 'sha256' | 'sha384' | 'sha512';
  readonly iterations: number;
};

const satContainer: KeyContainerForm = { cipher: 'des-ede3-cbc', prf: 'sha1', iterations: 2048 };

const cipherForms = {
  'des-ede3-cbc': { identifier: algorithm.desEde3Cbc, keyBytes: 24, ivBytes: 8 },
  'aes-128-cbc': { identifier: algorithm.aes128Cbc, keyBytes: 16, ivBytes: 16 },
  'aes-192-cbc': { identifier: algorithm.aes192Cbc, keyBytes: 24, ivBytes: 16 },
  'aes-256-cbc': { identifier: algorithm.aes256Cbc, keyBytes: 32, ivBytes: 16 },
} satisfies Record<KeyContainerForm['cipher'], object>;

const prfIdentifiers = {
  sha1: algorithm.hmacWithSha1,
  sha256: algorithm.hmacWithSha256,
  sha384: algorithm.hmacWithSha384,
  sha512: algorithm.hmacWithSha512,
} satisfies Record<KeyContainerForm['prf'], string>;

/** A made-up company, so that legal-person certificates have one (12-character RFC). */
const demoCompanyRfc = 'DEM200101AB1';
const demoMark = 'DEMO — sin validez';
const authorityCommonName = 'AMATE DEMO CA — sin validez';
const validityYears = 4;

const writeName = (name: Name): Bytes =>
  writeSequence(
    ...name.map(([type, text]) => {
      const isCode = type === attributeType.country || type === attributeType.serialNumber;
      const value = isCode ? writePrintableString(text) : writeUtf8String(text);
      return writeSetOf([writeSequence(writeObjectIdentifier(type), value)]);
    }),
  );

const writeAlgorithm = (identifier: string): Bytes => writeSequence(writeObjectIdentifier(identifier), writeNull());

const writeExtension = (type: string, value: Bytes, critical = false): Bytes =>
  writeSequence(writeObjectIdentifier(type), ...(critical ? [writeTrue()] : []), writeOctetString(value));

const writeKeyUsage = (usages: readonly KeyUsage[]): Bytes => {
  const places = usages.map((usage) => keyUsageNames.indexOf(usage));
  const bits = places.reduce((sum, place) => sum | (0x80 >> place), 0);
  return writeExtension(extensionType.keyUsage, writeBitString(Uint8Array.of(bits), 7 - Math.max(...places)), true);
};

/** SHA-1 of the public key, the usual key identifier (RFC 5280 4.2.1.2); it secures nothing. */
const keyIdentifier = (publicKeyInfo: Bytes): Buffer =>
  createHash('sha1').update(bitsOf(sequenceOf(readDer(publicKeyInfo))[1]).octets).digest();

const spkiOf = (key: KeyObject): Bytes => Uint8Array.from(key.export({ type: 'spki', format: 'der' }));

type CertificateContent = {
  readonly serialNumber: string;
  readonly issuer: Name;
  readonly subject: Name;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKeyInfo: Bytes;
  readonly extensions: readonly Bytes[];
};

const writeCertificate = (content: CertificateContent, issuerKey: KeyObject): Bytes => {
  const toBeSigned = writeSequence(
    writeDer(0xa0, writeInteger(2)),
    writeInteger(new TextEncoder().encode(content.serialNumber)),
    writeAlgorithm(algorithm.sha256WithRsa),
    writeName(content.issuer),
    writeSequence(writeInstant(content.notBefore), writeInstant(content.notAfter)),
    writeName(content.subject),
    content.publicKeyInfo,
    writeDer(0xa3, writeSequence(...content.extensions)),
  );
  const signature = sign('sha256', toBeSigned, issuerKey);
  return writeSequence(toBeSigned, writeAlgorithm(algorithm.sha256WithRsa), writeBitString(signature));
};

const yearsLater = (instant: Date, years: number): Date => {
  const later = new Date(instant);
  later.setUTCFullYear(later.getUTCFullYear() + years);
  return later;
};

/** 20 digits in SAT's form, beginning 3000100000 as its test material does. */
const randomSerialNumber = (): string =>
  '3000100000' + Array.from({ length: 10 }, () => randomInt(10)).join('');

/** Makes an authority of its own key, in force for twelve years from `notBefore`. */
export const createDemoAuthority = (notBefore: Date): DemoAuthority => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const name: Name = [
    [attributeType.commonName, authorityCommonName],
    [attributeType.organization, `AMATE ${demoMark}`],
    [attributeType.organizationalUnit, 'DEMO'],
    [attributeType.country, 'MX'],
  ];
  const publicKeyInfo = spkiOf(publicKey);
  const certificateDer = writeCertificate(
    {
      serialNumber: randomSerialNumber(),
      issuer: name,
      subject: name,
      notBefore,
      notAfter: yearsLater(notBefore, 3 * validityYears),
      publicKeyInfo,
      extensions: [
        writeExtension(extensionType.basicConstraints, writeSequence(writeTrue()), true),
        writeKeyUsage(['keyCertSign', 'cRLSign']),
        writeExtension(extensionType.subjectKeyIdentifier, writeOctetString(keyIdentifier(publicKeyInfo))),
      ],
    },
    privateKey,
  );
  return { certificateDer, name, privateKey };
};

/** Encrypts a PKCS#8 private key as PBES2. */
export const encryptPrivateKey = (pkcs8: Uint8Array, passphrase: string, form = satContainer): Bytes => {
  const { identifier, keyBytes, ivBytes } = cipherForms[form.cipher];
  const [salt, iv] = [randomBytes(8), randomBytes(ivBytes)];
  const key = pbkdf2Sync(passphrase.normalize('NFC'), salt, form.iterations, keyBytes, form.prf);
  const cipher = createCipheriv(form.cipher, key, iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  // DER leaves a default out, and HMAC-SHA-1 is PBKDF2's.
  const prf = form.prf === 'sha1' ? [] : [writeAlgorithm(prfIdentifiers[form.prf])];
  const derivation = writeSequence(
    writeObjectIdentifier(algorithm.pbkdf2),
    writeSequence(writeOctetString(salt), writeInteger(form.iterations), ...prf),
  );
  const encryption = writeSequence(writeObjectIdentifier(identifier), writeOctetString(iv));
  const scheme = writeSequence(writeObjectIdentifier(algorithm.pbes2), writeSequence(derivation, encryption));
  return writeSequence(scheme, writeOctetString(encrypted));
};

const subjectOf = ({ kind, name, rfc, curp }: DemoRequest): Name => {
  const isCompany = kind === 'fiel-company';
  return [
    [attributeType.commonName, name],
    [attributeType.name, name],
    [attributeType.organization, `${name} (${demoMark})`],
    [attributeType.country, 'MX'],
    [attributeType.x500UniqueIdentifier, isCompany ? `${demoCompanyRfc} / ${rfc}` : rfc],
    [attributeType.serialNumber, isCompany ? ` / ${curp}` : curp],
    ...(kind === 'csd' ? ([[attributeType.organizationalUnit, 'Consultorio']] as const) : []),
  ];
};

const usagesOf = (kind: DemoKind): readonly Bytes[] =>
  kind === 'csd'
    ? [writeKeyUsage(['digitalSignature', 'nonRepudiation'])]
    : [
        writeKeyUsage(['digitalSignature', 'nonRepudiation', 'dataEncipherment', 'keyAgreement']),
        writeExtension(
          extensionType.extendedKeyUsage,
          writeSequence(writeObjectIdentifier(keyPurpose.emailProtection), writeObjectIdentifier(keyPurpose.clientAuth)),
        ),
      ];

export type DemoStamper = { readonly certificateDer: Bytes; readonly privateKey: KeyObject };
export type DemoStamperRequest = {
  readonly name: string;
  /** Dotted purposes; those of the constancias that were seen are a person's, a time-stamp authority's is one and critical. */
  readonly purposes: readonly string[];
  readonly isCritical: boolean;
  readonly notBefore: Date;
  /** Four years after `notBefore` when left out. */
  readonly notAfter?: Date;
};

/** Issues the certificate of a service that stamps files, with a fresh key. */
export const issueDemoStamper = (authority: DemoAuthority, { name, purposes, isCritical, notBefore, notAfter }: DemoStamperRequest): DemoStamper => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const extended = writeExtension(extensionType.extendedKeyUsage, writeSequence(...purposes.map(writeObjectIdentifier)), isCritical);
  const certificateDer = writeCertificate(
    {
      serialNumber: randomSerialNumber(), issuer: authority.name, subject: [[attributeType.commonName, name], [attributeType.organization, `AMATE ${demoMark}`], [attributeType.country, 'MX']],
      notBefore, notAfter: notAfter ?? yearsLater(notBefore, validityYears), publicKeyInfo: spkiOf(publicKey),
      extensions: [writeExtension(extensionType.basicConstraints, writeSequence(), true), writeKeyUsage(['digitalSignature', 'nonRepudiation']), extended],
    },
    authority.privateKey,
  );
  return { certificateDer, privateKey };
};

/** Issues one `.cer` / `.key` pair under `authority`, with a fresh key. */
export const issueDemoEfirma = (authority: DemoAuthority, request: DemoRequest): DemoEfirma => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: request.rsaBits ?? 2048 });
  const certificateDer = writeCertificate(
    {
      serialNumber: request.serialNumber ?? randomSerialNumber(),
      issuer: authority.name,
      subject: subjectOf(request),
      notBefore: request.notBefore,
      notAfter: request.notAfter ?? yearsLater(request.notBefore, validityYears),
      publicKeyInfo: spkiOf(publicKey),
      extensions: [writeExtension(extensionType.basicConstraints, writeSequence(), true), ...usagesOf(request.kind)],
    },
    authority.privateKey,
  );
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const keyDer = encryptPrivateKey(pkcs8, request.passphrase, request.container);
  return { certificateDer, keyDer, passphrase: request.passphrase };
};
