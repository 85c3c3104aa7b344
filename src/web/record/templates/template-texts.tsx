import { marksIn } from '#kernel/phrase.ts';
import { useText } from '../../i18n/use-text.ts';
import { noteMessages } from '../note/note-messages.ts';
import phraseClasses from '../phrases/phrases.module.css';
import { templateFields } from './api.ts';
import type { TemplateField, TemplateTexts } from './api.ts';
import { templateMessages } from './template-messages.ts';
import classes from './templates.module.css';

const Marked = ({ text }: { readonly text: string }) => {
  const marks = marksIn(text);
  return (
    <>
      {marks.map(({ from, to }, at) => <span key={from}>{text.slice(marks[at - 1]?.to ?? 0, from)}<mark className={phraseClasses['mark']}>{text.slice(from, to)}</mark></span>)}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
};

/** A template field by field; what is left to answer stands out, and a field that would stay as it is says so. */
export const TemplateTextsShown = ({ texts, stays = [] }: { readonly texts: TemplateTexts; readonly stays?: readonly TemplateField[] }) => {
  const t = useText(templateMessages);
  const n = useText(noteMessages);
  return (
    <dl className={classes['texts']}>
      {templateFields.flatMap((field) => {
        const text = texts[field];
        return text === undefined ? [] : [<div key={field}><dt>{n(`part.${field}`)}{stays.includes(field) ? <span> · {t('preview.kept')}</span> : null}</dt><dd><Marked text={text} /></dd></div>];
      })}
    </dl>
  );
};
