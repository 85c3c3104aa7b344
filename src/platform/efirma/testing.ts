// Made-up signers for tests: one authority and one pair of each kind, made once per test file.
import { createDemoAuthority, type DemoEfirma, type DemoKind, issueDemoEfirma } from './demo-authority.ts';

/** A made-up woman; both keys carry right check digits. */
export const testSigner = {
  name: 'PRUEBA SINTÉTICA ÑANDÚ',
  curp: 'PUSA850101MDFRNN05',
  rfc: 'PUSA850101AB1',
} as const;

/** A passphrase of the usual kind; it opens test keys only. */
export const testPassphrase = 'solo-para-pruebas-1';

export const issuedAt = new Date('2025-01-01T00:00:00Z');
export const signingTime = new Date('2026-03-05T12:00:00Z');

const authority = createDemoAuthority(issuedAt);

export const testAuthority = authority;

/** A pair of `kind` for the made-up signer under the test authority. */
export const issueTestEfirma = (
  kind: DemoKind,
  changes: Partial<Omit<Parameters<typeof issueDemoEfirma>[1], 'kind'>> = {},
): DemoEfirma =>
  issueDemoEfirma(authority, { kind, ...testSigner, passphrase: testPassphrase, notBefore: issuedAt, ...changes });
