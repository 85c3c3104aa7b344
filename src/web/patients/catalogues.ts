import { curpEntities } from '#kernel/curp-entities.ts';
import type { Language } from '#kernel/language.ts';

type Choice = { readonly value: string; readonly label: string };

/** The 32 federal entities by INEGI key, in the order of their names. */
export const stateChoices: readonly Choice[] = Object.values(curpEntities)
  .flatMap(({ key, name }) => (key === null ? [] : [{ value: key, label: name }]))
  .sort((one, other) => one.label.localeCompare(other.label, 'es'));

export const stateName = (key: string): string | null => stateChoices.find(({ value }) => value === key)?.label ?? null;

// Three-letter codes with their two-letter form, which names the country in either language.
const countries = [
  ['MEX', 'MX'], ['USA', 'US'], ['GTM', 'GT'], ['HND', 'HN'], ['SLV', 'SV'], ['NIC', 'NI'], ['CRI', 'CR'], ['PAN', 'PA'], ['BLZ', 'BZ'], ['CUB', 'CU'], ['DOM', 'DO'], ['HTI', 'HT'],
  ['COL', 'CO'], ['VEN', 'VE'], ['ECU', 'EC'], ['PER', 'PE'], ['BOL', 'BO'], ['CHL', 'CL'], ['ARG', 'AR'], ['URY', 'UY'], ['PRY', 'PY'], ['BRA', 'BR'], ['CAN', 'CA'], ['ESP', 'ES'],
  ['FRA', 'FR'], ['ITA', 'IT'], ['DEU', 'DE'], ['GBR', 'GB'], ['PRT', 'PT'], ['RUS', 'RU'], ['UKR', 'UA'], ['CHN', 'CN'], ['JPN', 'JP'], ['KOR', 'KR'], ['IND', 'IN'],
] as const;

export const countryChoices = (language: Language): readonly Choice[] => {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const [home, ...rest] = countries.map(([value, region]) => ({ value, label: names.of(region) ?? value }));
  return [...(home === undefined ? [] : [home]), ...rest.sort((one, other) => one.label.localeCompare(other.label, language))];
};
