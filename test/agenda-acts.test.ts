import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStates } from '#modules/scheduling/model.ts';
import { actsOf, canConsult } from '../src/web/scheduling/agenda-acts.ts';

// The browser may not import the model, so this holds the two together.
test('the agenda offers exactly what the model allows; taking someone in is the consult’s own act', () => {
  for (const [state, next] of Object.entries(nextStates)) {
    const offered = actsOf[state as keyof typeof actsOf];
    assert.deepEqual([...offered].sort(), next.filter((each) => each !== 'in-consult').sort(), state);
  }
  assert.deepEqual(Object.keys(nextStates).filter((state) => !canConsult(state as keyof typeof actsOf)), ['attended', 'cancelled']);
});
