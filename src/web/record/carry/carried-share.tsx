import { Button } from '@mantine/core';
import { isCarriedMedicine, originOf, sharesOf } from '#kernel/carried-text.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import { IconHistory } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { useDraftKeeper, useDraftPart } from '../draft/use-draft.ts';
import { withCarriedSeen } from './carry.ts';
import { carryMessages } from './carry-messages.ts';
import classes from './carry.module.css';

/** How much of the note is new and how much was carried; nothing for a note without text or of another kind. */
export const CarriedShare = () => {
  const t = useText(carryMessages);
  const fresh = useDraftPart(({ draft: { content } }) => (content.kind === 'evolution' ? sharesOf(originOf(content))?.fresh ?? null : null));
  return fresh === null ? null : <span className={classes['share']} title={t('share.says')} data-fresh={fresh}>{t('share', { fresh, carried: 100 - fresh })}</span>;
};

/** Says of a medicine that it stands as it was carried. */
export const CarriedMedicine = ({ medicine }: { readonly medicine: NoteMedicine }) => {
  const t = useText(carryMessages);
  const isCarried = useDraftPart(({ draft: { content } }) => content.kind === 'evolution' && content.carried?.medicinesSeen === false && isCarriedMedicine(content.carried.medicines, medicine));
  const keeper = useDraftKeeper();
  const confirm = (): void => {
    keeper.change((content) => (content.kind === 'evolution' ? withCarriedSeen(content, 'medicines') : content));
    document.getElementById('campo-medicines')?.focus();
  };
  return !isCarried ? null : (
    <span className={classes['medicine']}>
      <IconHistory size={13} aria-hidden />{t('medicine')}
      <Button variant="subtle" size="compact-sm" fz="inherit" onClick={confirm} aria-label={t('medicines.seen')}>{t('field.seen')}</Button>
    </span>
  );
};
