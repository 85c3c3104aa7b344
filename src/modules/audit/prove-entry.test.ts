import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ClinicId } from '#kernel/ids.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { freshId } from '#test/fresh-id.ts';
import { readHeld, readKeys, verifyProof } from '../../../verifier/amate-audit-verifier.mjs';
import { writeHeld } from './checkpoint.ts';
import type { ProofReply } from './contract.ts';
import { proveEntry } from './prove-entry.ts';
import type { ProofWanted } from './prove-entry.ts';
import { openTestAudit } from './testing.ts';
import type { TestAudit } from './testing.ts';

const worker = { kind: 'gate', login: 'amate_worker' } as const;

let home: TestDatabase;
let audit: TestAudit;
let clinic: ClinicId;
let neighbour: ClinicId;
before(async () => {
  home = await createTestDatabase();
  audit = await openTestAudit(home.database);
  [clinic, neighbour] = [freshId<'clinic'>(), freshId<'clinic'>()];
  await audit.happen(clinic, 21);
  await audit.seal(5);
  await audit.happen(neighbour, 3);
  await audit.seal();
});
after(async () => {
  await audit.close();
  await home.close();
});

const prove = (wanted: Partial<ProofWanted> & { readonly seq: number }): Promise<ProofReply> => home.database.withActor(worker, (tx) => proveEntry(tx, { clinic, ...wanted }));
const judged = (proof: unknown): string => {
  const { sound, faults } = verifyProof(proof, readKeys(audit.key.verifier));
  return sound ? 'sound' : faults[0]?.kind ?? 'silent';
};

test('every entry proves its place under the newest checkpoint, also one in which its clinic did not move', async () => {
  for (let seq = 1; seq <= 21; seq += 1) {
    const proof = await prove({ seq });
    assert.equal(proof.head.size, 21);
    assert.ok(proof.path.length <= 5);
    assert.equal(judged(proof), 'sound', `entry ${String(seq)}`);
  }
  assert.equal(judged(await prove({ clinic: neighbour, seq: 2 })), 'sound');
});

test('an entry proves its place under any checkpoint that covers it, and under none before', async () => {
  const proof = await prove({ seq: 5, checkpoint: 1 });
  assert.deepEqual([proof.checkpoint.number, proof.head.size, judged(proof)], [1, 5, 'sound']);
  assert.equal(judged(await prove({ seq: 5, checkpoint: 3 })), 'sound');
  await assert.rejects(prove({ seq: 6, checkpoint: 1 }), { code: 'audit-entry-unknown' });
  await assert.rejects(prove({ seq: 22 }), { code: 'audit-entry-unknown' });
  await assert.rejects(prove({ seq: 1, checkpoint: 999 }), { code: 'audit-entry-unknown' });
  await assert.rejects(prove({ clinic: neighbour, seq: 1, checkpoint: 1 }), { code: 'audit-entry-unknown' });
});

test('a proof shows no other entry and no other clinic', async () => {
  const text = JSON.stringify(await prove({ seq: 7 }));
  assert.ok(!text.includes(neighbour));
  const others = await home.asSuperuser<{ id: string }>('select entry::jsonb ->> \'id\' as id from audit.log where not (clinic_id = $1 and seq = 7)', [clinic]);
  assert.ok(others.length === 23 && others.every(({ id }) => !text.includes(id)));
});

test('the checkpoint that the auditor kept must be the one of the proof', async () => {
  const kept = await audit.memory.recall() ?? assert.fail();
  const held = readHeld(writeHeld(kept));
  const keys = readKeys(audit.key.verifier);
  assert.equal(verifyProof(await prove({ seq: 3 }), keys, [held]).sound, true);
  assert.equal(verifyProof(await prove({ seq: 3, checkpoint: 2 }), keys, [held]).faults[0]?.kind, 'held-checkpoint-differs');
});

const flipped = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);

type Mutable = { -readonly [Part in keyof ProofReply]: ProofReply[Part] };
const forgeries: readonly (readonly [string, string, (proof: Mutable) => unknown])[] = [
  ['another word in the entry', 'proof-fails', (proof) => { proof.entry = proof.entry.replace('test.act', 'test.lie'); }],
  ['an entry that is not canonical', 'entry-not-canonical', (proof) => { proof.entry = ` ${proof.entry}`; }],
  ['an entry of another clinic', 'entry-of-other-clinic', (proof) => { proof.entry = proof.entry.replace(clinic, neighbour); }],
  ['another position', 'proof-fails', (proof) => { proof.seq += 1; }],
  ['a position beyond the tree', 'proof-fails', (proof) => { proof.seq = 22; }],
  ['another hash before', 'proof-fails', (proof) => { proof.prev = flipped(proof.prev); }],
  ['a step of the path changed', 'proof-fails', (proof) => { proof.path = proof.path.map((step, at) => (at === 2 ? flipped(step) : step)); }],
  ['a step left out', 'proof-fails', (proof) => { proof.path = proof.path.slice(1); }],
  ['a step too many', 'proof-fails', (proof) => { proof.path = [...proof.path, proof.prev]; }],
  ['the path in the other order', 'proof-fails', (proof) => { proof.path = proof.path.toReversed(); }],
  ['another root', 'checkpoint-heads-differ', (proof) => { proof.head = { ...proof.head, root: flipped(proof.head.root) }; }],
  ['another size', 'checkpoint-heads-differ', (proof) => { proof.head = { ...proof.head, size: proof.head.size + 1 }; }],
  ['another number of checkpoint', 'checkpoint-malformed', (proof) => { proof.checkpoint = { ...proof.checkpoint, number: proof.checkpoint.number + 1 }; }],
  ['a note with another time', 'checkpoint-signature', (proof) => { proof.checkpoint = { ...proof.checkpoint, note: proof.checkpoint.note.replace(/time \d{4}/, 'time 2001') }; }],
  ['a note without signature', 'checkpoint-malformed', (proof) => { proof.checkpoint = { ...proof.checkpoint, note: proof.checkpoint.note.slice(0, proof.checkpoint.note.indexOf('\n\n') + 1) }; }],
  ['no path at all', 'proof-malformed', (proof) => { Object.assign(proof, { path: null }); }],
  ['a head of nobody', 'proof-malformed', (proof) => { Object.assign(proof, { head: null }); }],
];

test('each altered proof is refused, and says why', async () => {
  for (const [what, kind, alter] of forgeries) {
    const proof: Mutable = structuredClone(await prove({ seq: 7 }));
    alter(proof);
    assert.equal(judged(proof), kind, what);
  }
  assert.equal(verifyProof(await prove({ seq: 7 }), readKeys((await openTestAuditKey()))).faults[0]?.kind, 'checkpoint-signature', 'another key');
});
const openTestAuditKey = async (): Promise<string> => {
  const own = await createTestDatabase();
  const stranger = await openTestAudit(own.database);
  const { verifier } = stranger.key;
  await stranger.close();
  await own.close();
  return verifier;
};

test('of an altered log no proof is made', async () => {
  await home.asSuperuser(`begin; set local session_replication_role = replica; alter table audit.log drop constraint log_hash; update audit.log set entry = replace(entry, 'test.act', 'test.lie') where clinic_id = '${clinic}' and seq = 9; commit`);
  await assert.rejects(prove({ seq: 9 }), { code: 'audit-altered' });
  await home.asSuperuser(`begin; set local session_replication_role = replica; delete from audit.log where clinic_id = '${clinic}' and seq = 21; commit`);
  await assert.rejects(prove({ seq: 4 }), { code: 'audit-altered' });
  assert.equal(judged(await prove({ seq: 4, checkpoint: 1 })), 'sound', 'under a checkpoint before the cut it stands');
});
