import ts from 'typescript';

/** A line of code as its tokens read, blind to spacing, comments and the content of texts and numbers. */
export type TokenLine = { readonly line: number; readonly tokens: string; readonly isSubstantial: boolean };

const literalKinds: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral, ts.SyntaxKind.NumericLiteral, ts.SyntaxKind.BigIntLiteral, ts.SyntaxKind.RegularExpressionLiteral, ts.SyntaxKind.JsxText,
  ts.SyntaxKind.NoSubstitutionTemplateLiteral, ts.SyntaxKind.TemplateHead, ts.SyntaxKind.TemplateMiddle, ts.SyntaxKind.TemplateTail,
]);

const leavesOf = (node: ts.Node, source: ts.SourceFile, visit: (leaf: ts.Node) => void): void => {
  const children = node.getChildren(source);
  if (children.length === 0) visit(node);
  else children.filter((child) => child.kind < ts.SyntaxKind.FirstJSDocNode || child.kind > ts.SyntaxKind.LastJSDocNode).forEach((child) => { leavesOf(child, source, visit); });
};

/** The lines of a file that carry code, without its imports and re-exports. */
export const tokenLines = (path: string, text: string): readonly TokenLine[] => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, false, path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const lines = new Map<number, string[]>();
  const add = (leaf: ts.Node): void => {
    if (leaf.getWidth(source) === 0) return;
    const line = source.getLineAndCharacterOfPosition(leaf.getStart(source)).line + 1;
    const tokens = lines.get(line) ?? [];
    tokens.push(literalKinds.has(leaf.kind) ? '…' : leaf.getText(source));
    lines.set(line, tokens);
  };
  for (const statement of source.statements) {
    const isDoorwork = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    if (!isDoorwork) leavesOf(statement, source, add);
  }
  return [...lines].sort(([one], [other]) => one - other).map(([line, tokens]) =>
    ({ line, tokens: tokens.join(' ').replace(/,$/, ''), isSubstantial: tokens.some((token) => /[\w…]/.test(token)) }));
};
