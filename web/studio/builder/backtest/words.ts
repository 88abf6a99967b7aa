/** What playing real sessions again says. */
const listed = new Intl.ListFormat('en', { type: 'conjunction' });
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

export const words = {
  about: 'Real visitors, played again on the draft as it stands here.',
  after: 'Now',
  asked: (slugs: readonly string[], layer: string) =>
    `${layer} asks for ${listed.format(slugs)}; they were never asked that`,
  backtest: 'Play them again',
  before: 'Then',
  cameTo: (layer: string) => `They come to ${layer}, where they never were`,
  cannot: (layer: string, sentence: string) => `They stop on ${layer}: ${sentence}`,
  change: 'Change',
  changes: 'What changes',
  clear: 'Clear',
  closedAt: (layer: string, reason: string) => `${layer} (closed: ${reason})`,
  count: 'Newest sessions',
  elsewhere: (now: string, then: string) => `They end at ${now} instead of ${then}`,
  ending: 'End',
  endings: 'How they end',
  ends: {
    completed: 'Completed',
    closed: 'Closed',
    abandoned: 'Abandoned',
    in_progress: 'Under way',
    open: 'Not known',
  } as Record<string, string>,
  erased: 'it was erased meanwhile',
  failed: 'It stopped by itself. Reload the page and try again.',
  from: 'From',
  layer: 'Layer',
  layers: 'Who comes where',
  more: (count: number) => `and ${count} more`,
  none: 'Nobody has played this funnel in that time. Publish it, or choose another span.',
  noRelease: 'its release is not here any more',
  older: 'The draft has changed since.',
  open: (count: number) =>
    `${one(count, 'session stops', 'sessions stop')} where nobody knows what the visitor would do. What comes behind is counted without them.`,
  otherWay: (end: string) => `They end at ${end} as before, by another way`,
  played: (played: number, same: number) =>
    `${one(played, 'session', 'sessions')} played again: ${same === played ? 'all' : same} as before, ${played - same} not.`,
  progress: 'How far it is',
  refused: (slug: string, layer: string) => `Their answer to ${slug} is refused on ${layer}`,
  sessions: 'Sessions',
  standsAt: (layer: string) => `${layer} (on the way)`,
  stop: 'Stop',
  to: 'To',
  underWay: (count: number) => `${one(count, 'session is', 'sessions are')} under way still, and compared as far as it came.`,
  unplayable: 'Cannot be played again',
  versions: (count: number) => `They were played on ${count} versions of the funnel; each is compared with its own.`,
  waits: (layer: string) => `They wait on ${layer} for what was not asked for then`,
  wrongSpan: 'The last day is before the first.',
  /** Of a share of all sessions: `▲ 12.5%`. */
  changed: (share: number) => (share === 0 ? '–' : `${share > 0 ? '▲' : '▼'} ${percent.format(Math.abs(share))}`),
};

function one(count: number, single: string, several: string): string {
  return `${count} ${count === 1 ? single : several}`;
}
