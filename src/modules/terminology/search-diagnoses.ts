import type { z } from 'zod';
import { fold } from '#kernel/fold.ts';
import { diagnosisCatalogue } from './catalogue.ts';
import type { Diagnosis } from './catalogue.ts';
import type { DiagnosisTerm, searchDiagnosesQuery, searchDiagnosesReply } from './contract.ts';

const codeTyped = /^[a-z]\d{1,2}[.]?[0-9x]?$/i;

const ranked = (query: string): readonly Diagnosis[] => {
  const { byCode, named, search } = diagnosisCatalogue();
  const wanted = query.replace('.', '').toUpperCase();
  if (codeTyped.test(query)) return [...byCode.values()].filter((row) => row.code.startsWith(wanted));
  // What is typed exactly as a term or an abbreviation comes first: `ira` is a respiratory infection before it is part of a word.
  return [...new Set([...named(fold(query)), ...search(query, 40)])].flatMap((code) => byCode.get(code) ?? []);
};

const shown = ({ code, display, reviewed }: Diagnosis): DiagnosisTerm => ({ code, display, reviewed });

/** Diagnoses as a physician types them: code, term, abbreviation, without accents, with typos; best first. */
export const searchDiagnoses = ({ q, sex, limit }: z.output<typeof searchDiagnosesQuery>): z.infer<typeof searchDiagnosesReply> => {
  const { name, version, sha256 } = diagnosisCatalogue();
  const fitting = ranked(q).filter((row) => sex === undefined || row.sex === null || row.sex === sex);
  return { catalogue: { name, version, sha256 }, diagnoses: fitting.slice(0, limit).map(shown) };
};

/** The term of a code, or undefined when our list does not hold it. */
export const diagnosisByCode = (code: string): DiagnosisTerm | undefined => {
  const row = diagnosisCatalogue().byCode.get(code);
  return row === undefined ? undefined : shown(row);
};
