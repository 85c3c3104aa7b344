// Opens an e.firma in the physician's browser. Nothing here reaches the network, storage or the DOM.
import { type Bytes, copyOf } from '#platform/der/read.ts';
import { type CertificateProfile, readCertificateProfile } from '../profile.ts';
import { decryptKey } from './decrypt-key.ts';
import { readKeyContainer } from './key-container.ts';
import { isKeyOf } from './rsa-key.ts';

const { subtle } = globalThis.crypto;

const rsaSha256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;

export type OpenEfirma = {
  readonly certificate: CertificateProfile;
  /** RSASSA-PKCS1-v1_5 over the SHA-256 of `data`, which WebCrypto computes itself. Rejects after `close`. */
  readonly sign: (data: Uint8Array) => Promise<Bytes>;
  /** Forgets the key; the page calls it when the ceremony ends. */
  readonly close: () => void;
};

export type OpenedEfirma =
  | { readonly ok: true; readonly efirma: OpenEfirma }
  | { readonly ok: false; readonly code: 'efirma-cannot-open' | 'efirma-not-a-certificate' };

type SigningKey = Awaited<ReturnType<typeof subtle.importKey>>;

/** Imports the key as non-extractable and proves with a random challenge that it belongs to the certificate. */
const importMatchingKey = async (pkcs8: Bytes, publicKeyInfo: Bytes): Promise<SigningKey | null> => {
  try {
    if (!isKeyOf(pkcs8, publicKeyInfo)) return null;
    const publicKey = await subtle.importKey('spki', publicKeyInfo, rsaSha256, false, ['verify']);
    const privateKey = await subtle.importKey('pkcs8', pkcs8, rsaSha256, false, ['sign']);
    const challenge = globalThis.crypto.getRandomValues(new Uint8Array(32));
    const signature = await subtle.sign(rsaSha256.name, privateKey, challenge);
    return (await subtle.verify(rsaSha256.name, publicKey, signature, challenge)) ? privateKey : null;
  } catch {
    return null;
  } finally {
    pkcs8.fill(0);
  }
};

const findKey = async (keyDer: Uint8Array, passphrase: string, publicKeyInfo: Bytes): Promise<SigningKey | null> => {
  try {
    let found: SigningKey | null = null;
    for (const pkcs8 of await decryptKey(readKeyContainer(keyDer), passphrase)) {
      found = (await importMatchingKey(pkcs8, publicKeyInfo)) ?? found;
    }
    return found;
  } catch {
    return null;
  }
};

/** Milliseconds between the instants at which a refusal may be answered. */
const refusalStep = 250;

/** A refusal waits for the next step, so that its time does not tell a wrong password from a wrong key. */
const waitForStep = async (started: number): Promise<void> => {
  const elapsed = performance.now() - started;
  await new Promise<void>((resolve) => {
    // Timers count whole milliseconds and may begin in the middle of one: never before the step.
    setTimeout(resolve, Math.ceil(refusalStep - (elapsed % refusalStep)) + 1);
  });
};

const holdKey = (certificate: CertificateProfile, key: SigningKey): OpenEfirma => {
  let held: SigningKey | null = key;
  return {
    certificate,
    sign: async (data) => {
      if (held === null) throw new Error('efirma-closed');
      return new Uint8Array(await subtle.sign(rsaSha256.name, held, copyOf(data)));
    },
    close: () => {
      held = null;
    },
  };
};

/**
 * Opens `.cer` + `.key` + passphrase (EF-1). Whatever is wrong with the key file, the passphrase or their fit with
 * the certificate gives the one code `efirma-cannot-open`, at the same step of the clock (EF-6). Whether the
 * certificate may sign is a separate question: `certificateRefusals` of ../profile.ts answers it here, and the
 * server asks again.
 */
export const openEfirma = async (input: {
  readonly certificateDer: Uint8Array;
  readonly keyDer: Uint8Array;
  readonly passphrase: string;
}): Promise<OpenedEfirma> => {
  const started = performance.now();
  const certificate = readCertificateProfile(input.certificateDer);
  if (certificate === null) return { ok: false, code: 'efirma-not-a-certificate' };
  const key = await findKey(input.keyDer, input.passphrase, certificate.publicKeyInfo);
  if (key !== null) return { ok: true, efirma: holdKey(certificate, key) };
  await waitForStep(started);
  return { ok: false, code: 'efirma-cannot-open' };
};
