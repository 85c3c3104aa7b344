import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalize } from './canonical-json.ts';
import { DomainError } from './errors.ts';

const fromBits = (hex: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
};

const reasonOf = (value: unknown): unknown => {
  try {
    return canonicalize(value);
  } catch (error) {
    assert.ok(error instanceof DomainError);
    assert.equal(error.code, 'canonical-json-invalid');
    return error.detail['reason'];
  }
};

const numberSamples = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
] as const;

test('RFC 8785 appendix B: each sample double is written as the RFC writes it', () => {
  for (const [bits, expected] of numberSamples) assert.equal(canonicalize(fromBits(bits)), expected, bits);
});

test('RFC 8785 appendix B: NaN and the infinities are refused', () => {
  for (const bits of ['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000']) {
    assert.equal(reasonOf(fromBits(bits)), 'not-finite');
  }
});

test('RFC 8785 section 3.2.2: the sample object is written as the RFC writes it', () => {
  const sample = {
    numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
    literals: [null, true, false],
  };
  assert.equal(
    canonicalize(sample),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

test('RFC 8785 section 3.2.3: names are sorted by UTF-16 code units', () => {
  const sample = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  };
  assert.deepEqual(Object.values(JSON.parse(canonicalize(sample)) as object).length, 7);
  const order = [...canonicalize(sample).matchAll(/:"([^"]+)"/g)].map((match) => match[1]);
  assert.deepEqual(order, [
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('what JSON cannot hold is refused, never dropped in silence', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const refused: readonly (readonly [unknown, string])[] = [
    [undefined, 'unsupported-type'],
    [{ a: undefined }, 'unsupported-type'],
    [[1, undefined], 'unsupported-type'],
    [new Array(2), 'unsupported-type'],
    [10n, 'unsupported-type'],
    [() => 1, 'unsupported-type'],
    [Symbol('x'), 'unsupported-type'],
    ['\ud800', 'lone-surrogate'],
    [{ '\udc00': 1 }, 'lone-surrogate'],
    [new Date(0), 'not-plain-object'],
    [new Map(), 'not-plain-object'],
    [{ [Symbol('x')]: 1 }, 'not-plain-object'],
    [cycle, 'too-deep'],
  ];
  for (const [value, reason] of refused) assert.equal(reasonOf(value), reason);
});

test('the text means the same value, and the order of insertion does not show', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = canonicalize(value);
      assert.equal(canonicalize(JSON.parse(text)), text);
      assert.equal(JSON.stringify(JSON.parse(text)) === undefined, false);
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).toReversed());
      assert.equal(canonicalize(reversed), canonicalize(value));
      assert.deepEqual(JSON.parse(canonicalize(value)), Object.fromEntries(Object.entries(value)));
    }),
  );
});
