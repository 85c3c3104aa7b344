import { useText } from '../i18n/use-text.ts';
import classes from './design.module.css';
import { designMessages } from './messages.ts';

const goToMain = (event: { preventDefault: () => void }): void => {
  event.preventDefault();
  document.querySelector<HTMLElement>('main')?.focus();
};

export const SkipLink = () => {
  const t = useText(designMessages);
  return <a className={classes['skip']} href="#contenido" onClick={goToMain}>{t('skip-to-content')}</a>;
};
