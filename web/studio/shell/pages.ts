/** The one table of the studio's pages. A page that is not in it is not linked from anywhere. */
import { isAdmin, mayEdit } from '../base/me.ts';
import type { Page } from '../base/router.ts';

export const pages: readonly Page[] = [
  { path: '/funnels', tag: 'studio-funnels', title: 'Engagement funnels', load: () => import('./funnels.ts') },
  { path: '/import', tag: 'studio-import', title: 'Import a funnel', load: () => import('./import.ts') },
  { path: '/templates', tag: 'studio-templates', title: 'Templates', load: () => import('./templates.ts') },
  {
    path: '/templates/:slug',
    tag: 'studio-template-preview',
    title: 'Template',
    isWide: true,
    load: () => import('./template_preview.ts'),
  },
  { path: '/inbox', tag: 'studio-inbox', title: 'Inbox', isFor: mayEdit, load: () => import('./inbox.ts') },
  { path: '/users', tag: 'studio-users', title: 'Users', isFor: isAdmin, load: () => import('./users.ts') },
  { path: '/tokens', tag: 'studio-tokens', title: 'API tokens', isFor: mayEdit, load: () => import('./tokens.ts') },
  { path: '/audit', tag: 'studio-audit', title: 'Audit log', isFor: isAdmin, load: () => import('./audit.ts') },
  { path: '/funnels/:slug', tag: 'studio-builder', title: 'Funnel', isWide: true, load: () => import('../builder/builder.ts') },
  { path: '/analytics', tag: 'studio-analytics', title: 'Analytics', load: () => import('../analytics/overview.ts') },
  { path: '/analytics/:slug', tag: 'studio-analytics-funnel', title: 'Analytics', load: () => import('../analytics/funnel.ts') },
  { path: '/analytics/:slug/sessions/:session', tag: 'studio-analytics-session', title: 'Session', load: () => import('../analytics/session.ts') },
  {
    path: '/preview/:slug',
    tag: 'studio-preview-page',
    title: 'Preview',
    isWide: true,
    load: () => import('../preview/page.ts'),
  },
];

/** Where the studio begins. */
export const kHome = '#/funnels';

/** Whether it is there, and for the user. */
export const hasPage = (path: string): boolean => pages.some((page) => page.path === path && (page.isFor?.() ?? true));
