/** Asks how a new funnel is to be called, and keeps it as a draft. */
import { post } from '../base/api.ts';
import { type FormField, openForm } from '../base/form_dialog.ts';
import { freeSlug, slugOf } from '../base/names.ts';
import { go, hrefOf } from '../base/router.ts';
import { tell } from '../base/toast.ts';
import { fetchFunnels } from './funnel_summary.ts';
import { hasPage } from './pages.ts';
import { words } from './words.ts';

export type Definition = Record<string, unknown> & { slug: string; title: string };

interface Naming {
  heading: string;
  about?: string;
  act: string;
  title: string;
  /** What it would be called in addresses; made of the title where it is left out. */
  slug?: string;
  /** Further questions. */
  fields?: readonly FormField[];
  make(title: string, slug: string, said: Record<string, string>): Definition;
  /** Told when it is kept. */
  done?(): void;
}

export async function nameFunnel(naming: Naming): Promise<void> {
  const taken = new Set((await fetchFunnels()).map(({ slug }) => slug));
  const proposed = naming.slug ?? slugOf(naming.title);
  let isOwnSlug = false;
  const follow = (title: string, form: HTMLFormElement) => {
    const slug = form.elements.namedItem('slug') as HTMLInputElement;
    if (!isOwnSlug) slug.value = freeSlug(slugOf(title) || 'funnel', taken);
  };
  openForm({
    heading: naming.heading,
    ...(naming.about && { about: naming.about }),
    fields: [
      { name: 'title', label: words.naming.title, value: naming.title, help: words.naming.titleHelp, changed: follow },
      {
        name: 'slug',
        label: words.naming.slug,
        value: naming.title ? freeSlug(proposed || 'funnel', taken) : '',
        help: words.naming.slugHelp,
        changed: () => (isOwnSlug = true),
      },
      ...(naming.fields ?? []),
    ],
    act: naming.act,
    hand: async (said) => {
      const definition = naming.make(said.title!.trim(), said.slug!.trim(), said);
      await post('/api/v1/funnels', definition);
      openFunnel(definition, naming.done);
    },
  });
}

export const kFunnelPath = '/funnels/:slug';

function openFunnel({ slug, title }: Definition, done: (() => void) | undefined): void {
  tell(words.naming.made(title));
  // The builder may take a moment to come, and the list be looked at before.
  done?.();
  go(hasPage(kFunnelPath) ? hrefOf(kFunnelPath, { slug }) : '#/funnels');
}
