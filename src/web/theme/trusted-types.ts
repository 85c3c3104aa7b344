type PolicyMaker = { readonly createPolicy: (name: string, rules: { readonly createHTML: (text: string) => string | null }) => unknown };

/**
 * The page's policy refuses text as markup (`require-trusted-types-for 'script'`). The component library writes its
 * style sheets with innerHTML; a style sheet holds no `<`, and text without `<` can make no element. So that, and
 * nothing else, passes.
 */
export const allowPlainMarkup = (): void => {
  const maker = (globalThis as { trustedTypes?: PolicyMaker }).trustedTypes;
  maker?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
};
