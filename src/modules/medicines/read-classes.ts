import { classColumns, fractionSpellings, yesSpellings } from './file-words-table.ts';
import type { ProposedClass } from './medicine-file.ts';
import { quoted, refusal } from './medicine-file.ts';
import { headingOf, readMedicineSheet } from './read-medicine-sheet.ts';
import type { NamedRow } from './read-medicine-sheet.ts';

type Row = NamedRow<keyof typeof classColumns>;

const oneOf = <Word>(spellings: Readonly<Record<string, Word>>, cell: string, line: number): Word => {
  const key = headingOf(cell).replace(/^(?:fraccion|grupo)/, '');
  const found = Object.hasOwn(spellings, key) ? spellings[key] : undefined;
  if (found === undefined) throw refusal(line, `${quoted(cell)} is no fraction of I to VI, nor yes or no.`);
  return found;
};

const proposalOf = ({ line, cell }: Row): ProposedClass => {
  const [name, source] = [cell('name'), cell('source')];
  if (name.length < 2 || name.length > 400) throw refusal(line, `the name has ${String(name.length)} characters; 2 to 400 are expected.`);
  if (source.length < 2 || source.length > 400) throw refusal(line, 'the row does not say its source in 2 to 400 characters.');
  const [fraction, isAntibiotic] = [oneOf(fractionSpellings, cell('fraction'), line), oneOf(yesSpellings, cell('antibiotic'), line)];
  if (fraction === null && isAntibiotic === null) throw refusal(line, 'the row says neither a fraction nor whether it is an antibiotic.');
  return { name, fraction, isAntibiotic, source };
};

/**
 * How medicines may be sold, from a list (.csv or .xlsx) with a generic name or clave, a fraction of LGS 226, whether it is an
 * antibiotic, and the source. Refuses the whole file in one sentence with its line: what `readMedicineSheet` refuses, an unknown
 * fraction, no source, a name twice.
 */
export const readClasses = (file: Buffer): readonly ProposedClass[] => {
  const rows = readMedicineSheet(file, { spellings: classColumns, required: ['name', 'fraction', 'source'] });
  if (rows.length === 0) throw new Error('The file has a header and no row.');
  const lines = new Map<string, number>();
  return rows.map((row) => {
    const proposal = proposalOf(row);
    const before = lines.get(headingOf(proposal.name));
    if (before !== undefined) throw refusal(row.line, `${quoted(proposal.name)} stands already on line ${String(before)}.`);
    lines.set(headingOf(proposal.name), row.line);
    return proposal;
  });
};
