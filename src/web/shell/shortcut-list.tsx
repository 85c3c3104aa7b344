import { Switch, Text, Title } from '@mantine/core';
import { Dialog } from '../design/dialog.tsx';
import { Kbd } from '../design/kbd.tsx';
import { useText } from '../i18n/use-text.ts';
import type { Shortcut } from '../keyboard/registry.ts';
import { shortcuts } from '../keyboard/use-shortcuts.tsx';
import { changePreferences } from '../preferences/preferences.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { shellMessages } from './messages.ts';
import classes from './shell.module.css';

const ShortcutGroup = ({ group, entries }: { readonly group: string; readonly entries: readonly Shortcut[] }) => (
  <section className={classes['keyGroup']}>
    <Title order={3} mb={4}>{group}</Title>
    <dl className={classes['keyList']}>
      {entries.map((entry) => (
        <div key={entry.label} className={classes['keyLine']}>
          <dt>{entry.label}</dt>
          <dd>{entry.keys.map((keys) => <Kbd key={keys} keys={keys} />)}</dd>
        </div>
      ))}
    </dl>
  </section>
);

/** The shortcuts of the present screen (K-06), and the switch for those of a single key (K-04). */
export const ShortcutList = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(shellMessages);
  const { singleKeys } = usePreferences();
  const withKeys = opened ? shortcuts.ofPage().filter(({ keys }) => keys.length > 0) : [];
  const groups = Map.groupBy(withKeys, ({ group }) => group);
  return (
    <Dialog opened={opened} onClose={onClose} title={t('keys.title')} size="lg">
      <div className={classes['keyGroups']}>
        {[...groups].map(([group, entries]) => <ShortcutGroup key={group} group={group} entries={entries} />)}
      </div>
      <Switch
        mt="lg" label={t('keys.single')} description={t('keys.single-says')} checked={singleKeys}
        onChange={(event) => { changePreferences({ singleKeys: event.currentTarget.checked }); }}
      />
      {withKeys.length === 0 ? <Text c="dimmed">{t('keys.none')}</Text> : null}
    </Dialog>
  );
};
