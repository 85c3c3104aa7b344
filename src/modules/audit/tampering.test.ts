import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { readHeld as keptFor, readKeys, verifyExport } from '../../../verifier/amate-audit-verifier.mjs';
import type { ExportVerdict } from '../../../verifier/amate-audit-verifier.mjs';
import { beginning, linkHash } from './chain.ts';
import { writeHeld } from './checkpoint.ts';
import type { HeldCheckpoint } from './checkpoint.ts';
import { addLeaf, packFrontier } from './merkle.ts';
import type { Verdict } from './model.ts';
import { openTestAudit } from './testing.ts';
import type { TestAudit } from './testing.ts';

const clinic = parseId<'clinic'>('01890000-0000-7000-8000-00000000000a');
const other = parseId<'clinic'>('01890000-0000-7000-8000-00000000000b');

type Scene = { readonly home: TestDatabase; readonly audit: TestAudit };

/** 30 entries at one clinic, 12 at another, a checkpoint for each ten; then the attack; then both verifiers. */
const afterAttack = async (attack: (scene: Scene) => Promise<unknown>, proof: (scene: Scene) => Promise<void>): Promise<void> => {
  const home = await createTestDatabase();
  const audit = await openTestAudit(home.database);
  try {
    await audit.happen(clinic, 30);
    await audit.seal();
    await audit.happen(other, 12);
    await audit.seal();
    await attack({ home, audit });
    await proof({ home, audit });
  } finally {
    await audit.close();
    await home.close();
  }
};

/** The administrator of the database at her worst: no trigger fires for her and she drops what constrains. */
const asVandal = (home: TestDatabase, text: string): Promise<unknown> =>
  home.asSuperuser(`begin; set local session_replication_role = replica; alter table audit.log drop constraint if exists log_hash; ${text}; commit`);

const standAlone = async (audit: TestAudit, held: readonly HeldCheckpoint[] = [], scope: string | null = null): Promise<ExportVerdict> =>
  verifyExport(await audit.exported(scope), readKeys(audit.key.verifier), held.map((each) => keptFor(writeHeld(each))));

const hex = (bytes: Uint8Array): string => `'\\x${Buffer.from(bytes).toString('hex')}'`;

type Row = { seq: number; entry: string; prev: Buffer; hash: Buffer };
const rowsOf = (home: TestDatabase): Promise<readonly Row[]> =>
  home.asSuperuser<Row>('select seq::int as seq, entry, prev, hash from audit.log where clinic_id = $1 order by seq', [clinic]);

/** Statements that write the given entries as the whole chain of the clinic, every hash and the head right. */
const rewritten = (entries: readonly string[]): string => {
  let chain = beginning;
  const frontier: Uint8Array[] = [];
  const rows = entries.map((entry, at) => {
    const previous = chain;
    chain = linkHash(at + 1, previous, entry);
    addLeaf(frontier, at, chain);
    const told = `$e$${entry}$e$::jsonb`;
    return `('${clinic}', ${String(at + 1)}, $e$${entry}$e$, ${hex(previous)}, ${hex(chain)}, (${told} ->> 'at')::timestamptz, (${told} ->> 'person')::uuid, '{}', ${told} ->> 'action', ${told} ->> 'outcome')`;
  });
  return `delete from audit.log where clinic_id = '${clinic}';
    insert into audit.log values ${rows.join(',')};
    update audit.head set size = ${String(entries.length)}, last = ${hex(chain)}, frontier = ${hex(packFrontier(frontier))} where clinic_id = '${clinic}'`;
};

const placeOf = (verdict: Verdict | ExportVerdict) => {
  const [first] = verdict.faults;
  return first === undefined ? null : { kind: first.kind, clinic: first.clinic, seq: first.seq, through: first.through, checkpoint: first.checkpoint };
};

const nowhere = { clinic: null, seq: null, through: null, checkpoint: null };

/** Both verifiers name this place first. */
const bothName = (place: Partial<NonNullable<ReturnType<typeof placeOf>>>) => async ({ audit }: Scene): Promise<void> => {
  assert.deepEqual(placeOf(await audit.verify()), { ...nowhere, ...place });
  assert.deepEqual(placeOf(await standAlone(audit)), { ...nowhere, ...place });
};

/** The check that a chain without checkpoints allows: links only. It is the control of the tests below. */
const chainAlone = async (home: TestDatabase): Promise<boolean> => {
  let chain = beginning;
  return (await rowsOf(home)).every((row, at) => {
    const holds = row.seq === at + 1 && row.prev.equals(chain) && row.hash.equals(linkHash(row.seq, chain, row.entry));
    chain = row.hash;
    return holds;
  });
};

test('an untouched log passes both verifiers, whole and by clinic, with every kept checkpoint', () => afterAttack(async () => undefined, async ({ audit }) => {
  const kept = await audit.memory.recall() ?? assert.fail();
  const whole = await audit.verify([kept]);
  assert.deepEqual(whole, { sound: true, entries: 42, clinics: 2, checkpoints: 5, through: 5, faults: [] });
  assert.deepEqual(await standAlone(audit, [kept]), { sound: true, entries: 42, clinics: 2, checkpoints: 5, faults: [] });
  const own = { note: kept.note, heads: kept.heads.filter((head) => head.clinic === clinic) };
  assert.deepEqual((await audit.verify([own], clinic)).faults, []);
  assert.deepEqual((await standAlone(audit, [own], clinic)).faults, []);
}));

test('a clinic\'s export tells nothing of the other clinics, not even their ids or sizes', () => afterAttack(async () => undefined, async ({ audit }) => {
  const lines = await audit.exported(clinic);
  assert.ok(lines.every((line) => !line.includes(other)));
  assert.ok((await audit.exported(null)).some((line) => line.includes(other)));
}));

test('an edited entry is named', () => afterAttack(
  ({ home }) => asVandal(home, `update audit.log set entry = replace(entry, '"ok"', '"refused"') where clinic_id = '${clinic}' and seq = 17`),
  bothName({ kind: 'hash-differs', clinic, seq: 17 }),
));

test('an edited entry whose own hash was made right is named, not the entry after it', () => afterAttack(
  async ({ home }) => {
    const row = (await rowsOf(home))[16] ?? assert.fail();
    const entry = row.entry.replace('"test.act"', '"test.lie"');
    await asVandal(home, `update audit.log set entry = $e$${entry}$e$, action = 'test.lie', hash = ${hex(linkHash(17, row.prev, entry))} where clinic_id = '${clinic}' and seq = 17`);
  },
  bothName({ kind: 'previous-differs', clinic, seq: 17 }),
));

test('a deleted entry is named', () => afterAttack(
  ({ home }) => asVandal(home, `delete from audit.log where clinic_id = '${clinic}' and seq = 5`),
  bothName({ kind: 'entry-missing', clinic, seq: 5 }),
));

test('a deletion hidden by moving all later entries up is named', () => afterAttack(
  ({ home }) => asVandal(home, `alter table audit.log drop constraint log_seq_check; delete from audit.log where clinic_id = '${clinic}' and seq = 5; update audit.log set seq = -seq where clinic_id = '${clinic}' and seq > 5; update audit.log set seq = -seq - 1 where clinic_id = '${clinic}' and seq < 0`),
  bothName({ kind: 'previous-differs', clinic, seq: 5 }),
));

test('two entries that changed places are named', () => afterAttack(
  async ({ home }) => {
    const rows = await rowsOf(home);
    const [one, two] = [rows[7] ?? assert.fail(), rows[21] ?? assert.fail()];
    await asVandal(home, `update audit.log set entry = $e$${two.entry}$e$ where clinic_id = '${clinic}' and seq = 8; update audit.log set entry = $e$${one.entry}$e$ where clinic_id = '${clinic}' and seq = 22`);
  },
  bothName({ kind: 'hash-differs', clinic, seq: 8 }),
));

test('an inserted entry, chain made right to the end, is named between the two checkpoints that tell', () => afterAttack(
  async ({ home }) => {
    const entries = (await rowsOf(home)).map((row) => row.entry);
    const forged = (entries[13] ?? assert.fail()).replace('"test.act"', '"test.lie"');
    await asVandal(home, rewritten([...entries.slice(0, 13), forged, ...entries.slice(13)]));
    assert.ok(await chainAlone(home), 'the control: links alone see nothing');
  },
  bothName({ kind: 'tree-differs', clinic, seq: 11, through: 20 }),
));

test('an entry added at the end, rightly linked, is named', () => afterAttack(
  async ({ home }) => {
    const entries = (await rowsOf(home)).map((row) => row.entry);
    await asVandal(home, rewritten([...entries, (entries[3] ?? assert.fail()).replace('"test.act"', '"test.lie"')]));
    assert.ok(await chainAlone(home), 'the control: links alone see nothing');
  },
  bothName({ kind: 'unsealed-entries', clinic, seq: 31, through: 31 }),
));

test('a cut tail with a mended head is named; links alone do not see it', () => afterAttack(
  async ({ home }) => {
    await asVandal(home, rewritten((await rowsOf(home)).slice(0, 26).map((row) => row.entry)));
    assert.ok(await chainAlone(home), 'the control: links alone see nothing');
  },
  bothName({ kind: 'tail-cut', clinic, seq: 27, through: 30 }),
));

test('a rewritten and re-hashed tail is named; links alone do not see it', () => afterAttack(
  async ({ home }) => {
    const entries = (await rowsOf(home)).map((row, at) => (at < 24 ? row.entry : row.entry.replace('"test.act"', '"test.lie"')));
    await asVandal(home, rewritten(entries));
    assert.ok(await chainAlone(home), 'the control: links alone see nothing');
  },
  bothName({ kind: 'tree-differs', clinic, seq: 21, through: 30 }),
));

const forms: Readonly<Record<string, (entry: string) => string>> = {
  'a space': (entry) => entry.replace('{"action"', '{ "action"'),
  'a name twice': (entry) => entry.replace('{"action"', '{"action":"test.lie","action"'),
  'names out of order': (entry) => entry.replace(/"outcome":"ok",(.*)"purpose":"maintenance"/, '"purpose":"maintenance",$1"outcome":"ok"'),
  'an escape too many': (entry) => entry.replace('"test.act"', '"test\\u002eact"'),
};
for (const [form, change] of Object.entries(forms)) {
  test(`an entry in another form than the canonical (${form}) is named though every hash is right`, () => afterAttack(
    async ({ home }) => {
      const entries = (await rowsOf(home)).map((row) => row.entry);
      const changed = entries.map((entry, at) => (at === 2 ? change(entry) : entry));
      assert.notDeepEqual(changed, entries);
      await asVandal(home, rewritten(changed));
      assert.ok(await chainAlone(home), 'the control: links alone see nothing');
    },
    bothName({ kind: 'entry-not-canonical', clinic, seq: 3 }),
  ));
}

test('an entry of another clinic in the chain is named', () => afterAttack(
  async ({ home }) => asVandal(home, rewritten((await rowsOf(home)).map((row, at) => (at === 3 ? row.entry.replace(clinic, other) : row.entry)))),
  bothName({ kind: 'entry-of-other-clinic', clinic, seq: 4 }),
));

test('a tail cut together with every trace of it is caught by a checkpoint kept outside, and by nothing inside', () => {
  let kept: HeldCheckpoint | null = null;
  return afterAttack(
    async ({ home, audit }) => {
      kept = await audit.memory.recall();
      const entries = (await rowsOf(home)).slice(0, 20).map((row) => row.entry);
      await asVandal(home, `${rewritten(entries)}; delete from audit.checkpoint_head where number > 2; delete from audit.checkpoint where number > 2; delete from audit.head where clinic_id = '${other}'; delete from audit.log where clinic_id = '${other}'`);
      await home.asSuperuser('alter table audit.log add constraint log_hash check (hash = sha256(\'\\x00\'::bytea || int8send(seq) || prev || convert_to(entry, \'UTF8\')))');
    },
    async ({ home, audit }) => {
      assert.equal((await audit.verify()).sound, true, 'the control: without an old checkpoint nothing shows');
      assert.equal((await standAlone(audit)).sound, true, 'the control: without an old checkpoint nothing shows');
      const held = kept ?? assert.fail();
      assert.deepEqual(placeOf(await audit.verify([held])), { ...nowhere, kind: 'tail-cut', clinic, seq: 21, through: 30 });
      assert.deepEqual(placeOf(await standAlone(audit, [held])), { ...nowhere, kind: 'tail-cut', clinic, seq: 21, through: 30 });
      const bare = { note: held.note, heads: [] };
      assert.deepEqual(placeOf(await audit.verify([bare])), { ...nowhere, kind: 'held-checkpoint-missing', checkpoint: 5 });
      assert.deepEqual(placeOf(await standAlone(audit, [bare])), { ...nowhere, kind: 'held-checkpoint-missing', checkpoint: 5 });
      await audit.happen(clinic, 1);
      await assert.rejects(audit.seal(), { code: 'audit-altered', detail: { reason: 'rolled-back' } }, 'the sealer signs nothing on top');
      const waiting = await home.asSuperuser('select from audit.pending');
      assert.equal(waiting.length, 1, 'what was not sealed still waits');
    },
  );
});

test('the sealer does not sign on top of a rewritten head', () => afterAttack(
  async ({ home }) => asVandal(home, rewritten((await rowsOf(home)).slice(0, 26).map((row) => row.entry))),
  async ({ audit }) => {
    await audit.happen(clinic, 1);
    await assert.rejects(audit.seal(), { code: 'audit-altered', detail: { reason: 'heads-altered' } });
  },
));

test('an altered checkpoint is named', () => afterAttack(
  ({ home }) => asVandal(home, 'update audit.checkpoint set note = replace(note, \'time 2\', \'time 3\') where number = 3'),
  bothName({ kind: 'checkpoint-signature', checkpoint: 3 }),
));

test('a checkpoint forged with another key is named', () => afterAttack(
  async ({ home }) => {
    const { makeSigningKey } = await import('./signing-key.ts');
    const { mkdtemp, rm } = await import('node:fs/promises');
    const folder = await mkdtemp('/tmp/amate-audit-forger-');
    const forger = await makeSigningKey(folder);
    await rm(folder, { recursive: true });
    const [row] = await home.asSuperuser<{ note: string }>('select note from audit.checkpoint where number = 5');
    const text = (row ?? assert.fail()).note.split('\n\n')[0] ?? '';
    await asVandal(home, `update audit.checkpoint set note = $n$${forger.signNote(`${text}\n`)}$n$ where number = 5`);
  },
  bothName({ kind: 'checkpoint-signature', checkpoint: 5 }),
));

test('a removed checkpoint is named', () => afterAttack(
  ({ home }) => asVandal(home, 'delete from audit.checkpoint_head where number = 4; delete from audit.checkpoint where number = 4'),
  bothName({ kind: 'checkpoint-missing', checkpoint: 4 }),
));

test('a genuine checkpoint put in the place of another is named', () => afterAttack(
  ({ home }) => asVandal(home, 'update audit.checkpoint set note = (select note from audit.checkpoint where number = 2) where number = 4'),
  bothName({ kind: 'checkpoint-malformed', checkpoint: 4 }),
));

test('an altered opened head is named, even with the log made to match it', () => afterAttack(
  async ({ home }) => {
    const entries = (await rowsOf(home)).slice(0, 26).map((row) => row.entry);
    await asVandal(home, `${rewritten(entries)}; update audit.checkpoint_head o set size = h.size, chain = h.last from audit.head h where h.clinic_id = o.clinic_id and o.clinic_id = '${clinic}' and o.number = 3`);
  },
  async ({ audit }) => {
    for (const verdict of [await audit.verify(), await standAlone(audit)]) {
      assert.ok(verdict.faults.some((fault) => fault.kind === 'checkpoint-heads-differ' && fault.checkpoint === 3 && fault.clinic === clinic));
    }
  },
));

test('a whole clinic taken out of the log is noticed', () => afterAttack(
  ({ home }) => asVandal(home, `delete from audit.log where clinic_id = '${other}'; delete from audit.head where clinic_id = '${other}'; delete from audit.checkpoint_head where clinic_id = '${other}'`),
  bothName({ kind: 'checkpoint-heads-differ', checkpoint: 4 }),
));

test('a column altered beside its entry is named, so that no search hides an entry', () => afterAttack(
  ({ home }) => asVandal(home, `update audit.log set action = 'test.other' where clinic_id = '${clinic}' and seq = 9`),
  async ({ audit }) => { assert.deepEqual(placeOf(await audit.verify()), { ...nowhere, kind: 'columns-differ', clinic, seq: 9 }); },
));

test('an entry before the beginning is named', () => afterAttack(
  ({ home }) => asVandal(home, `alter table audit.log drop constraint log_seq_check; insert into audit.log select clinic_id, -1, entry, prev, hash, at, person_id, patients, action, outcome from audit.log where clinic_id = '${clinic}' and seq = 2`),
  async ({ audit }) => { assert.deepEqual(placeOf(await audit.verify()), { ...nowhere, kind: 'entry-missing', clinic, seq: 1 }); },
));

test('a disabled guard is named though every entry still holds', () => afterAttack(
  ({ home }) => home.asSuperuser('alter table audit.log disable trigger frozen'),
  async ({ audit }) => {
    const verdict = await audit.verify();
    assert.deepEqual(verdict.faults.map((fault) => [fault.kind, fault.note]), [['guard-missing', 'audit.log trigger frozen']]);
  },
));

test('an export with a line cut off, doubled or unreadable does not pass', () => afterAttack(async () => undefined, async ({ audit }) => {
  const lines = await audit.exported();
  const keys = readKeys(audit.key.verifier);
  for (const altered of [lines.slice(0, -1), lines.slice(0, -4), [...lines.slice(0, 20), '{', ...lines.slice(20)], lines.toSpliced(12, 0, lines[12] ?? '')]) {
    assert.equal((await verifyExport(altered, keys)).sound, false);
  }
  await assert.rejects(verifyExport([], keys), /not an Amate audit export/);
}));
