import { Button } from '@mantine/core';
import { Kbd } from '../../design/kbd.tsx';
import { useText } from '../../i18n/use-text.ts';
import { IconTextPlus } from '../icons.ts';
import { carryMessages } from './carry-messages.ts';
import { askToCarry } from './carry-opener.ts';

/** Opens copying by problem, from beside the note. */
export const CarryButton = () => {
  const t = useText(carryMessages);
  return (
    <Button variant="subtle" size="compact-sm" leftSection={<IconTextPlus size={15} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="c" /></span>} onClick={askToCarry}>{t('command.short')}</Button>
  );
};
