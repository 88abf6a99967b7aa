/** Light or dark: as the device has it, until somebody says otherwise on it. */

export const schemes = ['auto', 'light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

const kKey = 'tundish-studio-scheme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new EventTarget();

/** What was chosen on this device. */
export function scheme(): Scheme {
  const kept = localStorage.getItem(kKey);
  return schemes.find((one) => one === kept) ?? 'auto';
}

/** What is shown now. */
export const isDark = (): boolean => document.documentElement.dataset.theme === 'dark';

export function chooseScheme(wish: Scheme): void {
  if (wish === 'auto') localStorage.removeItem(kKey);
  else localStorage.setItem(kKey, wish);
  show();
}

/** Calls back with every change of what is shown; gives what ends that. */
export function onScheme(changed: () => void): () => void {
  listeners.addEventListener('change', changed);
  return () => listeners.removeEventListener('change', changed);
}

/** Shows what was chosen, and follows the device and other tabs. */
export function followScheme(): void {
  show();
  dark.addEventListener('change', show);
  addEventListener('storage', show);
}

function show(): void {
  const wish = scheme();
  const shown = wish === 'auto' ? (dark.matches ? 'dark' : 'light') : wish;
  if (document.documentElement.dataset.theme === shown) return;
  document.documentElement.dataset.theme = shown;
  listeners.dispatchEvent(new Event('change'));
}
