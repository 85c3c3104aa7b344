/**
 * Exports and files that nothing imports and that stay all the same: `path#name`, `path#*` for every export
 * of a file, or `path` for a file that nothing reaches. Each with its reason; an entry that no longer
 * excuses anything is itself a finding.
 */
export const keptExports: Readonly<Record<string, string>> = {
  'src/kernel/ids.ts#*': 'the kinds of id are listed in one place, ahead of the modules that will carry them in their types',
  'src/platform/http/api-reference/reference.js': 'served as it is to the page of the API reference; named in a table of web-app.ts',
};
