import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const apiAddress = process.env['AMATE_API'] ?? 'http://127.0.0.1:8080';

// Vite reads a default export and nothing else: the one place where the house has one.
// eslint-disable-next-line no-restricted-exports
export default defineConfig({
  root: here,
  publicDir: `${here}public`,
  cacheDir: fileURLToPath(new URL('../../.cache/vite', import.meta.url)),
  plugins: [react()],
  build: {
    outDir: fileURLToPath(new URL('../../.cache/web', import.meta.url)),
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
