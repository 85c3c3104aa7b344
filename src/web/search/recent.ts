/** The screens opened last, in this page's memory alone: their titles may name patients. */
export type RecentScreen = { readonly path: string; readonly title: string };

const MOST = 8;
let recent: readonly RecentScreen[] = [];

export const recentScreens = (): readonly RecentScreen[] => recent;

export const rememberScreen = (screen: RecentScreen): void => {
  recent = [screen, ...recent.filter(({ path }) => path !== screen.path)].slice(0, MOST);
};
