/** What simulating says. */
const whole = new Intl.NumberFormat('en');

export const words = {
  abandon: 'Leave at a step, %',
  all: 'All',
  channel: 'Channel',
  clear: 'Clear',
  dropped: 'Where visitors stop',
  endings: (count: number) => (count === 1 ? 'How 1 visit ended' : `How ${whole.format(count)} visits ended`),
  ends: {
    completed: 'Completed',
    closed: 'Closed',
    abandoned: 'Abandoned',
    stuck: 'Stuck: nothing led on',
    cut: 'Cut after too many steps',
  } as Record<string, string>,
  failed: 'The simulation did not start. Check your connection and try again.',
  language: 'Language',
  older: 'The draft has changed since.',
  progress: 'How far the simulation is',
  simulate: 'Simulate',
  stop: 'Stop',
  unreached: (layers: string) => `Nobody reached ${layers}.`,
  visitors: 'Visitors',
};
