import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A time-stamp authority of OpenSSL, with its own root, in a folder of its own. */

const config = `[tsa]
default_tsa = tsa1
[tsa1]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
other_policies = 2.16.484.101.10.316.100.1.1
digests = sha256, sha384, sha512, sha1
accuracy = secs:1, millisecs:500, microsecs:100
clock_precision_digits = 3
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

export type OpensslAuthority = {
  readonly folder: string;
  /** DER of its root and of its own certificate. */
  readonly root: Buffer;
  readonly certificate: Buffer;
  readonly run: (...args: readonly string[]) => Buffer;
  /** Answers a TimeStampReq; `token` leaves the reply's status out. */
  readonly answer: (request: Uint8Array, options?: { readonly token?: boolean; readonly chain?: boolean }) => Buffer;
  readonly close: () => void;
};

/** `key` as OpenSSL names it: `rsa:2048`, or `ec` for P-256. */
export const openOpensslAuthority = (key: 'rsa:2048' | 'ec' = 'rsa:2048'): OpensslAuthority => {
  const folder = mkdtempSync(join(tmpdir(), 'amate-tsa-'));
  const run = (...args: readonly string[]): Buffer => execFileSync('openssl', [...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(join(folder, 'tsa.cnf'), config);
  writeFileSync(join(folder, 'serial'), '01');
  writeFileSync(join(folder, 'tsa.ext'), 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n');
  const newKey = key === 'ec' ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-newkey', key];
  run('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=Raiz de prueba', '-days', '3650', '-addext', 'keyUsage=critical,keyCertSign,cRLSign');
  run('req', ...newKey, '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', '-subj', '/O=Prueba/CN=Sellos de prueba');
  run('x509', '-req', '-in', 'tsa.csr', '-CA', 'root.pem', '-CAkey', 'root.key', '-set_serial', '17', '-days', '3000', '-extfile', 'tsa.ext', '-out', 'tsa.pem');
  const derOf = (name: string): Buffer => run('x509', '-in', name, '-outform', 'DER');
  return {
    folder, run, root: derOf('root.pem'), certificate: derOf('tsa.pem'),
    answer: (request, { token = false, chain = false } = {}) => {
      writeFileSync(join(folder, 'asked.tsq'), request);
      run('ts', '-reply', '-config', 'tsa.cnf', '-section', 'tsa1', '-queryfile', 'asked.tsq', '-signer', 'tsa.pem', '-inkey', 'tsa.key', ...(chain ? ['-chain', 'root.pem'] : []), '-out', 'answer.tsr', ...(token ? ['-token_out'] : []));
      return readFileSync(join(folder, 'answer.tsr'));
    },
    close: () => { rmSync(folder, { recursive: true, force: true }); },
  };
};
