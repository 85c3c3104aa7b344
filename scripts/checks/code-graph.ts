import { posix } from 'node:path';
import ts from 'typescript';
import type { TextFile } from './repository.ts';

/** What one file takes from another: names, or '*' for all of them. */
type Use = { readonly from: string; readonly names: readonly string[] };
/** A type is descriptive when other parts of its own file are written with it: it then names what they take or give. */
type Export = { readonly name: string; readonly line: number; readonly isType: boolean; readonly isDescriptive: boolean };
export type CodeFile = { readonly path: string; readonly exports: readonly Export[]; readonly uses: readonly Use[] };

const subpaths = [['#kernel/', 'src/kernel/'], ['#platform/', 'src/platform/'], ['#modules/', 'src/modules/'], ['#test/', 'test/']] as const;

/** The repository's path of an import, or undefined for a package. */
const pathOf = (from: string, specifier: string): string | undefined => {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const subpath = subpaths.find(([prefix]) => specifier.startsWith(prefix));
  return subpath === undefined ? undefined : subpath[1] + specifier.slice(subpath[0].length);
};

const textOf = (node: ts.Node | undefined): string | undefined => (node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined);

const namesOfImport = (clause: ts.ImportClause | undefined): readonly string[] => {
  if (clause === undefined) return [];
  const bindings = clause.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? ['*'] : bindings.elements.map((element) => (element.propertyName ?? element.name).text);
  return clause.name === undefined ? named : ['default', ...named];
};

const namesOfReexport = (clause: ts.NamedExportBindings | undefined): readonly string[] =>
  clause === undefined || ts.isNamespaceExport(clause) ? ['*'] : clause.elements.map((element) => (element.propertyName ?? element.name).text);

/** `const { a } = await import('./x.ts')` takes a; any other way of importing later takes everything. */
const namesOfLaterImport = (call: ts.CallExpression): readonly string[] => {
  const awaited = ts.isAwaitExpression(call.parent) ? call.parent.parent : call.parent;
  if (!ts.isVariableDeclaration(awaited) || !ts.isObjectBindingPattern(awaited.name)) return ['*'];
  return awaited.name.elements.map((element) => (element.propertyName ?? element.name).getText());
};

/** A file named by a text, as a worker or child process is: './x.ts', or 'src/processes/x.ts'. */
const namedFile = (node: ts.StringLiteralLike): Use | undefined => {
  const isPlaced = ts.isNewExpression(node.parent) && node.parent.expression.getText() === 'URL' && node.parent.arguments?.[1]?.getText() === 'import.meta.url';
  if (isPlaced) return { from: node.text.startsWith('.') ? node.text : `./${node.text}`, names: ['*'] };
  if (!/^(\.{1,2}\/|src\/|scripts\/|db\/|test\/|\/src\/)[\w./-]+\.(ts|tsx|mjs)$/.test(node.text)) return undefined;
  return { from: node.text, names: ['*'] };
};

type Found = { readonly specifier: string; readonly names: readonly string[] };

const importIn = (node: ts.Node): Found | undefined => {
  const found = (target: ts.Node | undefined, names: readonly string[]): Found | undefined => {
    const specifier = textOf(target);
    return specifier === undefined ? undefined : { specifier, names };
  };
  if (ts.isImportDeclaration(node)) return found(node.moduleSpecifier, namesOfImport(node.importClause));
  if (ts.isExportDeclaration(node)) return found(node.moduleSpecifier, namesOfReexport(node.exportClause));
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return found(node.arguments[0], namesOfLaterImport(node));
  if (ts.isImportTypeNode(node)) return found(ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, [node.qualifier?.getText().split('.')[0] ?? '*']);
  return undefined;
};

/** Tests of the checks name made-up files; naming is not using there. */
const isAboutFiles = /^test\/checks\//;

const usesIn = (path: string, source: ts.SourceFile): readonly Use[] => {
  const uses: Use[] = [];
  const visit = (node: ts.Node): void => {
    const imported = importIn(node);
    const target = imported === undefined ? undefined : pathOf(path, imported.specifier);
    if (imported !== undefined && target !== undefined) uses.push({ from: target, names: imported.names });
    const isStarted = !ts.isImportDeclaration(node.parent) && !ts.isExportDeclaration(node.parent) && !isAboutFiles.test(path);
    if (ts.isStringLiteralLike(node) && isStarted) {
      const named = namedFile(node);
      if (named !== undefined) uses.push(...[pathOf(path, named.from), named.from.replace(/^\//, '')].filter((from) => from !== undefined).map((from) => ({ ...named, from })));
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return uses;
};

const isExported = (node: ts.Node): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false);

const namesOfBinding = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name) ? [name] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOfBinding(element.name)));

const exportedBy = (statement: ts.Statement): readonly (readonly [name: ts.Node & { readonly text?: string }, isType: boolean])[] => {
  if (ts.isExportDeclaration(statement)) {
    const clause = statement.exportClause;
    return clause !== undefined && ts.isNamedExports(clause) ? clause.elements.map((element) => [element.name, statement.isTypeOnly || element.isTypeOnly]) : [];
  }
  if (!isExported(statement)) return [];
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => namesOfBinding(name)).map((name) => [name, false]);
  if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)) return [[statement.name, true]];
  if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined) return [[statement.name, false]];
  return [];
};

const isMentionedTwice = (text: string, name: string): boolean => (text.match(new RegExp(`\\b${name}\\b`, 'g')) ?? []).length > 1;

/** What a file offers and what it takes, read from its syntax alone. */
export const readCode = ({ path, text }: TextFile): CodeFile => {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind);
  const exports = source.statements.flatMap(exportedBy).map(([node, isType]) =>
    ({ name: node.getText(source), isType, isDescriptive: isType && isMentionedTwice(text, node.getText(source)), line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 }));
  return { path, exports, uses: usesIn(path, source) };
};
