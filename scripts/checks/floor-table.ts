import type { Floors } from './dependency-rules.ts';

const BEGIN = '<!-- floors:begin -->';
const END = '<!-- floors:end -->';

/** The floors from the highest down; modules that have no folder yet are marked as planned. */
const tableOf = (floors: Floors, built: ReadonlySet<string>): string => {
  const numbers = [...new Set(Object.values(floors))].sort((one, other) => other - one);
  const modulesOn = (floor: number, isBuilt: boolean): string =>
    Object.keys(floors).filter((name) => floors[name] === floor && built.has(name) === isBuilt).sort().map((name) => `\`${name}\``).join(' ') || '–';
  return ['| Floor | Modules | Planned |', '|---|---|---|', ...numbers.map((floor) => `| ${String(floor)} | ${modulesOn(floor, true)} | ${modulesOn(floor, false)} |`)].join('\n');
};

/** The page with its table of floors brought up to date; undefined when the page has no place for it. */
export const withFloors = (page: string, floors: Floors, built: ReadonlySet<string>): string | undefined => {
  const from = page.indexOf(BEGIN);
  const to = page.indexOf(END);
  if (from < 0 || to < from) return undefined;
  return `${page.slice(0, from + BEGIN.length)}\n${tableOf(floors, built)}\n${page.slice(to)}`;
};
