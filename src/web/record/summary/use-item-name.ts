import type { ItemContent } from '#modules/summary/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { nameOf } from './item-fields.ts';
import { summaryMessages } from './summary-messages.ts';

/** What an item is called in a list, in the reader’s language. */
export const useItemName = (): ((content: ItemContent) => string) => {
  const t = useText(summaryMessages);
  return (content) => (content.kind === 'creatinine' ? t('creatinine', { value: content.value }) : nameOf(content) || t(`is.${content.status}`));
};
