import { lazy, Suspense, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { fold } from '#kernel/fold.ts';
import { withoutTraces } from '#kernel/patient-traces.ts';
import type { Chart, EvolutionContent } from '#modules/record/contract.ts';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { useTypedCommands } from '../../search/typed-commands.ts';
import { consultMessages } from '../consult/consult-messages.ts';
import { focusCaret, focusField } from '../consult/fields.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { goToMark } from '../phrases/phrase-typing.ts';
import { listedTemplates, templateFields, useTemplates } from './api.ts';
import type { ListedTemplate, TemplateTexts } from './api.ts';
import { fillNote } from './fill-note.ts';
import { templateMessages } from './template-messages.ts';
import { askForTemplate, offerTemplates } from './template-opener.ts';

const TemplateChooser = lazy(async () => ({ default: (await import('./template-chooser.tsx')).TemplateChooser }));
const TemplateForm = lazy(async () => ({ default: (await import('./template-form.tsx')).TemplateForm }));

const MOST_OFFERED = 8;

const evolutionOf = (keeper: DraftKeeper): EvolutionContent | null => {
  const { content } = keeper.view().draft;
  return content.kind === 'evolution' ? content : null;
};

/** Fills the note, says what it did, and goes to the first thing that is left to answer. */
const useFill = (keeper: DraftKeeper) => {
  const t = useText(templateMessages);
  const n = useText(noteMessages);
  return ({ title, texts }: Pick<ListedTemplate, 'title' | 'texts'>): void => {
    const now = evolutionOf(keeper);
    if (now === null) return;
    const { filled, skipped } = fillNote(now, texts);
    const [first] = filled;
    if (first === undefined) { toast.failed(t('nothing-filled', { title })); return; }
    flushSync(() => { keeper.change((content) => (content.kind === 'evolution' ? fillNote(content, texts).content : content)); });
    keeper.flush();
    const kept = skipped.length === 0 ? '' : ` ${t('skipped', { list: skipped.map((field) => n(`part.${field}`)).join(', ') })}`;
    toast.done(`${t('filled', { count: filled.length, title })}${kept}`);
    // after a dialog or the palette has given the focus back
    setTimeout(() => { if (!goToMark(first)) focusField(first); }, 80);
  };
};

/** The note's texts without whatever tells whose it is. */
const textsToSave = (content: EvolutionContent, personName: string): TemplateTexts =>
  Object.fromEntries(templateFields.filter((field) => content[field].trim() !== '').map((field) => [field, withoutTraces(content[field].trim(), [personName]).slice(0, field === 'prognosis' ? 2_000 : 4_000)]));

type Open = { readonly is: 'choosing' } | { readonly is: 'saving'; readonly texts: TemplateTexts } | null;

/** Templates in the evolution note that is open: its keys, its commands, its dialogs. */
export const Templates = ({ chart }: { readonly chart: Chart }) => {
  const t = useText(templateMessages);
  const c = useText(consultMessages);
  const keeper = useDraftKeeper();
  const [, go] = useLocation();
  const { data } = useTemplates();
  const [open, setOpen] = useState<Open>(null);
  const fill = useFill(keeper);
  const templates = data === undefined ? [] : listedTemplates(data);
  const group = c('keys.group');
  useEffect(() => offerTemplates(() => { setOpen({ is: 'choosing' }); }), []);
  const save = (): void => {
    const now = evolutionOf(keeper);
    const texts = now === null ? {} : textsToSave(now, chart.patient.fullName);
    if (Object.keys(texts).length === 0) toast.failed(t('save.none'));
    else setOpen({ is: 'saving', texts });
  };
  useTypedCommands([{
    word: 'plantilla', label: t('plantilla'), example: t('plantilla.example'), keys: 'Alt+7',
    offers: (rest) => {
      const words = fold(rest).split(' ');
      return templates.filter(({ title }) => words.every((word) => fold(title).includes(word))).slice(0, MOST_OFFERED)
        .map((template) => ({ key: template.key, label: template.title, ...(template.library === 'specialty' ? {} : { hint: t(`library.${template.library}`) }), run: () => { fill(template); } }));
    },
  }]);
  useShortcuts([
    { keys: 'Alt+7', label: t('choose'), group, inFields: true, run: askForTemplate },
    { keys: [], label: t('save'), group, inFields: true, run: save },
    { keys: [], label: t('library'), group, inFields: true, run: () => { go('/plantillas'); } },
  ]);
  const close = (): void => {
    setOpen(null);
    setTimeout(() => { if (document.activeElement === document.body) focusCaret('subjective'); }, 60);
  };
  return (
    <Suspense fallback={null}>
      {open?.is === 'choosing' ? <TemplateChooser templates={templates} content={evolutionOf(keeper)} onClose={close} onChoose={(template) => { setOpen(null); fill(template); }} /> : null}
      {open?.is === 'saving' ? <TemplateForm title={t('save')} start={{ title: '', texts: open.texts }} changes={null} takenFrom={chart.patient.id} onClose={close} /> : null}
    </Suspense>
  );
};
