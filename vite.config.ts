import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

const placeOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const apiAddress = process.env['AMATE_API'] ?? 'http://127.0.0.1:8080';

// The server sends these as they lie: nothing is compressed per request.
const compressedBeside: Plugin = {
  name: 'amate-compressed-beside',
  apply: 'build',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      if (!/\.(js|css)$/.test(file.fileName) || content.length < 1_400) continue;
      this.emitFile({ type: 'asset', fileName: `${file.fileName}.gz`, source: gzipSync(content, { level: 9 }) });
      this.emitFile({ type: 'asset', fileName: `${file.fileName}.br`, source: brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }) });
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
