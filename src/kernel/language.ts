/** The languages of the house; Spanish of Mexico first. */
export type Language = 'es-MX' | 'en-US';

/** One text in every language; a language that is missing does not compile. */
export type Localized = Readonly<Record<Language, string>>;

export const languages = ['es-MX', 'en-US'] as const satisfies readonly Language[];

export const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** Texts by key; the key of an error message is the error's code. */
export type Messages = Readonly<Record<string, Localized>>;
