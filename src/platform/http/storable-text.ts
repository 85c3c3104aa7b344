/** Ten times what the scripts of the world need. */
const piled = /\p{M}{40}/u;

/**
 * Text that arrives whole and is kept whole: no null character, which PostgreSQL's text refuses, and no half of a
 * surrogate pair, which cannot be written in UTF-8 and so could be saved sealed and yet never be signed. Nor accents
 * piled on one letter as no language does: putting thousands of them in order costs whoever searches the text its square.
 */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000') && !piled.test(text);

const MOST = 20;

/**
 * Where in a parsed body or address a text cannot be kept, as paths (`content.plan`, `content.diagnoses.0.term`);
 * at most 20. A name that cannot be kept itself is given by its place, `?`.
 */
export const unstorableFields = (value: unknown, path = ''): readonly string[] => {
  if (typeof value === 'string') return isStorable(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  const found: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (!isStorable(name)) found.push(path === '' ? '?' : `${path}.?`);
    else found.push(...unstorableFields(member, here));
    if (found.length >= MOST) return found.slice(0, MOST);
  }
  return found;
};
