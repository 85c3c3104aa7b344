import { EmptyState } from '../design/states.tsx';
import { Page, RouteTitle } from '../design/page.tsx';
import { IconFileText } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import { shellMessages } from './messages.ts';

/** Holds the address of a screen that this build does not carry yet. */
export const NotBuiltScreen = () => {
  const t = useText(shellMessages);
  return (
    <Page>
      <RouteTitle title={t('not-built')} />
      <EmptyState icon={IconFileText} title={t('not-built.says')} />
    </Page>
  );
};
