import { createHash } from 'node:crypto';
import type { Clock } from '#kernel/clock.ts';
import type { OperatorActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { ownMedicines } from './catalogue.ts';
import { joinFiles } from './join-files.ts';
import type { JoinedFiles } from './join-files.ts';
import { noMedicineFiles } from './medicine-file.ts';
import type { MedicineFileKind, MedicineFiles } from './medicine-file.ts';
import { filesInForce, importedFiles, insertClasses, insertFile, insertNames, insertProducts, lockMedicineFiles, recordFileImport } from './medicine-file-queries.ts';
import type { ImportedFile } from './medicine-file-queries.ts';
import { readClasses } from './read-classes.ts';
import { readCompendio } from './read-compendio.ts';
import { readRxnorm } from './read-rxnorm.ts';

/** What is worth a person's look in a file: `title` counts it, `lines` name each. */
export type Finding = { readonly title: string; readonly lines: readonly string[] };

/** A file read and found whole; nothing is stored yet. */
export type CheckedFile = { readonly kind: MedicineFileKind; readonly sha256: string; readonly files: MedicineFiles; readonly rows: number; readonly unread: number; readonly findings: readonly Finding[] };

const counted = (title: string, lines: readonly string[]): readonly Finding[] => (lines.length === 0 ? [] : [{ title: `${title}: ${String(lines.length)}`, lines }]);

const findingsOf = ({ compendio, rxnorm, classes }: JoinedFiles): readonly Finding[] => [
  ...counted('Claves whose content could not be read; found and prescribed as text, never checked', compendio.unread.map(({ clave, name }) => `${clave} ${name}`)),
  ...counted('Claves of Amate’s own whose official text could not be read; ours stay', compendio.kept),
  ...counted('Claves of which the file says otherwise than Amate did; the file’s word holds', compendio.contradictions.map(({ clave, ours, official }) => `${clave} ours: ${ours} | file: ${official}`)),
  ...counted('Ingredients that the catalogue does not hold; names that need them are left out', [...rxnorm.unmatched].toSorted(([, one], [, other]) => other - one).map(([part, times]) => `${part} (${String(times)})`)),
  ...counted('Trade names that mean something else in Amate; it is asked which is meant', rxnorm.ambiguous),
  ...counted('Names left out because Amate’s own stand before them', rxnorm.leftOut),
  ...counted('Proposals that are laxer than Amate’s own, which stay', classes.stricter),
  ...counted('Names that are no single ingredient of the catalogue', classes.unmatched),
];

const readers = {
  compendio: (file: Buffer): { readonly files: MedicineFiles; readonly notes: readonly Finding[] } => {
    const { products, others } = readCompendio(file);
    return { files: { ...noMedicineFiles, compendio: products }, notes: others === 0 ? [] : [{ title: `Rows of other supplies than medicines, left out: ${String(others)}`, lines: [] }] };
  },
  rxnorm: (file: Buffer) => ({ files: { ...noMedicineFiles, rxnorm: readRxnorm(file) }, notes: [] }),
  classes: (file: Buffer) => ({ files: { ...noMedicineFiles, classes: readClasses(file) }, notes: [] }),
} satisfies Record<MedicineFileKind, (file: Buffer) => unknown>;

/**
 * Reads a file of medicines and says what of it the catalogue understands; refuses it whole, in one sentence with its line.
 * Needs no database. Slow: never inside a transaction.
 */
export const checkMedicineFile = (kind: MedicineFileKind, file: Buffer): CheckedFile => {
  const { files, notes } = readers[kind](file);
  const joined = joinFiles(ownMedicines(), files, []);
  const { rxnorm, compendio, classes } = joined;
  const wholeNames = files.rxnorm.filter(({ parts }) => parts.some((part) => rxnorm.unmatched.has(part))).length;
  const unread = compendio.unread.length + compendio.kept.length + wholeNames + classes.unmatched.length;
  return { kind, sha256: createHash('sha256').update(file).digest('hex'), files, rows: files[kind].length, unread, findings: [...notes, ...findingsOf(joined)] };
};

/**
 * Puts a checked file in force for its kind, in the transaction given: all of it or nothing. The one before stays. False when
 * the very file is in force already, and then nothing changes.
 */
export const importMedicineFile = async (tx: Tx<OperatorActor>, deps: { readonly clock: Clock }, { kind, sha256, files, rows, unread }: CheckedFile, by: string): Promise<boolean> => {
  await lockMedicineFiles(tx);
  if ((await filesInForce(tx)).some((each) => each.kind === kind && each.sha256 === sha256)) return false;
  const number = await insertFile(tx, { kind, sha256, imported_at: deps.clock.now(), imported_by: by.slice(0, 100), rows, unread });
  if (files.compendio.length > 0) await insertProducts(tx, number, files.compendio);
  if (files.rxnorm.length > 0) await insertNames(tx, number, files.rxnorm);
  if (files.classes.length > 0) await insertClasses(tx, number, files.classes);
  await recordFileImport(tx, { number, kind, sha256, rows, unread });
  return true;
};

/** Every file imported so far, the newest first. */
export const medicineFiles = (tx: Tx<OperatorActor>): Promise<readonly ImportedFile[]> => importedFiles(tx);
