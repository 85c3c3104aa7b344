import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const placeOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const apiAddress = process.env['AMATE_API'] ?? 'http://127.0.0.1:8080';

// The server sends these as they lie: nothing is compressed per request. Only what was written is final: Vite itself
// still changes the code of chunks while the bundle is generated.
const compressedBeside: Plugin = {
  name: 'amate-compressed-beside',
  apply: 'build',
  async writeBundle({ dir = '' }, bundle) {
    for (const fileName of Object.keys(bundle)) {
      if (!/\.(js|css)$/.test(fileName)) continue;
      const content = await readFile(join(dir, fileName));
      if (content.length < 1_400) continue;
      await writeFile(join(dir, `${fileName}.gz`), gzipSync(content, { level: 9 }));
      await writeFile(join(dir, `${fileName}.br`), brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
    }
  },
};

// Vite reads a default export and nothing else: the one place where the house has one.
export default defineConfig({
  root: placeOf('src/web'),
  publicDir: placeOf('src/web/public'),
  cacheDir: placeOf('.cache/vite'),
  plugins: [react(), compressedBeside],
  build: {
    outDir: placeOf('.cache/web'),
    emptyOutDir: true,
    target: 'es2023',
    manifest: true,
    // Nothing is inlined: the page's policy allows no data: styles or fonts, and small files are cached all the same.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    port: 8630,
    proxy: { '/api': { target: apiAddress, changeOrigin: true }, '/healthz': apiAddress, '/readyz': apiAddress },
  },
});
