import { ActionIcon, Button, Menu } from '@mantine/core';
import type { Language } from '#kernel/language.ts';
import { IconDeviceDesktop, IconLanguage, IconMoon, IconSun } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import { preferenceMessages } from './messages.ts';
import { changePreferences } from './preferences.ts';
import type { Preferences } from './preferences.ts';
import { usePreferences } from './use-preferences.ts';

/** One press to the other language. `onChange` keeps the choice in the account too. */
export const LanguageToggle = ({ onChange }: { readonly onChange?: (language: Language) => void }) => {
  const t = useText(preferenceMessages);
  const { language } = usePreferences();
  const other: Language = language === 'es-MX' ? 'en-US' : 'es-MX';
  const change = (): void => {
    changePreferences({ language: other });
    onChange?.(other);
  };
  return (
    <Button variant="subtle" color="bark" size="compact-md" px={6} h={34} style={{ flex: 'none' }} lang={other} onClick={change} leftSection={<IconLanguage size={18} stroke={1.7} />}>
      {language === 'es-MX' ? 'ES' : 'EN'}<span className="amate-hidden"> {t('language')}</span>
    </Button>
  );
};

const schemes = [['auto', IconDeviceDesktop], ['light', IconSun], ['dark', IconMoon]] as const satisfies readonly (readonly [Preferences['scheme'], unknown])[];

export const SchemeMenu = () => {
  const t = useText(preferenceMessages);
  const { scheme } = usePreferences();
  const Present = schemes.find(([name]) => name === scheme)?.[1] ?? IconDeviceDesktop;
  return (
    <Menu position="bottom-end" width={190} withinPortal={false}>
      <Menu.Target><ActionIcon aria-label={`${t('scheme')}: ${t(`scheme.${scheme}`)}`}><Present size={18} stroke={1.7} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={scheme} onChange={(name) => { changePreferences({ scheme: name as Preferences['scheme'] }); }}>
          {schemes.map(([name, Icon]) => (
            <Menu.RadioItem key={name} value={name} closeMenuOnClick rightSection={<Icon size={16} aria-hidden />}>{t(`scheme.${name}`)}</Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
};
