import { Fragment } from 'react';
import { useText } from '../i18n/use-text.ts';
import { capsOf } from '../keyboard/keys.ts';
import classes from './design.module.css';
import { designMessages } from './messages.ts';

/** The keys of a shortcut drawn as caps; written as the registry writes them, `Mod+K`, `g a`. */
export const Kbd = ({ keys }: { readonly keys: string }) => {
  const t = useText(designMessages);
  return (
    <span className={classes['caps']}>
      {capsOf(keys).map((stroke, at) => (
        <Fragment key={stroke.join('+')}>
          {at === 0 ? null : <span className="amate-hidden">{t('key.then')}</span>}
          {stroke.map((cap) => <kbd key={cap} className={classes['cap']}>{cap}</kbd>)}
        </Fragment>
      ))}
    </span>
  );
};
