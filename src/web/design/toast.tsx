import { ActionIcon, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ApiRefusal } from '../api/refusal.ts';
import { textOf } from '../i18n/say.ts';
import { useText } from '../i18n/use-text.ts';
import { apiMessages } from '../api/messages.ts';
import { StepUpCancelled } from '../api/step-up.ts';
import { readPreferences } from '../preferences/preferences.ts';
import classes from './design.module.css';
import { IconAlertTriangle, IconCircleCheck, IconX } from './icons.ts';
import { designMessages } from './messages.ts';

type Toast = { readonly id: number; readonly says: string; readonly severity: 'good' | 'critical' };

const SHOWN_MS = 6_000;
let shown: readonly Toast[] = [];
let nextToast = 1;
const listeners = new Set<() => void>();

const change = (next: readonly Toast[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

const add = (says: string, severity: Toast['severity']): void => {
  change([...shown.slice(-2), { id: nextToast++, says, severity }]);
};

/** A passing word about what was done. What must be read or answered belongs on the screen instead. */
export const toast = {
  done: (says: string): void => { add(says, 'good'); },
  failed: (says: string): void => { add(says, 'critical'); },
  /** The server's own sentence for a refusal. */
  refused: (error: unknown): void => {
    if (error instanceof StepUpCancelled) return;
    add(error instanceof ApiRefusal ? error.message : textOf(apiMessages, readPreferences().language)('unexpected'), 'critical');
  },
};

const OneToast = ({ item }: { readonly item: Toast }) => {
  const t = useText(designMessages);
  const [held, setHeld] = useState(false);
  const remove = (): void => { change(shown.filter(({ id }) => id !== item.id)); };
  useEffect(() => {
    // an error stays until it is closed: nobody must read in a hurry (WCAG 2.2.1)
    if (held || item.severity === 'critical') return undefined;
    const timer = setTimeout(() => { change(shown.filter(({ id }) => id !== item.id)); }, SHOWN_MS);
    return () => { clearTimeout(timer); };
  }, [held, item]);
  const Icon = item.severity === 'good' ? IconCircleCheck : IconAlertTriangle;
  const colour = `var(--mantine-color-${item.severity === 'good' ? 'jade' : 'red'}-text)`;
  return (
    <div className={classes['toast']} style={{ borderInlineStartColor: colour }} onPointerEnter={() => { setHeld(true); }} onPointerLeave={() => { setHeld(false); }}>
      <Icon size={18} color={colour} aria-hidden />
      <Text flex={1}>{item.says}</Text>
      <ActionIcon size="sm" aria-label={t('close')} onClick={remove}><IconX size={14} /></ActionIcon>
    </div>
  );
};

/** Where toasts appear; mounted once. */
export const Toasts = () => {
  const t = useText(designMessages);
  const [items, setItems] = useState(shown);
  useEffect(() => {
    const listener = (): void => { setItems(shown); };
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  }, []);
  return (
    <div className={classes['toasts']} role="region" aria-label={t('notices')} aria-live="polite">
      {items.map((item) => <OneToast key={item.id} item={item} />)}
    </div>
  );
};
