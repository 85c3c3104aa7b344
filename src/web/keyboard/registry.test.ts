import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capsOf, strokeOf } from './keys.ts';
import { createRegistry } from './registry.ts';
import type { Shortcut } from './registry.ts';

const pressed = (key: string, modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) =>
  ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...modifiers });
const onPage = { inField: false, allowTyped: true, focused: null };
const inField = { inField: true, allowTyped: true, focused: null };
const shortcut = (keys: string, more: Partial<Shortcut> = {}): Shortcut => ({ keys: [keys], label: keys, group: 'test', run: () => undefined, layer: 0, ...more });

test('K-01: a key is what it types, so `?` is Shift+7 on one layout and Shift+/ on another', () => {
  assert.equal(strokeOf(pressed('?', { shiftKey: true })), '?');
  assert.equal(strokeOf(pressed('k', { ctrlKey: true })), 'Mod+K');
  assert.equal(strokeOf(pressed('1', { altKey: true })), 'Alt+1');
  assert.equal(strokeOf(pressed('Enter', { ctrlKey: true })), 'Mod+Enter');
});

test('K-02: AltGr, which is Ctrl+Alt, sets nothing off', () => {
  assert.equal(strokeOf(pressed('@', { ctrlKey: true, altKey: true })), null);
  assert.equal(strokeOf(pressed('AltGraph')), null);
});

test('K-04: single keys and sequences never fire in a text field, nor when switched off', () => {
  const registry = createRegistry();
  registry.add([shortcut('j', { inFields: true }), shortcut('g a'), shortcut('Mod+K', { inFields: true })]);
  assert.equal(registry.press(pressed('j'), 0, inField), null);
  assert.equal(registry.press(pressed('j'), 0, { ...onPage, allowTyped: false }), null);
  assert.equal(registry.press(pressed('j'), 0, onPage)?.label, 'j');
  registry.press(pressed('g'), 0, inField);
  assert.equal(registry.press(pressed('a'), 10, inField), null);
  assert.equal(registry.press(pressed('k', { ctrlKey: true }), 0, inField)?.label, 'Mod+K');
});

test('a sequence fires within its time and not after it', () => {
  const registry = createRegistry();
  registry.add([shortcut('g a')]);
  assert.equal(registry.press(pressed('g'), 0, onPage), null);
  assert.equal(registry.press(pressed('a'), 500, onPage)?.label, 'g a');
  registry.press(pressed('g'), 1_000, onPage);
  assert.equal(registry.press(pressed('a'), 5_000, onPage), null);
});

test('a shortcut of one place works there and while nothing holds the focus, not elsewhere', () => {
  const registry = createRegistry();
  // the registry asks an element only what it contains
  const [inside, outside] = [{}, {}] as readonly Element[];
  let place: Element | null = { contains: (one: unknown) => one === inside } as Element;
  registry.add([shortcut('Mod+Enter', { inFields: true, within: () => place })]);
  const press = (focused: Element | null | undefined) => registry.press(pressed('Enter', { ctrlKey: true }), 0, { ...onPage, focused: focused ?? null })?.label ?? null;
  assert.equal(press(inside), 'Mod+Enter');
  assert.equal(press(null), 'Mod+Enter');
  assert.equal(press(outside), null);
  place = null;
  assert.equal(press(null), null);
});

test('while a dialog is open only its own shortcuts work; closing gives the page back', () => {
  const registry = createRegistry();
  registry.add([shortcut('j'), shortcut('Mod+Enter', { layer: 1, label: 'dialog' })]);
  assert.equal(registry.press(pressed('Enter', { ctrlKey: true }), 0, onPage), null);
  const close = registry.openLayer(1);
  assert.equal(registry.press(pressed('j'), 0, onPage), null);
  assert.equal(registry.press(pressed('Enter', { ctrlKey: true }), 0, onPage)?.label, 'dialog');
  close();
  assert.equal(registry.press(pressed('j'), 0, onPage)?.label, 'j');
});

test('the screen opened last wins a key that two want', () => {
  const registry = createRegistry();
  registry.add([shortcut('Escape', { label: 'outer' })]);
  const remove = registry.add([shortcut('Escape', { label: 'inner' })]);
  assert.equal(registry.press(pressed('Escape'), 0, onPage)?.label, 'inner');
  remove();
  assert.equal(registry.press(pressed('Escape'), 0, onPage)?.label, 'outer');
});

test('caps are drawn key by key', () => {
  assert.deepEqual(capsOf('Mod+K'), [['Ctrl', 'K']]);
  assert.deepEqual(capsOf('g a'), [['g'], ['a']]);
  assert.deepEqual(capsOf('+'), [['+']]);
});
