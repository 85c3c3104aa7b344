import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export type Browser = { readonly path: string | null; /** Why there is none, with the command that mends it. */ readonly reason: string };

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib/chromium/chromium'] as const;

const present = (): string | null => {
  const named = process.env['AMATE_CHROMIUM'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : null;
  return PLACES.find((place) => existsSync(place)) ?? null;
};

const install = (): void => {
  const options = { stdio: ['ignore', 'ignore', 'inherit'] as ('ignore' | 'inherit')[], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-q'], options);
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], options);
};

/** Debian's Chromium for the browser tests; root gets it installed, others get the command that does. */
export const ensureBrowser = (print: (line: string) => void): Browser => {
  const already = present();
  if (already !== null) return { path: already, reason: '' };
  const isDebian = existsSync('/usr/bin/apt-get');
  if (process.getuid?.() === 0 && isDebian) {
    print('Installing Chromium for the browser tests…');
    install();
    const path = present();
    if (path !== null) return { path, reason: '' };
  }
  return { path: null, reason: isDebian ? 'no Chromium: run  sudo apt-get install -y chromium' : 'no Chromium: install it and set AMATE_CHROMIUM to its path' };
};
