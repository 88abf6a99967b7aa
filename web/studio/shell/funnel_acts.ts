/** What can be done with a funnel of the list. */
import { get, remove, request, sentenceOf } from '../base/api.ts';
import { confirmed } from '../base/confirm.ts';
import { openForm } from '../base/form_dialog.ts';
import { mayEdit } from '../base/me.ts';
import type { MenuItem } from '../base/menu.ts';
import { tell, tellProblem } from '../base/toast.ts';
import { environmentsOf, type FunnelSummary } from './funnel_summary.ts';
import { type Definition, nameFunnel } from './naming.ts';
import { words } from './words.ts';

const said = words.funnels;
const addressOf = ({ slug }: FunnelSummary): string => `/api/v1/funnels/${encodeURIComponent(slug)}`;

/** The menu of a funnel; `done` is told when the list is another one. */
export function actsOf(funnel: FunnelSummary, folders: readonly string[], done: () => void): MenuItem[] {
  const refusal = mayEdit() ? undefined : said.viewersLook;
  const isPlayed = environmentsOf(funnel, 'published').length > 0;
  return [
    { label: said.duplicate, icon: 'copy', refusal, act: () => void duplicate(funnel, done) },
    { label: said.move, icon: 'folder', refusal, act: () => move(funnel, folders, done) },
    funnel.archived
      ? { label: said.bringBack, icon: 'undo', refusal, act: () => void archive(funnel, false, done) }
      : { label: said.archive, icon: 'archive', refusal, act: () => void archive(funnel, true, done) },
    {
      label: said.delete,
      icon: 'trash',
      isBad: true,
      isApart: true,
      refusal: refusal ?? (isPlayed ? said.unpublishFirst : undefined),
      act: () => void discard(funnel, done),
    },
  ];
}

export function createFunnel(done: () => void): void {
  const languages = words.naming.languages;
  void nameFunnel({
    heading: said.newHeading,
    act: said.newAct,
    title: '',
    fields: [{ name: 'language', label: words.naming.language, options: languages, value: 'en' }],
    make: (title, slug, { language }) => ({
      tundish: 1,
      slug,
      title,
      channels: ['web', 'web_chat'],
      languages: [language],
      default_language: language,
      layers: [
        { id: 'start', type: 'start', next: 'end' },
        { id: 'end', type: 'result' },
      ],
    }),
    done,
  }).catch(tellProblem);
}

async function duplicate(funnel: FunnelSummary, done: () => void): Promise<void> {
  try {
    const environment = environmentsOf(funnel, 'draft')[0];
    const definition = await get<Definition>(addressOf(funnel), { query: { environment } });
    await nameFunnel({
      heading: said.duplicateHeading(funnel.title),
      about: said.duplicateAbout,
      act: said.duplicateAct,
      title: said.copyOf(funnel.title),
      make: (title, slug) => ({ ...definition, title, slug }),
      done,
    });
  } catch (error) {
    tellProblem(error);
  }
}

function move(funnel: FunnelSummary, folders: readonly string[], done: () => void): void {
  openForm({
    heading: said.moveHeading(funnel.title),
    fields: [
      { name: 'folder', label: said.folder, value: funnel.folder, help: said.folderHelp, suggestions: folders },
    ],
    act: said.moveAct,
    hand: async ({ folder = '' }) => {
      await file(funnel, { folder: folder.trim() });
      done();
    },
  });
}

const file = (funnel: FunnelSummary, body: { folder?: string; archived?: boolean }) =>
  request('PATCH', `${addressOf(funnel)}/filing`, { body });

async function archive(funnel: FunnelSummary, archived: boolean, done: () => void): Promise<void> {
  try {
    await file(funnel, { archived });
    const undo = { label: said.undo, act: () => void archive(funnel, !archived, done) };
    tell(archived ? said.archived(funnel.title) : said.broughtBack(funnel.title), { act: undo });
    done();
  } catch (error) {
    tellProblem(error);
  }
}

/** With its last draft the funnel goes. */
async function discard(funnel: FunnelSummary, done: () => void): Promise<void> {
  const isMeant = await confirmed({
    heading: said.deleteHeading(funnel.title),
    text: said.deleteText,
    act: said.deleteAct,
    isBad: true,
  });
  if (!isMeant) return;
  try {
    for (const environment of environmentsOf(funnel, 'draft')) {
      await remove(addressOf(funnel), { query: { environment }, ifMatch: '*' });
    }
    tell(said.deleted(funnel.title));
  } catch (error) {
    tell(`${said.notDeleted} ${sentenceOf(error)}`, { isBad: true });
  }
  done();
}
