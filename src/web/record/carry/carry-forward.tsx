import { lazy, Suspense, useEffect, useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { consultMessages } from '../consult/consult-messages.ts';
import { focusCaret } from '../consult/fields.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import { withCarriedSeen } from './carry.ts';
import { carryMessages } from './carry-messages.ts';
import { askToCarry, offerCarrying } from './carry-opener.ts';

const CarryDialog = lazy(async () => ({ default: (await import('./carry-dialog.tsx')).CarryDialog }));

/** Where the key `c` copies: beside the note, never in it. */
const besideTheNote = (): Element | null => document.activeElement?.closest('aside') ?? null;

/** Copying from earlier notes into the one being written: its commands, its key beside the note, its dialog. */
export const CarryForward = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(carryMessages);
  const c = useText(consultMessages);
  const keeper = useDraftKeeper();
  const [isOpen, setIsOpen] = useState(false);
  const group = c('keys.group');
  useEffect(() => offerCarrying(() => { setIsOpen(true); }), []);
  const confirmAll = (): void => {
    keeper.change((content) => (content.kind === 'evolution' ? withCarriedSeen(content) : content));
    focusCaret('subjective');
  };
  useShortcuts([
    { keys: 'c', label: t('command'), group, within: besideTheNote, run: askToCarry },
    { keys: [], label: t('command.seen'), group, run: confirmAll },
  ]);
  const close = (hasCarried: boolean): void => {
    setIsOpen(false);
    // after the dialog has given the focus back to whatever opened it; never away from where somebody types already
    setTimeout(() => {
      const { activeElement } = document;
      if (activeElement === document.body || (hasCarried && activeElement?.matches('input, textarea') !== true)) focusCaret('subjective');
    }, 60);
  };
  return isOpen ? <Suspense fallback={null}><CarryDialog patientId={patientId} keeper={keeper} onClose={close} /></Suspense> : null;
};
