import type { PatientRow } from '#modules/patients/contract.ts';
import type { Shortcut } from '../keyboard/registry.ts';
import { ranked } from './rank.ts';
import type { RecentScreen } from './recent.ts';
import type { Offer, TypedCommand } from './typed-commands.ts';

export type PaletteEntry =
  /** What a typed command offers for its words. */
  | { readonly is: 'offer'; readonly key: string; readonly offer: Offer }
  /** A command that takes words and has none yet. */
  | { readonly is: 'typed'; readonly key: string; readonly typed: TypedCommand }
  | { readonly is: 'patient'; readonly key: string; readonly patient: PatientRow }
  | { readonly is: 'command'; readonly key: string; readonly command: Shortcut }
  | { readonly is: 'recent'; readonly key: string; readonly screen: RecentScreen };

type Sources = { readonly patients: readonly PatientRow[]; readonly commands: readonly Shortcut[]; readonly recent: readonly RecentScreen[]; readonly typedCommands: readonly TypedCommand[]; readonly uses: ReadonlyMap<string, number> };

const MOST_COMMANDS = 8;
const MOST_RECENT = 4;

/** What a typed command offers, as entries. */
export const offerEntries = (offers: readonly Offer[]): readonly PaletteEntry[] => offers.map((offer): PaletteEntry => ({ is: 'offer', key: `o-${offer.key}`, offer }));

/** What the palette offers for what was typed: orders of the open screen that take words, patients, then acts by own use, then screens just seen. */
export const paletteEntries = (typed: string, { patients, commands, recent, typedCommands, uses }: Sources): readonly PaletteEntry[] => {
  const offered = commands.filter((command) => command.isCommand !== false);
  const unlike = offered.filter((command, at) => offered.findIndex(({ label }) => label === command.label) === at);
  const byUse = [...unlike].sort((one, other) => (uses.get(other.label) ?? 0) - (uses.get(one.label) ?? 0));
  return [
    ...ranked(typed, typedCommands, ({ word, label }) => `${word} ${label}`).map((command): PaletteEntry => ({ is: 'typed', key: `t-${command.word}`, typed: command })),
    ...patients.map((patient): PaletteEntry => ({ is: 'patient', key: `p-${patient.id}`, patient })),
    ...ranked(typed, byUse, ({ label }) => label).slice(0, typed.trim() === '' ? byUse.length : MOST_COMMANDS).map((command): PaletteEntry => ({ is: 'command', key: `c-${command.label}`, command })),
    ...ranked(typed, recent, ({ title }) => title).slice(0, MOST_RECENT).map((screen): PaletteEntry => ({ is: 'recent', key: `r-${screen.path}`, screen })),
  ];
};
