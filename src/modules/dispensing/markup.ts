/** Markup that cannot be forgotten to be escaped: a `Markup` is made by `html` alone, and everything else put into it is text. */
export type Markup = { readonly markup: string };

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

type Part = Markup | string | number | readonly Markup[];

const written = (part: Part): string => {
  if (typeof part === 'string' || typeof part === 'number') return String(part).replaceAll(/[&<>"']/g, (character) => escaped[character] ?? '');
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};

/** A template whose holes are escaped, unless they are markup themselves. */
export const html = (texts: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  ({ markup: texts.map((text, at) => `${text}${at < parts.length ? written(parts[at] ?? '') : ''}`).join('') });

export const nothing: Markup = { markup: '' };
