/** The ready themes: style sheets that are parts of the player, loaded when a funnel names one. */
import type { Theme } from '../engine/engine.ts';
import { loadPart } from './load_part.ts';

type Name = NonNullable<Theme['name']>;

const loaders: Record<Name, () => Promise<{ sheet: CSSStyleSheet }>> = {
  letter: () => import('./themes/theme_letter.ts'),
  pebble: () => import('./themes/theme_pebble.ts'),
  ledger: () => import('./themes/theme_ledger.ts'),
  stage: () => import('./themes/theme_stage.ts'),
};
const loaded = new Map<Name, CSSStyleSheet>();

export const isDressed = (theme: Theme | undefined): boolean =>
  !theme?.name || loaded.has(theme.name);

/** Throws when it cannot be had: the player's own look must do then. */
export async function loadTheme({ name }: Theme): Promise<void> {
  const load = name && loaders[name];
  if (load && !loaded.has(name)) loaded.set(name, (await loadPart(load)).sheet);
}

/** The sheets that have come. Each holds only where the theme of its name is played. */
export const sheetsOfThemes = (): Iterable<CSSStyleSheet> => loaded.values();
