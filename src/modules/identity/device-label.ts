const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg\//, 'Edge'], [/\bOPR\//, 'Opera'], [/\bFirefox\/|\bFxiOS\//, 'Firefox'], [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bChrome\/|\bChromium\/|\bCriOS\//, 'Chrome'], [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPad\b/, 'iPad'], [/\biPhone\b/, 'iPhone'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux'],
];

const firstMatch = (agent: string, table: readonly (readonly [RegExp, string])[]): string | undefined => table.find(([pattern]) => pattern.test(agent))?.[1];

/** What a device is called in the list of sessions, e.g. `Chrome · Windows`. The browser says it, so it proves nothing. */
export const deviceLabel = (userAgent: string): string =>
  [firstMatch(userAgent, browsers) ?? 'Navegador', firstMatch(userAgent, systems)].filter((part) => part !== undefined).join(' · ');
