import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contrast } from './contrast.ts';
import { dark, light } from './palette.ts';
import type { Scheme } from './palette.ts';

type Pair = readonly [front: string, behind: string, least: number, what: string];

const TEXT = 4.5;
const CONTROL = 3;

const pairsOf = (scheme: Scheme): readonly Pair[] => {
  const grounds = [['paper', scheme.paper], ['surface', scheme.surface], ['sunken', scheme.sunken]] as const;
  const onGrounds = grounds.flatMap(([name, ground]): Pair[] => [
    [scheme.text, ground, 7, `text on ${name}`],
    [scheme.dimmed, ground, TEXT, `dimmed on ${name}`],
    [scheme.edge, ground, CONTROL, `edge on ${name}`],
    [scheme.focus, ground, CONTROL, `focus on ${name}`],
    ...Object.entries(scheme.hues).map(([hue, tone]): Pair => [tone.text, ground, TEXT, `${hue} text on ${name}`]),
  ]);
  const tones = Object.entries(scheme.hues).flatMap(([hue, tone]): Pair[] => [
    [tone.onFilled, tone.filled, TEXT, `text on filled ${hue}`],
    [tone.onFilled, tone.filledHover, TEXT, `text on hovered filled ${hue}`],
    [tone.text, tone.soft, TEXT, `${hue} text on its tint`],
    [tone.text, tone.softHover, TEXT, `${hue} text on its hovered tint`],
    [scheme.text, tone.soft, TEXT, `text on ${hue} tint`],
    [scheme.dimmed, tone.soft, TEXT, `dimmed on ${hue} tint`],
  ]);
  return [...onGrounds, ...tones];
};

for (const [name, scheme] of [['light', light], ['dark', dark]] as const) {
  test(`WCAG 1.4.3 and 1.4.11: every pair of the ${name} scheme has its contrast`, () => {
    const short = pairsOf(scheme)
      .filter(([front, behind, least]) => contrast(front, behind) < least)
      .map(([front, behind, least, what]) => `${what}: ${contrast(front, behind).toFixed(2)} < ${String(least)}`);
    assert.deepEqual(short, []);
  });
}

test('contrast of black on white is 21, of a colour on itself 1', () => {
  assert.equal(Math.round(contrast('#000000', '#ffffff')), 21);
  assert.equal(contrast('#0b6650', '#0b6650'), 1);
});
