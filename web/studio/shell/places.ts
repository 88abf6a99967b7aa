/** What the menu leads to. A place whose page is not there, or that is for another role, is not shown. */
import type { IconName } from '../base/icons.ts';
import { hasPage } from './pages.ts';

export interface Place {
  label: string;
  icon: IconName;
  path: string;
}

interface Group {
  /** None: its places stand alone. */
  label?: string;
  places: readonly Place[];
}

const groups: readonly Group[] = [
  {
    label: 'Orchestration',
    places: [
      { label: 'Engagement funnels', icon: 'funnel', path: '/funnels' },
      { label: 'Templates', icon: 'template', path: '/templates' },
    ],
  },
  {
    label: 'Conversations',
    places: [{ label: 'Inbox', icon: 'inbox', path: '/inbox' }],
  },
  { label: 'Insight', places: [{ label: 'Analytics', icon: 'chart', path: '/analytics' }] },
  {
    label: 'Settings',
    places: [
      { label: 'Users', icon: 'people', path: '/users' },
      { label: 'API tokens', icon: 'key', path: '/tokens' },
      { label: 'Audit log', icon: 'list', path: '/audit' },
    ],
  },
];

export function placesOfMenu(): Group[] {
  const shown = groups.map(({ label, places }) => ({
    ...(label && { label }),
    places: places.filter(({ path }) => hasPage(path)),
  }));
  return shown.filter(({ places }) => places.length > 0);
}

/** Whether the place is where the address is, or above it. */
export const isAt = (place: Place, path: string): boolean =>
  path === place.path || path.startsWith(`${place.path}/`);
