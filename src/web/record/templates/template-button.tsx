import { Kbd } from '../../design/kbd.tsx';
import { useText } from '../../i18n/use-text.ts';
import { usePermission } from '../../session/session-context.ts';
import { templateMessages } from './template-messages.ts';
import { askForTemplate } from './template-opener.ts';

/** Opens the templates, from the line of the note's parts. */
export const TemplateButton = () => {
  const t = useText(templateMessages);
  const may = usePermission();
  return may('use-phrases') ? <button type="button" onClick={askForTemplate}>{t('short')} <span aria-hidden><Kbd keys="Alt+7" /></span></button> : null;
};
