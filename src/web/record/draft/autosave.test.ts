import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { autosave, dueAt, hasUnsaved, LONGEST_MS, openedDraft, QUIET_MS, syncStateOf } from './autosave.ts';
import type { Autosave, AutosaveEvent, Save, Step } from './autosave.ts';
import { mergeDrafts } from './merge-draft.ts';

type Words = string;
/** Words join by their lines; two different ones stand for an overlap. */
const ways = {
  same: (one: Words, other: Words): boolean => one === other,
  merge: (base: Words, mine: Words, theirs: Words): { content: Words; isClean: boolean } => {
    const { content, overlaps } = mergeDrafts(base, mine, theirs);
    return { content, isClean: overlaps.length === 0 };
  },
};
const opened = (content = '', version = 3): Autosave<Words> => openedDraft({ version, savedAt: 'at-opening', content });

const run = (state: Autosave<Words>, ...events: readonly AutosaveEvent<Words>[]): Step<Words> =>
  events.reduce<Step<Words>>((step, event) => autosave(step.state, event, ways), { state, effects: [] });

const sentBy = ({ effects }: Step<Words>): Save<Words> => {
  const [effect] = effects;
  assert.ok(effect?.type === 'send', 'nothing was sent');
  return effect.save;
};

test('a pause in typing saves after 700 ms, not before', () => {
  const typed = run(opened(), { type: 'changed', content: 'a', at: 1_000 });
  assert.equal(dueAt(typed.state), 1_000 + QUIET_MS);
  assert.deepEqual(run(typed.state, { type: 'due', at: 1_699, id: 's1' }).effects, []);
  assert.deepEqual(sentBy(run(typed.state, { type: 'due', at: 1_700, id: 's1' })), { id: 's1', version: 3, content: 'a' });
});

test('typing without a pause saves after a second and a half', () => {
  const events = Array.from({ length: 30 }, (_, nth): AutosaveEvent<Words> => ({ type: 'changed', content: 'x'.repeat(nth), at: 1_000 + nth * 100 }));
  assert.equal(dueAt(run(opened(), ...events).state), 1_000 + LONGEST_MS);
});

test('what is typed while a save flies goes with the next one, on the version the first one made', () => {
  const flying = run(opened(), { type: 'changed', content: 'a', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'changed', content: 'ab', at: 800 });
  assert.equal(dueAt(flying.state), null);
  const landed = run(flying.state, { type: 'saved', id: 's1', version: 4, savedAt: 'later' });
  assert.equal(syncStateOf(landed.state), 'waiting');
  assert.deepEqual(sentBy(run(landed.state, { type: 'due', at: 1_500, id: 's2' })), { id: 's2', version: 4, content: 'ab' });
});

test('a save whose answer is lost is sent again unchanged before anything newer, for as long as it takes', () => {
  let step = run(opened(), { type: 'changed', content: 'a', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'changed', content: 'ab', at: 900 });
  const pauses: number[] = [];
  for (let nth = 0, at = 1_000; nth < 12; nth += 1) {
    step = run(step.state, { type: 'failed', id: 's1', at });
    assert.equal(syncStateOf(step.state), 'offline');
    const due = dueAt(step.state);
    assert.ok(due !== null);
    pauses.push(due - at);
    step = run(step.state, { type: 'due', at: due, id: `unused-${String(nth)}` });
    assert.deepEqual(sentBy(step), { id: 's1', version: 3, content: 'a' });
    at = due;
  }
  assert.deepEqual(pauses.slice(0, 6), [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  assert.equal(pauses.at(-1), 15_000);
});

test('the server being back sends at once', () => {
  const failed = run(opened(), { type: 'changed', content: 'a', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'failed', id: 's1', at: 800 });
  assert.equal(sentBy(run(failed.state, { type: 'connected', at: 900 })).id, 's1');
});

test('leaving a field saves at once; with nothing new it sends nothing', () => {
  assert.deepEqual(run(opened(), { type: 'flush', at: 5, id: 's1' }).effects, []);
  assert.equal(sentBy(run(opened(), { type: 'changed', content: 'a', at: 5 }, { type: 'flush', at: 6, id: 's1' })).content, 'a');
});

test('leaving the page sends the last words even while a save flies, based on the version that one will make', () => {
  const step = run(opened(), { type: 'changed', content: 'a', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'changed', content: 'ab', at: 800 }, { type: 'leaving', at: 810, id: 's2' });
  assert.deepEqual(step.effects, [{ type: 'send', save: { id: 's2', version: 4, content: 'ab' }, leaving: true }]);
  const both = run(step.state, { type: 'saved', id: 's2', version: 5, savedAt: 'second' }, { type: 'saved', id: 's1', version: 4, savedAt: 'first' });
  assert.deepEqual([both.state.version, both.state.savedAt, both.state.acknowledged], [5, 'second', 'ab']);
  assert.equal(hasUnsaved(both.state), false);
});

test('another window’s words join these by themselves and are saved on top of that version', () => {
  const outdated = run(opened('base'), { type: 'changed', content: 'base\nmine', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'outdated', id: 's1' });
  assert.deepEqual(outdated.effects, [{ type: 'look' }]);
  const found = run(outdated.state, { type: 'found', theirs: { version: 9, savedAt: 'theirs-at', content: 'theirs\nbase' } });
  assert.deepEqual([syncStateOf(found.state), found.state.content, found.state.overlap], ['waiting', 'theirs\nbase\nmine', null]);
  assert.deepEqual(sentBy(run(found.state, { type: 'due', at: 5_000, id: 's2' })), { id: 's2', version: 9, content: 'theirs\nbase\nmine' });
});

test('what two windows changed differently is saved twice at once, and once after the person chose', () => {
  const outdated = run(opened('base'), { type: 'changed', content: 'mine', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'outdated', id: 's1' });
  const found = run(outdated.state, { type: 'found', theirs: { version: 9, savedAt: 'theirs-at', content: 'theirs' } });
  assert.equal(syncStateOf(found.state), 'conflict');
  const sent = run(found.state, { type: 'due', at: 5_000, id: 's2' });
  assert.deepEqual(sentBy(sent), { id: 's2', version: 9, content: 'mine\ntheirs' });
  const saved = run(sent.state, { type: 'saved', id: 's2', version: 10, savedAt: 'both-at' });
  assert.equal(syncStateOf(saved.state), 'conflict');
  const chosen = run(saved.state, { type: 'resolved', content: 'theirs' });
  assert.deepEqual(sentBy(run(chosen.state, { type: 'due', at: 9_000, id: 's3' })), { id: 's3', version: 10, content: 'theirs' });
  assert.equal(syncStateOf(chosen.state), 'waiting');
});

test('what is written while a choice is pending stays beside what is chosen', () => {
  const suspected = run(opened('base'), { type: 'changed', content: 'mine', at: 0 }, { type: 'suspected' }, { type: 'found', theirs: { version: 9, savedAt: 'x', content: 'theirs' } });
  const more = run(suspected.state, { type: 'changed', content: 'more\nmine\ntheirs', at: 9 }, { type: 'resolved', content: 'mine' });
  assert.deepEqual([more.state.content, more.state.overlap], ['more\nmine', null]);
});

test('finding one’s own words on the server is no conflict: saving goes on from there', () => {
  const outdated = run(opened('base'), { type: 'changed', content: 'mine', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'changed', content: 'mine+', at: 750 }, { type: 'outdated', id: 's1' });
  const found = run(outdated.state, { type: 'found', theirs: { version: 4, savedAt: 'x', content: 'mine' } });
  assert.equal(syncStateOf(found.state), 'waiting');
  assert.deepEqual(sentBy(run(found.state, { type: 'due', at: 5_000, id: 's2' })), { id: 's2', version: 4, content: 'mine+' });
  assert.equal(syncStateOf(run(outdated.state, { type: 'found', theirs: { version: 4, savedAt: 'x', content: 'mine+' } }).state), 'saved');
});

test('being told of a newer version looks for it: the same words are taken as they are, others join', () => {
  const suspected = run(opened('mine'), { type: 'suspected' });
  assert.deepEqual(suspected.effects, [{ type: 'look' }]);
  const calm = run(suspected.state, { type: 'found', theirs: { version: 7, savedAt: 'x', content: 'mine' } });
  assert.deepEqual([syncStateOf(calm.state), calm.state.version], ['saved', 7]);
  const joined = run(suspected.state, { type: 'found', theirs: { version: 7, savedAt: 'x', content: 'theirs' } });
  assert.deepEqual([syncStateOf(joined.state), joined.state.content, hasUnsaved(joined.state)], ['saved', 'theirs', false]);
});

test('words the server refuses stay on the screen and are tried again with the next change', () => {
  const refused = run(opened(), { type: 'changed', content: 'too long', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'refused', id: 's1', code: 'request-invalid', final: false });
  assert.equal(syncStateOf(refused.state), 'refused');
  assert.ok(hasUnsaved(refused.state));
  assert.equal(dueAt(refused.state), null);
  const changed = run(refused.state, { type: 'changed', content: 'short', at: 3_000 });
  assert.equal(sentBy(run(changed.state, { type: 'due', at: 3_700, id: 's2' })).content, 'short');
});

test('a note that was signed meanwhile is never written again', () => {
  const closed = run(opened(), { type: 'changed', content: 'a', at: 0 }, { type: 'due', at: 700, id: 's1' }, { type: 'refused', id: 's1', code: 'note-already-signed', final: true }, { type: 'changed', content: 'ab', at: 900 });
  assert.equal(syncStateOf(closed.state), 'closed');
  assert.deepEqual(run(closed.state, { type: 'due', at: 99_000, id: 's2' }, { type: 'leaving', at: 99_000, id: 's3' }).effects, []);
});

test('answers to saves that are no longer awaited change nothing', () => {
  const state = opened('a');
  for (const event of [{ type: 'saved', id: 'old', version: 99, savedAt: 'x' }, { type: 'failed', id: 'old', at: 1 }, { type: 'outdated', id: 'old' }, { type: 'found', theirs: { version: 99, savedAt: 'x', content: 'z' } }] as const) {
    assert.deepEqual(run(state, event), { state, effects: [] });
  }
});

/** A server of one draft, as the real one behaves: a save id counts once, an older version is refused. */
const server = (content: Words, version: number) => {
  let stored = { content, version, lastSave: '' };
  return {
    put: (save: Save<Words>): 'saved' | 'outdated' => {
      if (stored.lastSave === save.id) return 'saved';
      if (stored.version !== save.version) return 'outdated';
      stored = { content: save.content, version: stored.version + 1, lastSave: save.id };
      return 'saved';
    },
    stored: () => stored,
  };
};

test('whatever is lost on the way, there or back, in the end the server has the last words and no conflict is shown', () => {
  fc.assert(fc.property(fc.array(fc.record({ wait: fc.integer({ min: 1, max: 2_000 }), types: fc.boolean(), leaves: fc.boolean(), fate: fc.constantFrom('arrives', 'lost', 'answer-lost') }), { maxLength: 60 }), (days) => {
    const there = server('', 1);
    let state = openedDraft({ version: 1, savedAt: '', content: '' });
    let [now, saves, typed] = [0, 0, 0];
    const tell = (event: AutosaveEvent<Words>, fate: string): void => {
      const step = autosave(state, event, ways);
      state = step.state;
      for (const effect of step.effects) {
        if (effect.type === 'look') {
          const { content, version } = there.stored();
          tell({ type: 'found', theirs: { content, version, savedAt: '' } }, fate);
          continue;
        }
        const { id } = effect.save;
        const answer = fate === 'lost' ? null : there.put(effect.save);
        if (answer === null || fate === 'answer-lost') tell({ type: 'failed', id, at: now }, fate);
        else if (answer === 'saved') tell({ type: 'saved', id, version: there.stored().version, savedAt: '' }, fate);
        else tell({ type: 'outdated', id }, fate);
      }
    };
    for (const { wait, types, leaves, fate } of [...days, ...Array.from({ length: 8 }, () => ({ wait: 16_000, types: false, leaves: false, fate: 'arrives' }))]) {
      now += wait;
      if (types) tell({ type: 'changed', content: `words ${String(typed += 1)}`, at: now }, fate);
      if (leaves) tell({ type: 'leaving', at: now, id: `l${String(saves += 1)}` }, fate);
      tell({ type: 'due', at: now, id: `s${String(saves += 1)}` }, fate);
      assert.notEqual(syncStateOf(state), 'conflict');
    }
    assert.equal(hasUnsaved(state), false);
    assert.equal(there.stored().content, state.content);
  }), { numRuns: 1_000 });
});
