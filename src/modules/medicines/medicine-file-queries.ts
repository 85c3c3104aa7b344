import type { Fraction } from '#kernel/medicine-line.ts';
import type { GateActor, OperatorActor } from '#platform/postgres/actor.ts';
import { onlyRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { MedicineFileKind, OfficialProduct, ProposedClass, RxnormName } from './medicine-file.ts';

/** All statements of the imported files of medicines. */

export type FileRow = { readonly number: number; readonly kind: MedicineFileKind; readonly sha256: string; readonly imported_at: Date };
export type ImportedFile = FileRow & { readonly imported_by: string; readonly rows: number; readonly unread: number };

/** Of each kind the newest file. */
export const filesInForce = (tx: Tx<GateActor | OperatorActor>): Promise<readonly FileRow[]> => tx.query<FileRow>(
  `select number, kind, sha256, imported_at
   from amate.medicine_files_in_force()`);

export const productsOfFile = (tx: Tx<GateActor | OperatorActor>, number: number): Promise<readonly OfficialProduct[]> => tx.query<OfficialProduct>(
  `select clave, name, says
   from amate.medicine_file_products($1)`, [number]);

export const namesOfFile = (tx: Tx<GateActor | OperatorActor>, number: number): Promise<readonly RxnormName[]> => tx.query<RxnormName>(
  `select rxcui, kind, name, parts
   from amate.medicine_file_names($1)`, [number]);

type ClassRow = { readonly name: string; readonly fraction: Fraction | null; readonly is_antibiotic: boolean | null; readonly source: string };
export const classesOfFile = async (tx: Tx<GateActor | OperatorActor>, number: number): Promise<readonly ProposedClass[]> => (await tx.query<ClassRow>(
  `select name, fraction, is_antibiotic, source
   from amate.medicine_file_classes($1)`, [number])).map(({ is_antibiotic: isAntibiotic, ...row }) => ({ ...row, isAntibiotic }));

/** Held to the end of the transaction: two imports at once come one after the other. */
export const lockMedicineFiles = async (tx: Tx<OperatorActor>): Promise<void> => {
  await tx.query(
    `lock table amate.medicine_file
     in share row exclusive mode`);
};

/** All imported files, the newest first. */
export const importedFiles = (tx: Tx<OperatorActor>): Promise<readonly ImportedFile[]> => tx.query<ImportedFile>(
  `select number, kind, sha256, imported_at, imported_by, rows, unread
   from amate.medicine_file
   order by number desc`);

/** Its number. */
export const insertFile = async (tx: Tx<OperatorActor>, file: Omit<ImportedFile, 'number'>): Promise<number> => onlyRow(await tx.query<{ number: number }>(
  `insert into amate.medicine_file (kind, sha256, imported_at, imported_by, rows, unread)
   values ($1, $2, $3, $4, $5, $6)
   returning number`, [file.kind, file.sha256, file.imported_at, file.imported_by, file.rows, file.unread])).number;

export const insertProducts = async (tx: Tx<OperatorActor>, number: number, rows: readonly OfficialProduct[]): Promise<void> => {
  await tx.query(
    `insert into amate.medicine_file_product (file, clave, name, says)
     select $1, given.*
     from unnest($2::text[], $3::text[], $4::text[]) given`, [number, rows.map(({ clave }) => clave), rows.map(({ name }) => name), rows.map(({ says }) => says)]);
};

/** An array of arrays would be a rectangle: what is in each goes as JSON. */
export const insertNames = async (tx: Tx<OperatorActor>, number: number, rows: readonly RxnormName[]): Promise<void> => {
  await tx.query(
    `insert into amate.medicine_file_name (file, place, rxcui, kind, name, parts)
     select $1, given.place, given.rxcui, given.kind, given.name, array(select jsonb_array_elements_text(given.parts::jsonb))
     from unnest($2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as given (rxcui, kind, name, parts, place)`,
    [number, rows.map(({ rxcui }) => rxcui), rows.map(({ kind }) => kind), rows.map(({ name }) => name), rows.map(({ parts }) => JSON.stringify(parts))]);
};

export const insertClasses = async (tx: Tx<OperatorActor>, number: number, rows: readonly ProposedClass[]): Promise<void> => {
  await tx.query(
    `insert into amate.medicine_file_class (file, place, name, fraction, is_antibiotic, source)
     select $1, given.place, given.name, given.fraction, given.is_antibiotic, given.source
     from unnest($2::text[], $3::text[], $4::boolean[], $5::text[]) with ordinality as given (name, fraction, is_antibiotic, source, place)`,
    [number, rows.map(({ name }) => name), rows.map(({ fraction }) => fraction), rows.map(({ isAntibiotic }) => isAntibiotic), rows.map(({ source }) => source)]);
};

/** Tells the installation's audit; counts and a digest only. */
export const recordFileImport = async (tx: Tx<OperatorActor>, detail: object): Promise<void> => {
  await tx.query(
    `select audit.record_for_installation('medicine-file-imported', 'ok', $1)`, [detail]);
};
