import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { fold } from '#kernel/fold.ts';
import type { EvolutionContent } from '#modules/record/contract.ts';
import { chartingMessages } from '../../charting/messages.ts';
import { Dialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/fields.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { ListedTemplate } from './api.ts';
import { fillNote } from './fill-note.ts';
import { templateMessages } from './template-messages.ts';
import { TemplateTextsShown } from './template-texts.tsx';
import classes from './templates.module.css';

type ChooserProps = { readonly templates: readonly ListedTemplate[]; readonly content: EvolutionContent | null; readonly onChoose: (template: ListedTemplate) => void; readonly onClose: () => void };

const Inside = ({ templates, content, onChoose }: ChooserProps) => {
  const t = useText(templateMessages);
  const g = useText(chartingMessages);
  const [typed, setTyped] = useState('');
  const [shownKey, setShownKey] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const whose = ({ library, specialty }: ListedTemplate): string => (specialty === null ? t(library === 'own' ? 'library.own' : 'library.clinic') : g(`specialty.${specialty}`));
  const words = fold(typed).split(' ');
  const found = templates.filter((template) => { const text = fold(`${template.title} ${whose(template)}`); return words.every((word) => text.includes(word)); });
  const shown = found.find(({ key }) => key === shownKey) ?? found[0];
  const buttons = (): readonly HTMLButtonElement[] => [...list.current?.querySelectorAll('button') ?? []];
  const move = (event: KeyboardEvent, step: 1 | -1): void => {
    event.preventDefault();
    const all = buttons();
    const at = all.findIndex((each) => each === document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move(event, 1);
    if (event.key === 'ArrowUp') move(event, -1);
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && shown !== undefined) { event.preventDefault(); onChoose(shown); }
  };
  return (
    <div className={classes['chooser']} onKeyDown={onKeyDown}>
      <p className={classes['says']}>{t('choose.says')}</p>
      <div className={classes['says']}><TextField type="search" label={t('search')} value={typed} onChange={setTyped} data-autofocus /></div>
      {found.length === 0 ? <p className={classes['says']} role="status">{t('none')}</p> : (
        <>
          <ul ref={list} className={classes['list']} aria-label={t('list')}>
            {found.map((template) => (
              <li key={template.key}>
                <button type="button" data-shown={template === shown} onFocus={() => { setShownKey(template.key); }} onMouseEnter={() => { setShownKey(template.key); }} onClick={() => { onChoose(template); }}>
                  {template.title}<small>{whose(template)}</small>
                </button>
              </li>
            ))}
          </ul>
          <section className={classes['preview']} aria-label={t('preview')} tabIndex={0}>
            {shown === undefined ? null : <TemplateTextsShown texts={shown.texts} stays={content === null ? [] : fillNote(content, shown.texts).skipped} />}
          </section>
        </>
      )}
    </div>
  );
};

/** The templates by name, with what the one that is meant would write. Enter takes it; arrows go through the list. */
export const TemplateChooser = (props: ChooserProps) => {
  const t = useText(templateMessages);
  return <Dialog opened onClose={props.onClose} title={t('choose')} size="xl"><Inside {...props} /></Dialog>;
};
