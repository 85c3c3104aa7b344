import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Writes the given files into a new folder, hands it over, and removes it afterwards. */
export const withTree = async <Result>(files: Readonly<Record<string, string>>, use: (root: string) => Promise<Result> | Result): Promise<Result> => {
  const root = mkdtempSync(join(tmpdir(), 'amate-checks-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
