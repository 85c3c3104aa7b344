import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isShortcut, PHRASE_LIMITS, tokenNames, unknownTokens } from '#kernel/phrase.ts';
import type { PhraseWords } from '#modules/charting/contract.ts';
import { call } from '../../api/call.ts';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { ChoiceField, TextField } from '../../design/fields.tsx';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { usePermission } from '../../session/session-context.ts';
import { listedPhrases, phraseEndpoints, phrasesKey, useLibraries } from './api.ts';
import type { ListedPhrase } from './api.ts';
import { identityLeft } from './identity-left.ts';
import { PhrasePreview } from './phrase-preview.tsx';
import { phraseMessages } from './phrase-messages.ts';
import classes from './phrases.module.css';

type Owned = 'own' | 'clinic';
type FormProps = {
  readonly title: string;
  readonly start: PhraseWords;
  /** The phrase that is changed; null: a new one. */
  readonly changes: ListedPhrase | null;
  /** Whose note the text was taken from, to say when it still names her. */
  readonly personName?: string;
  readonly onClose: () => void;
};

const useSavePhrase = (changes: ListedPhrase | null, onDone: () => void) => {
  const t = useText(phraseMessages);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ library, words }: { readonly library: Owned; readonly words: PhraseWords }) => {
      const { add, change } = phraseEndpoints[library];
      const kept = changes?.kept ?? null;
      return kept === null ? call(add, { body: words }) : call(change, { params: { phraseId: kept.id }, body: { ...words, version: kept.version } });
    },
    onSuccess: async (_, { words }) => {
      await queries.invalidateQueries({ queryKey: phrasesKey });
      toast.done(t('saved', { shortcut: words.shortcut }));
      onDone();
    },
    onError: toast.refused,
  });
};

/** The nearest phrase that the new one would hide. */
const useHidden = (shortcut: string, library: Owned): ListedPhrase | undefined => {
  const { data } = useLibraries();
  return data === undefined ? undefined : listedPhrases(data).find((phrase) => phrase.shortcut === shortcut && (phrase.library === 'specialty' || (library === 'own' && phrase.library === 'clinic')));
};

/** What is typed of a phrase, what is wrong with it, and how it is sent. */
const usePhraseDraft = ({ start, changes, personName = '', onClose }: FormProps) => {
  const [words, setWords] = useState<PhraseWords>(start);
  const [library, setLibrary] = useState<Owned>(changes?.library === 'clinic' ? 'clinic' : 'own');
  const save = useSavePhrase(changes, onClose);
  const unknown = unknownTokens(words.text);
  const isSound = isShortcut(words.shortcut) && words.title.trim() !== '' && words.text.trim() !== '' && unknown.length === 0;
  const isReady = isSound && !save.isPending;
  return {
    words, library, setLibrary, unknown, isReady, isBusy: save.isPending, names: identityLeft(words.text, personName),
    isWrong: words.shortcut !== '' && !isShortcut(words.shortcut), hidden: useHidden(words.shortcut, library),
    put: (change: Partial<PhraseWords>): void => { setWords((now) => ({ ...now, ...change })); },
    send: (): void => { if (isReady) save.mutate({ library, words }); },
  };
};
type Draft = ReturnType<typeof usePhraseDraft>;

const ShortcutField = ({ words, isWrong, hidden, put }: Draft) => {
  const t = useText(phraseMessages);
  return (
    <>
      <TextField
        label={t('form.shortcut')} description={t('form.shortcut.says', { shortcut: words.shortcut === '' ? 'dm2' : words.shortcut })} required data-autofocus maxLength={PHRASE_LIMITS.shortcut} value={words.shortcut}
        error={isWrong ? t('form.shortcut.wrong') : undefined} onChange={(shortcut) => { put({ shortcut: shortcut.trim().toLowerCase() }); }}
      />
      {hidden === undefined ? null : <Notice severity="info" live>{t('form.shortcut.hides', { title: hidden.title })}</Notice>}
    </>
  );
};

const PhraseText = ({ words, unknown, names, put }: Draft) => {
  const t = useText(phraseMessages);
  const language = useLanguage();
  return (
    <>
      <Textarea
        label={t('form.text')} description={t('form.text.says', { token: `{${tokenNames.age[language][0]}}` })} required autosize minRows={4} maxRows={14} maxLength={PHRASE_LIMITS.text} value={words.text}
        error={unknown.length === 0 ? undefined : t('form.token.unknown', { list: unknown.join(', ') })} onChange={(event) => { put({ text: event.currentTarget.value }); }}
      />
      <PhrasePreview text={words.text} />
      {names.length === 0 ? null : <Notice severity="warning" live>{t('form.names', { list: names.join(', ') })}</Notice>}
    </>
  );
};

const Fields = (props: FormProps) => {
  const t = useText(phraseMessages);
  const may = usePermission();
  const draft = usePhraseDraft(props);
  const { words, library, setLibrary, put, send, isReady } = draft;
  useShortcuts([{ keys: 'Mod+Enter', label: t('form.save'), group: props.title, inFields: true, isCommand: false, isOn: isReady, run: send }]);
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ShortcutField {...draft} />
      <TextField label={t('form.title')} required maxLength={PHRASE_LIMITS.title} value={words.title} onChange={(title) => { put({ title }); }} />
      <PhraseText {...draft} />
      {props.changes !== null || !may('edit-clinic-phrases') ? null : (
        <ChoiceField label={t('form.library')} value={library} allowDeselect={false} choices={(['own', 'clinic'] as const).map((value) => ({ value, label: t(`library.${value}`) }))} onChange={(value) => { if (value !== null) setLibrary(value); }} />
      )}
      <DialogActions><Button type="submit" disabled={!isReady} loading={draft.isBusy}>{t('form.save')}</Button></DialogActions>
    </form>
  );
};

/** Makes a phrase, or changes one. */
export const PhraseForm = (props: FormProps) => <Dialog opened onClose={props.onClose} title={props.title} size="lg"><Fields {...props} /></Dialog>;
