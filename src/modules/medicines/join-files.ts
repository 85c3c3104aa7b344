import { createHash } from 'node:crypto';
import { keyed } from './catalogue.ts';
import { joinClasses } from './join-classes.ts';
import type { JoinedClasses } from './join-classes.ts';
import { joinCompendio } from './join-compendio.ts';
import type { JoinedCompendio } from './join-compendio.ts';
import { joinRxnorm } from './join-rxnorm.ts';
import type { JoinedRxnorm } from './join-rxnorm.ts';
import type { MedicineFiles } from './medicine-file.ts';
import type { MedicineCatalogue } from './model.ts';

export type JoinedFiles = { readonly catalogue: MedicineCatalogue; readonly compendio: JoinedCompendio; readonly rxnorm: JoinedRxnorm; readonly classes: JoinedClasses };

/**
 * Our catalogue with what was imported: one for search, reading and the safety check. `digests` are the files', in hex: the
 * union's own digest is made of them and ours, so that a stored check tells which data it was made with.
 */
export const joinFiles = (own: MedicineCatalogue, files: MedicineFiles, digests: readonly string[]): JoinedFiles => {
  const compendio = joinCompendio(own, files.compendio);
  const rxnorm = joinRxnorm(own, files.rxnorm);
  const classes = joinClasses(own, compendio.presentations, files.classes);
  const sha256 = createHash('sha256').update([own.sha256, ...digests].join('\0')).digest('hex');
  const catalogue: MedicineCatalogue = {
    name: own.name, version: `${own.version}+${sha256.slice(0, 8)}`, sha256, ingredients: classes.ingredients, presentations: compendio.presentations,
    presentationById: keyed(compendio.presentations, ({ id }) => id), brands: [...own.brands, ...rxnorm.brands], aliases: rxnorm.aliases, productNames: rxnorm.productNames, unread: compendio.unread,
  };
  return { catalogue, compendio, rxnorm, classes };
};
