import { Button, Stack, Text } from '@mantine/core';
import { civilDateIn, formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { IconCopy } from '../design/icons.ts';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import { staffMessages } from './messages.ts';
import classes from './workforce.module.css';

export type IssuedLink = { readonly token: string; readonly expiresAt: string };

/** A one-time link, shown once: to be handed over, never mailed by us. */
export const LinkDialog = ({ link, onClose }: { readonly link: IssuedLink | null; readonly onClose: () => void }) => {
  const t = useText(staffMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const address = link === null ? '' : `${window.location.origin}/preparar#${link.token}`;
  const until = link === null ? '' : `${formatCivilDate(civilDateIn(timeZone, new Date(link.expiresAt)), language)} ${timeIn(timeZone, new Date(link.expiresAt))}`;
  const copy = (): void => { navigator.clipboard.writeText(address).then(() => { toast.done(t('link.copied')); }, toast.refused); };
  return (
    <Dialog opened={link !== null} onClose={onClose} title={t('link.title')} size="lg">
      <Stack gap="md">
        <Text>{t('link.says', { date: until })}</Text>
        <div className={classes['link']} role="group" aria-label={t('link.field')} translate="no">{address}</div>
      </Stack>
      <DialogActions><Button leftSection={<IconCopy size={18} />} onClick={copy} data-autofocus>{t('link.copy')}</Button></DialogActions>
    </Dialog>
  );
};
