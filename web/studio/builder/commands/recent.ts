/** The commands that were used last on this device, the newest first. */
const kKey = 'tundish-studio-recent-commands';
const kMost = 6;

export function recent(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(kKey) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string') : [];
  } catch (error) {
    console.debug('tundish: the recent commands were not readable', error);
    return [];
  }
}

export function remember(id: string): void {
  localStorage.setItem(kKey, JSON.stringify([id, ...recent().filter((one) => one !== id)].slice(0, kMost)));
}
