import type { RefObject } from 'react';
import type { NoteKind } from '#modules/record/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { consultMessages } from './consult-messages.ts';
import type { SideView } from './side-pane.tsx';

export type ConsultActs = {
  readonly goToSummary: () => void;
  readonly goToNote: () => void;
  readonly goToDiagnoses: () => void;
  readonly addMedicine: () => void;
  readonly goToMissing: () => void;
  readonly show: (view: SideView) => void;
  readonly sign: () => void;
};

/** The keys of the consult; taken from the browser only while the focus is inside it. */
export const useConsultKeys = (root: RefObject<HTMLElement | null>, acts: ConsultActs, kind: NoteKind, maySign: boolean): void => {
  const t = useText(consultMessages);
  const common = { group: t('keys.group'), inFields: true, within: () => root.current } as const;
  const isNote = kind === 'evolution';
  useShortcuts([
    { ...common, keys: 'F2', label: t('keys.summary'), run: acts.goToSummary },
    { ...common, keys: 'F3', label: t('keys.note'), run: acts.goToNote },
    { ...common, keys: 'F4', label: t('keys.diagnosis'), isOn: isNote, run: acts.goToDiagnoses },
    { ...common, keys: 'F6', label: t('keys.medicine'), isOn: isNote, run: acts.addMedicine },
    { ...common, keys: 'F7', label: t('keys.missing'), run: acts.goToMissing },
    { ...common, keys: ['F9', 'Alt+1'], label: t('keys.previous'), run: () => { acts.show('previous'); } },
    { ...common, keys: 'Alt+2', label: t('keys.norm'), run: () => { acts.show('norm'); } },
    { ...common, keys: ['F8', 'Alt+3'], label: t('keys.preview'), run: () => { acts.show('preview'); } },
    { ...common, keys: 'Mod+Enter', label: t('sign'), isOn: maySign, run: acts.sign },
  ]);
};
