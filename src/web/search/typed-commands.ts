import { useEffect, useRef, useState } from 'react';
import { fold } from '#kernel/fold.ts';

/** One thing a typed command can do with what was typed after its word. */
export type Offer = {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** Null: it only says what is missing and cannot be chosen. */
  readonly run: (() => void) | null;
};

/**
 * An order of the palette that takes words: `dx diabetes`. Offered by the screen that understands it, as long as it is
 * mounted. `offers` answers what the words after the first may mean, best first; an empty answer says so.
 */
export type TypedCommand = {
  readonly word: string;
  readonly label: string;
  /** What may follow, as an example. */
  readonly example: string;
  /** The shortcut that does the same without the palette, if there is one. */
  readonly keys?: string;
  readonly offers: (rest: string, signal: AbortSignal) => readonly Offer[] | Promise<readonly Offer[]>;
};

let offered: readonly TypedCommand[] = [];

/** Those of the screen that is open now. */
export const typedCommands = (): readonly TypedCommand[] => offered;

/** The command that the first word names, and the rest; null when it names none. A word alone counts once a space follows it. */
const commandIn = (typed: string, commands: readonly TypedCommand[]): { readonly command: TypedCommand; readonly rest: string } | null => {
  const [, first = '', rest = ''] = /^\s*(\S+)\s(.*)$/s.exec(typed) ?? [];
  const command = commands.find(({ word }) => word === fold(first));
  return command === undefined ? null : { command, rest: rest.trim() };
};

/** Offers typed commands while the component is mounted; what they do may change on each render. */
export const useTypedCommands = (given: readonly TypedCommand[]): void => {
  const latest = useRef(given);
  useEffect(() => { latest.current = given; });
  const shape = JSON.stringify(given.map(({ word, label, example, keys }) => [word, label, example, keys]));
  useEffect(() => {
    const added = latest.current.map((each, at): TypedCommand => ({ ...each, offers: (rest, signal) => latest.current[at]?.offers(rest, signal) ?? [] }));
    offered = [...offered, ...added];
    return () => { offered = offered.filter((each) => !added.includes(each)); };
  }, [shape]);
};

const SETTLE_MS = 90;

/** What a command offers for what follows its word; the last answer stays until the next one comes. */
export const useOffers = (typed: string, commands: readonly TypedCommand[]) => {
  const [answer, setAnswer] = useState<{ readonly to: string; readonly offers: readonly Offer[]; readonly hasFailed: boolean }>({ to: '', offers: [], hasFailed: false });
  const said = commandIn(typed, commands);
  const command = said?.command ?? null;
  const rest = said?.rest ?? '';
  const asked = command === null ? '' : `${command.word} ${rest}`;
  useEffect(() => {
    if (command === null) return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const offers = await command.offers(rest, stop.signal);
        if (!stop.signal.aborted) setAnswer({ to: asked, offers, hasFailed: false });
      } catch {
        if (!stop.signal.aborted) setAnswer({ to: asked, offers: [], hasFailed: true });
      }
    };
    const timer = setTimeout(() => { void ask(); }, rest === '' ? 0 : SETTLE_MS);
    return () => { clearTimeout(timer); stop.abort(); };
  }, [asked]);
  const isOfThis = command !== null && answer.to.startsWith(`${command.word} `);
  return { command, offers: isOfThis ? answer.offers : [], isAnswered: answer.to === asked, hasFailed: isOfThis && answer.hasFailed };
};
