import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { parseId } from '#kernel/ids.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { readHeld, readKeys, verifyExport } from '../../../verifier/amate-audit-verifier.mjs';
import { beginning, linkHash } from './chain.ts';
import { writeHeld } from './checkpoint.ts';
import { addLeaf, packFrontier } from './merkle.ts';
import { openTestAudit } from './testing.ts';
import type { TestAudit } from './testing.ts';

/** The whole is run by `AMATE_MUTATIONS=1000`; a shorter run goes with every change. */
const runs = Number(process.env['AMATE_MUTATIONS'] ?? 220);
const clinic = parseId<'clinic'>('01890000-0000-7000-8000-00000000000a');
const length = 24;

let home: TestDatabase;
let audit: TestAudit;
before(async () => {
  home = await createTestDatabase();
  audit = await openTestAudit(home.database);
  await audit.happen(clinic, length);
  await audit.seal(6);
  await audit.happen(parseId('01890000-0000-7000-8000-00000000000b'), 4);
  await audit.seal(6);
  for (const table of tables) await home.asSuperuser(`create table public.${table} as select * from audit.${table}`);
  // The vandal needs these out of her way; the verdicts below leave out what that alone shows.
  await home.asSuperuser('alter table audit.log drop constraint log_hash; alter table audit.log drop constraint log_seq_check; alter table audit.head drop constraint head_size_check');
});
after(async () => {
  await audit.close();
  await home.close();
});

const tables = ['log', 'head', 'checkpoint', 'checkpoint_head'];
const asVandal = (text: string): Promise<unknown> => home.asSuperuser(`begin; set local session_replication_role = replica; ${text}; commit`);
const restore = (): Promise<unknown> =>
  asVandal(tables.map((table) => `delete from audit.${table}; insert into audit.${table} select * from public.${table}`).join(';'));

const hex = (bytes: Uint8Array): string => `'\\x${Buffer.from(bytes).toString('hex')}'`;

const flipped = (text: string, at: number, by: number): string => {
  const index = at % text.length;
  const code = 32 + ((text.charCodeAt(index) - 32 + 1 + (by % 94)) % 95 + 95) % 95;
  return `${text.slice(0, index)}${String.fromCharCode(code)}${text.slice(index + 1)}`;
};

/** Puts the given entries as the whole chain, every link and the head made right. */
const rewritten = (entries: readonly string[]): string => {
  let chain = beginning;
  const frontier: Uint8Array[] = [];
  const rows = entries.map((entry, at) => {
    const previous = chain;
    chain = linkHash(at + 1, previous, entry);
    addLeaf(frontier, at, chain);
    return `update audit.log set entry = $e$${entry}$e$, prev = ${hex(previous)}, hash = ${hex(chain)} where clinic_id = '${clinic}' and seq = ${String(at + 1)}`;
  });
  return [
    `delete from audit.log where clinic_id = '${clinic}' and seq > ${String(entries.length)}`,
    ...rows,
    `update audit.head set size = ${String(entries.length)}, last = ${hex(chain)}, frontier = ${hex(packFrontier(frontier))} where clinic_id = '${clinic}'`,
  ].join(';');
};

const entries = async (): Promise<readonly string[]> =>
  (await home.asSuperuser<{ entry: string }>('select entry from public.log where clinic_id = $1 order by seq', [clinic])).map((row) => row.entry);
const where = (seq: number): string => `where clinic_id = '${clinic}' and seq = ${String(seq)}`;
const bytesFlipped = (column: string, at: number, by: number): string => `set_byte(${column}, ${String(at % 32)}, (get_byte(${column}, ${String(at % 32)}) + ${String(1 + by % 255)}) % 256)`;

type Shot = { readonly seq: number; readonly other: number; readonly at: number; readonly by: number };

const mutations: Readonly<Record<string, (shot: Shot) => Promise<string>>> = {
  'edit an entry': async ({ seq, at, by }) => `update audit.log set entry = $e$${flipped((await entries())[seq - 1] ?? '', at, by)}$e$ ${where(seq)}`,
  'edit a hash': async ({ seq, at, by }) => `update audit.log set hash = ${bytesFlipped('hash', at, by)} ${where(seq)}`,
  'edit a link': async ({ seq, at, by }) => `update audit.log set prev = ${bytesFlipped('prev', at, by)} ${where(seq)}`,
  'delete an entry': async ({ seq }) => `delete from audit.log ${where(seq)}`,
  'swap two entries': async ({ seq, other }) => `update audit.log set seq = -1 ${where(seq)}; update audit.log set seq = ${String(seq)} ${where(other)}; update audit.log set seq = ${String(other)} ${where(-1)}`,
  'repeat an entry': async ({ seq }) => `insert into audit.log select clinic_id, ${String(length + 1)}, entry, prev, hash, at, person_id, patients, action, outcome from audit.log ${where(seq)}`,
  'cut the tail and mend the head': async ({ seq }) => rewritten((await entries()).slice(0, seq - 1)),
  'rewrite the tail and its hashes': async ({ seq }) => rewritten((await entries()).map((entry, at) => (at < seq - 1 ? entry : entry.replace('test.act', 'test.lie')))),
  'reorder and re-hash': async ({ seq, other }) => {
    const all = [...await entries()];
    [all[seq - 1], all[other - 1]] = [all[other - 1] ?? '', all[seq - 1] ?? ''];
    return rewritten(all);
  },
  'edit a checkpoint': async ({ seq, at, by }) => {
    const number = 1 + seq % 5;
    const [row] = await home.asSuperuser<{ note: string }>('select note from public.checkpoint where number = $1', [number]);
    return `update audit.checkpoint set note = $n$${flipped(row?.note ?? '', at, by)}$n$ where number = ${String(number)}`;
  },
  'delete a checkpoint': async ({ seq }) => `delete from audit.checkpoint_head where number = ${String(1 + seq % 5)}; delete from audit.checkpoint where number = ${String(1 + seq % 5)}`,
  'edit an opened head': async ({ seq, at, by }) => `update audit.checkpoint_head set root = ${bytesFlipped('root', at, by)} where number = ${String(1 + seq % 5)}`,
  'delete an opened head': async ({ seq }) => `delete from audit.checkpoint_head where number = ${String(1 + seq % 5)}`,
  'cut log and checkpoints alike': async ({ seq }) => {
    const kept = seq % 4;
    return `${rewritten((await entries()).slice(0, kept * 6))}; delete from audit.checkpoint_head where number > ${String(kept)}; delete from audit.checkpoint where number > ${String(kept)};
      delete from audit.log where clinic_id <> '${clinic}'; delete from audit.head where clinic_id <> '${clinic}' or size = 0`;
  },
};

const shot = fc.record({ seq: fc.integer({ min: 1, max: length }), other: fc.integer({ min: 1, max: length }), at: fc.nat(5000), by: fc.nat(5000) })
  .filter(({ seq, other }) => seq !== other);

test('T3 every random tampering is detected by both verifiers, which pass the untouched log before and after', async () => {
  const kept = await audit.memory.recall() ?? assert.fail();
  const keys = readKeys(audit.key.verifier);
  const faultsInside = async () => (await audit.verify([kept])).faults.filter((fault) => fault.kind !== 'guard-missing');
  const faultsOutside = async () => (await verifyExport(await audit.exported(), keys, [readHeld(writeHeld(kept))])).faults;
  const counted = new Map<string, number>();
  const check = async (kind: string, at: Shot): Promise<void> => {
    counted.set(kind, (counted.get(kind) ?? 0) + 1);
    await asVandal(await mutations[kind]?.(at) ?? assert.fail());
    try {
      assert.notDeepEqual(await faultsInside(), [], 'not detected inside');
      assert.notDeepEqual(await faultsOutside(), [], 'not detected outside');
    } finally {
      await restore();
    }
  };
  assert.deepEqual([...await faultsInside(), ...await faultsOutside()], []);
  await fc.assert(fc.asyncProperty(fc.constantFrom(...Object.keys(mutations)), shot, check), { numRuns: runs, endOnFailure: true });
  assert.deepEqual([...await faultsInside(), ...await faultsOutside()], [], 'the restored log passes: the verdicts above were not of something else');
  assert.equal([...counted.values()].reduce((sum, count) => sum + count, 0), runs);
  assert.equal(counted.size, Object.keys(mutations).length, 'every kind of tampering was tried');
});
