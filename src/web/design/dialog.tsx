import { Button, getDefaultZIndex, Modal } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { stepUp } from '../api/step-up.ts';
import { useText } from '../i18n/use-text.ts';
import { ShortcutLayer, useShortcuts } from '../keyboard/use-shortcuts.tsx';
import classes from './design.module.css';
import { designMessages } from './messages.ts';

export type DialogProps = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly size?: number | string;
  /** False while something runs that must not be cut. */
  readonly mayClose?: boolean;
  readonly fullScreen?: boolean;
  /** Opens over whatever dialog is there already. */
  readonly isOver?: boolean;
  readonly children: ReactNode;
};

const OVER_DIALOGS = getDefaultZIndex('modal') + 10;

/** A dialog with shortcuts of its own: those of the page sleep while it is open. Focus goes in, stays in, comes back. */
export const Dialog = ({ opened, onClose, title, size = 'md', mayClose = true, fullScreen = false, isOver = false, children }: DialogProps) => {
  const t = useText(designMessages);
  // Escape is for the proof that lies over this dialog, not for what was typed here.
  const isUnder = useSyncExternalStore(stepUp.onChange, stepUp.isAsked) && !isOver;
  return (
    <Modal.Root opened={opened} onClose={onClose} size={size} fullScreen={fullScreen} closeOnEscape={mayClose && !isUnder} closeOnClickOutside={false} zIndex={isOver ? OVER_DIALOGS : getDefaultZIndex('modal')}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes['dialogHead']}>
          <Modal.Title>{title}</Modal.Title>
          {mayClose ? <Modal.CloseButton aria-label={t('close')} /> : null}
        </div>
        <Modal.Body><ShortcutLayer>{children}</ShortcutLayer></Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};

/** The row of buttons at a dialog's foot; the main one last. */
export const DialogActions = ({ children }: { readonly children: ReactNode }) => <div className={classes['dialogActions']}>{children}</div>;

export type ConfirmDialogProps = Omit<DialogProps, 'children' | 'mayClose'> & {
  readonly children: ReactNode;
  readonly confirm: string;
  readonly onConfirm: () => void;
  /** Cannot be taken back, or ends something: red. */
  readonly isGrave?: boolean;
  readonly isBusy?: boolean;
  readonly isReady?: boolean;
};

const ConfirmBody = ({ children, confirm, onConfirm, onClose, isGrave = false, isBusy = false, isReady = true }: ConfirmDialogProps) => {
  const t = useText(designMessages);
  useShortcuts([{ keys: 'Mod+Enter', label: confirm, group: confirm, inFields: true, isCommand: false, isOn: isReady && !isBusy, run: onConfirm }]);
  return (
    <>
      {children}
      <DialogActions>
        {/* not «Cancelar»: beside «Cancelar cita» nobody would know which is which */}
        <Button variant="default" data-autofocus onClick={onClose} disabled={isBusy}>{t('back')}</Button>
        <Button color={isGrave ? 'red' : 'jade'} loading={isBusy} disabled={!isReady} onClick={onConfirm}>{confirm}</Button>
      </DialogActions>
    </>
  );
};

/** Asks before an act. Ctrl+Enter confirms, Esc leaves. */
export const ConfirmDialog = (props: ConfirmDialogProps) => (
  <Dialog {...props} mayClose={props.isBusy !== true}>
    <ConfirmBody {...props} />
  </Dialog>
);
