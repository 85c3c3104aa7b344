import { useEffect, useReducer, useRef } from 'react';
import type { PreparationId } from '#kernel/ids.ts';
import type { Prepared } from '#modules/record/contract.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import type { OpenEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { connection } from '../../api/connection.ts';
import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { ceremonyAfter, mayBegin, newCeremony } from './ceremony.ts';
import type { Ceremony, CeremonyEvent, Problem, Signatures } from './ceremony.ts';
import { chooseCertificate, readKeyFile } from './choose-certificate.ts';
import { isUnanswered, problemOf } from './prepare.ts';
import type { SigningSubject } from './subject.ts';

type Act = (event: CeremonyEvent) => void;

/** The opened key: in this page's memory, from the passphrase to the two signatures, and nowhere else. */
export type KeyHolder = { readonly hold: (efirma: OpenEfirma) => void; readonly held: () => OpenEfirma | null; readonly forget: () => void; readonly live: () => () => void };

export const createKeyHolder = (): KeyHolder => {
  let efirma: OpenEfirma | null = null;
  let isLive = false;
  const forget = (): void => { efirma?.close(); efirma = null; };
  return {
    hold: (opened) => {
      forget();
      // the dialog was closed while the key was being opened
      if (isLive) efirma = opened;
      else opened.close();
    },
    held: () => efirma,
    forget,
    live: () => { isLive = true; return () => { isLive = false; forget(); }; },
  };
};

/** Opens the key with its passphrase; the file's bytes are wiped. */
export const openKey = async (certificateDer: Uint8Array, keyFile: File, passphrase: string): Promise<OpenEfirma | Problem> => {
  const keyDer = await readKeyFile(keyFile);
  if (keyDer === null) return { code: 'file-unreadable' };
  const opened = await openEfirma({ certificateDer, keyDer, passphrase });
  keyDer.fill(0);
  return opened.ok ? opened.efirma : { code: opened.code };
};

type Beginning = { readonly subject: SigningSubject; readonly ceremony: Ceremony; readonly keyFile: File | null; readonly passphrase: string; readonly keys: KeyHolder; readonly act: Act };

const begin = async ({ subject, ceremony, keyFile, passphrase, keys, act }: Beginning): Promise<void> => {
  if (ceremony.at !== 'files' || !mayBegin(ceremony) || ceremony.certificate === null || keyFile === null) return;
  const { der } = ceremony.certificate;
  act({ type: 'began' });
  if (!(await subject.keeper.settle())) { act({ type: 'stopped', problem: { code: 'not-saved' } }); return; }
  act({ type: 'doing', doing: 'opening' });
  const opened = await openKey(der, keyFile, passphrase);
  if ('code' in opened) { act({ type: 'stopped', problem: opened }); return; }
  keys.hold(opened);
  act({ type: 'doing', doing: 'preparing' });
  const preparation = await subject.prepare(der, () => { act({ type: 'doing', doing: 'checking' }); });
  if (preparation.ok) { act({ type: 'prepared', ...preparation.note }); return; }
  keys.forget();
  if (preparation.problem.code === 'draft-changed-elsewhere') subject.keeper.suspect();
  act({ type: 'stopped', problem: preparation.problem });
};

const send = async (subject: SigningSubject, preparationId: PreparationId, signatures: Signatures, act: Act): Promise<void> => {
  try {
    act({ type: 'signed', facts: await subject.send(preparationId, signatures) });
  } catch (error) {
    act(isUnanswered(error) ? { type: 'lost' } : { type: 'stopped', problem: problemOf(error) });
  }
};

/** Payload and PDF, each signed for itself. */
export const signaturesOf = async (efirma: OpenEfirma, prepared: Prepared): Promise<Signatures> => ({
  payloadSignature: toBase64(await efirma.sign(utf8(prepared.payload))),
  attributesSignature: toBase64(await efirma.sign(fromBase64(prepared.signedAttributes))),
});

const sign = async (subject: SigningSubject, ceremony: Ceremony, keys: KeyHolder, act: Act): Promise<void> => {
  const efirma = keys.held();
  if (ceremony.at !== 'review' || efirma === null) return;
  act({ type: 'signing' });
  const { prepared } = ceremony;
  try {
    const signatures = await signaturesOf(efirma, prepared);
    keys.forget();
    act({ type: 'made', signatures });
    await send(subject, prepared.preparationId, signatures, act);
  } catch {
    keys.forget();
    act({ type: 'stopped', problem: { code: 'unexpected' } });
  }
};

export type CeremonyActs = {
  readonly ceremony: Ceremony;
  readonly chooseCertificate: (file: File) => Promise<void>;
  readonly chooseKey: (file: File) => void;
  readonly begin: (passphrase: string) => Promise<void>;
  readonly sign: () => Promise<void>;
  readonly again: () => Promise<void>;
  readonly back: () => void;
};

/** Runs a signing ceremony. When its dialog goes, so does the key. */
export const useCeremony = (subject: SigningSubject, onSigned: () => void): CeremonyActs => {
  const [ceremony, act] = useReducer(ceremonyAfter, subject.certificate, newCeremony);
  const keyFile = useRef<File | null>(null);
  const keys = useRef<KeyHolder>(null);
  keys.current ??= createKeyHolder();
  const holder = keys.current;
  const isSigned = ceremony.at === 'signed';
  useEffect(() => holder.live(), [holder]);
  useEffect(() => { if (isSigned) onSigned(); }, [isSigned, onSigned]);

  const again = async (): Promise<void> => {
    if (ceremony.at !== 'unanswered') return;
    act({ type: 'again' });
    await send(subject, ceremony.prepared.preparationId, ceremony.signatures, act);
  };
  useEffect(() => connection.onChange(() => { if (connection.state() === 'connected') void again(); }));

  return {
    ceremony,
    chooseCertificate: async (file) => {
      const chosen = await chooseCertificate(file);
      act({ type: 'certificate', ...chosen });
      subject.onCertificate(chosen.certificate);
    },
    chooseKey: (file) => { keyFile.current = file; act({ type: 'key', name: file.name }); },
    begin: (passphrase) => begin({ subject, ceremony, keyFile: keyFile.current, passphrase, keys: holder, act }),
    sign: () => sign(subject, ceremony, holder, act),
    again,
    back: () => { holder.forget(); act({ type: 'stopped', problem: null }); },
  };
};
