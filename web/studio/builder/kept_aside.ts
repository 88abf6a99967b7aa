/** Drafts that gave way to others: the server keeps them, so that whichever was chosen nothing is lost. */
import { all, request } from '../base/api.ts';
import type { Json } from '../document/definition.ts';

export interface KeptAside {
  number: number;
  title: string;
  at: string;
  actor_kind: string;
  /** Empty where nobody knows it. */
  actor_name: string;
}

const addressOf = (slug: string): string => `/api/v1/funnels/${encodeURIComponent(slug)}/kept`;

export const keptAside = (slug: string): Promise<KeptAside[]> => all<KeptAside>(addressOf(slug), 'drafts');

/** A definition as it is written; the same one as last is kept once. */
export const keepAside = async (slug: string, text: string): Promise<KeptAside> =>
  (await request<KeptAside>('POST', addressOf(slug), { body: text })).value;

export const keptDefinition = async (slug: string, number: number): Promise<Json> =>
  (await request<Json>('GET', `${addressOf(slug)}/${number}`)).value;
