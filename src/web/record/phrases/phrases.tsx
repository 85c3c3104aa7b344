import { lazy, Suspense, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { useLocation } from 'wouter';
import { systemClock } from '#kernel/clock.ts';
import { fold } from '#kernel/fold.ts';
import { expandPhrase, PHRASE_LIMITS, rememberedFrom, tokenNames } from '#kernel/phrase.ts';
import type { TokenValues } from '#kernel/phrase.ts';
import type { Chart } from '#modules/record/contract.ts';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { useTypedCommands } from '../../search/typed-commands.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { consultMessages } from '../consult/consult-messages.ts';
import { focusCaret } from '../consult/fields.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { useSummary } from '../summary/use-summary.ts';
import { listedPhrases, useLibraries } from './api.ts';
import type { ListedPhrase } from './api.ts';
import { withoutName } from './identity-left.ts';
import { PhraseBox } from './phrase-box.tsx';
import { offerPhraseCheck } from './phrase-check.ts';
import { phraseMessages } from './phrase-messages.ts';
import { phraseTyping, writePhrase } from './phrase-typing.ts';
import { rememberedAnew, renewed, staleWords, withoutPassed } from './printed-words.ts';
import type { Remembered, StaleWords } from './printed-words.ts';
import type { StaleAnswer } from './stale-dialog.tsx';
import { tokenValues } from './token-values.ts';

const PhraseForm = lazy(async () => ({ default: (await import('./phrase-form.tsx')).PhraseForm }));
const StaleDialog = lazy(async () => ({ default: (await import('./stale-dialog.tsx')).StaleDialog }));

/** What tokens printed into the drafts of this window; gone with it, as the drafts' words are. */
const printed = new WeakMap<DraftKeeper, readonly Remembered[]>();

const MOST_OFFERED = 8;
const LATEST_KEPT = 200;

const fitting = (phrases: readonly ListedPhrase[], typed: string): readonly ListedPhrase[] => {
  const seen = phrases.filter(({ isHidden }) => !isHidden);
  const begin = seen.filter(({ shortcut }) => shortcut.startsWith(typed));
  const named = typed.length < 3 ? [] : seen.filter(({ shortcut, title }) => !shortcut.startsWith(typed) && fold(title).includes(typed));
  return [...begin.toSorted((one, other) => Number(other.shortcut === typed) - Number(one.shortcut === typed)), ...named];
};

/** What every token says at this moment, asked when it is needed and not as one types. */
const useTokenValues = (chart: Chart, keeper: DraftKeeper): (() => TokenValues) => {
  const t = useText(phraseMessages);
  const n = useText(noteMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const { data: summary } = useSummary(chart.patient.id);
  return () => tokenValues(
    { patient: chart.patient, lastVitals: chart.vitals, lastPlan: chart.lastPlan, summary, content: keeper.view().draft.content, now: systemClock.now(), timeZone },
    { language, t, n });
};

/** After a dialog, to where she was writing; never away from where somebody types already. */
const backToWords = (): void => {
  setTimeout(() => { if (document.activeElement === document.body) focusCaret('subjective'); }, 60);
};

const writtenIn = (): HTMLTextAreaElement | null => {
  const { activeElement } = document;
  return activeElement instanceof HTMLTextAreaElement && activeElement.dataset['phrases'] !== undefined ? activeElement : null;
};

/** The list at the caret and what becomes of what is typed. */
const useTyping = (root: RefObject<HTMLElement | null>, phrases: readonly ListedPhrase[], valuesNow: () => TokenValues, keeper: DraftKeeper): void => {
  const t = useText(phraseMessages);
  const expand = (shortcut: string) => {
    const phrase = phrases.find((each) => each.shortcut === shortcut);
    if (phrase === undefined) return null;
    const expanded = expandPhrase(phrase.text, valuesNow(), t('none'));
    const written = (field: string): void => {
      printed.set(keeper, [...printed.get(keeper) ?? [], ...rememberedFrom(expanded).map((words) => ({ ...words, field }))].slice(-LATEST_KEPT));
      if (expanded.unknown.length > 0) toast.failed(t('unknown', { list: expanded.unknown.map((token) => t(`token.${token}`)).join(', ') }));
    };
    return { text: expanded.text, written };
  };
  const ports = { offers: (typed: string) => fitting(phrases, typed).slice(0, MOST_OFFERED), isPhrase: (shortcut: string) => phrases.some((each) => each.shortcut === shortcut), expand, refuseLength: () => { toast.failed(t('too-long')); } };
  const latest = useRef(ports);
  useLayoutEffect(() => { latest.current = ports; });
  useEffect(() => (root.current === null ? undefined : phraseTyping.listen(root.current, {
    offers: (typed) => latest.current.offers(typed), isPhrase: (shortcut) => latest.current.isPhrase(shortcut),
    expand: (shortcut) => latest.current.expand(shortcut), refuseLength: () => { latest.current.refuseLength(); },
  })), [root]);
};

type Asked = { readonly stale: readonly StaleWords[]; readonly answer: (answer: StaleAnswer) => void };

/** Before signing: passed-over picks vanish, and what is stale is asked about once. */
const useCheck = (valuesNow: () => TokenValues, keeper: DraftKeeper): Asked | null => {
  const t = useText(phraseMessages);
  const [asked, setAsked] = useState<Asked | null>(null);
  const check = async (): Promise<boolean> => {
    keeper.change(withoutPassed);
    const stale = staleWords(keeper.view().draft.content, printed.get(keeper) ?? [], valuesNow(), t('none'));
    if (stale.length === 0) return true;
    const answer = await new Promise<StaleAnswer>((resolve) => { setAsked({ stale, answer: resolve }); });
    setAsked(null);
    if (answer === 'back') backToWords();
    if (answer === 'renew') {
      keeper.change((content) => renewed(content, stale));
      printed.set(keeper, rememberedAnew(printed.get(keeper) ?? [], stale));
      toast.done(t('stale.renewed', { count: stale.length }));
    }
    return answer !== 'back';
  };
  const latest = useRef(check);
  useLayoutEffect(() => { latest.current = check; });
  useEffect(() => offerPhraseCheck(() => latest.current()), []);
  return asked;
};

/** Ctrl+K: a phrase by what it is about, the selection as a new one, the library. */
const useCommands = (phrases: readonly ListedPhrase[], chart: Chart): { readonly saving: string | null; readonly endSaving: () => void } => {
  const t = useText(phraseMessages);
  const c = useText(consultMessages);
  const language = useLanguage();
  const [, go] = useLocation();
  const [saving, setSaving] = useState<string | null>(null);
  const group = c('keys.group');
  const put = (shortcut: string) => (): void => {
    const area = writtenIn();
    if (area === null) toast.failed(t('frase.none'));
    else writePhrase(area, shortcut);
  };
  useTypedCommands([{
    word: 'frase', label: t('frase'), example: t('frase.example'),
    offers: (rest) => fitting(phrases, fold(rest)).slice(0, MOST_OFFERED).map(({ shortcut, title, library }) => ({ key: shortcut, label: `.${shortcut} · ${title}`, hint: t(`library.${library}`), run: put(shortcut) })),
  }]);
  const save = (): void => {
    const area = writtenIn();
    const text = area === null ? '' : area.value.slice(area.selectionStart, area.selectionEnd).trim();
    if (text === '') toast.failed(t('save.none'));
    else setSaving(withoutName(text.slice(0, PHRASE_LIMITS.text), chart.patient.fullName, tokenNames.name[language][0]));
  };
  useShortcuts([
    { keys: 'Alt+8', label: t('save'), group, inFields: true, run: save },
    { keys: [], label: t('library'), group, inFields: true, run: () => { go('/frases'); } },
  ]);
  return { saving, endSaving: () => { setSaving(null); backToWords(); } };
};

const none: readonly ListedPhrase[] = [];
const titleOf = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 40).trim();

/** Phrases in the texts of the open document. */
export const Phrases = ({ root, chart }: { readonly root: RefObject<HTMLElement | null>; readonly chart: Chart }) => {
  const t = useText(phraseMessages);
  const keeper = useDraftKeeper();
  const { data } = useLibraries();
  const phrases = useMemo(() => (data === undefined ? none : listedPhrases(data)), [data]);
  const valuesNow = useTokenValues(chart, keeper);
  useTyping(root, phrases, valuesNow, keeper);
  const asked = useCheck(valuesNow, keeper);
  const { saving, endSaving } = useCommands(phrases, chart);
  return (
    <>
      <PhraseBox />
      <Suspense fallback={null}>
        {asked === null ? null : <StaleDialog stale={asked.stale} onAnswer={asked.answer} />}
        {saving === null ? null : <PhraseForm title={t('save')} start={{ shortcut: '', title: titleOf(saving), text: saving }} changes={null} personName={chart.patient.fullName} onClose={endSaving} />}
      </Suspense>
    </>
  );
};
