// Funnels that lead where nobody can go on, each for another reason.
const definition = (slug, layers, more = {}) => ({
  tundish: 1,
  slug,
  title: slug,
  channels: ['web', 'web_chat'],
  layers,
  ...more,
});
const message = (title) => ({ id: 'text', type: 'message', title });
const go = (target) => ({ id: 'on', type: 'button', kind: 'jump', target, text: 'Continue' });
const start = (target) => ({
  id: 'start',
  type: 'start',
  components: [message('Welcome'), go(target)],
});
const done = { id: 'done', type: 'result', components: [message('Done')] };

export const deadEnds = {
  notOpen: definition(
    'not-open',
    [start('done'), done, { id: 'shut', type: 'fatalistic', components: [message('Back in spring')] }],
    { config: { fatalistic_layer: 'shut', availability: { until: '2020-01-01T00:00:00Z' } } },
  ),
  /** Nobody wrote what to say. */
  notOpenWordless: definition('not-open-wordless', [start('done'), done], {
    config: { availability: { until: '2020-01-01T00:00:00Z' } },
  }),
  denied: definition(
    'denied',
    [
      start('inside'),
      { id: 'inside', type: 'intermediate', requires_auth: true, unauthenticated_target_layer: 'outside', components: [message('Inside'), go('done')] },
      { id: 'outside', type: 'intermediate', components: [message('Members only'), { id: 'back', type: 'button', kind: 'previous', text: 'Back' }, go('done')] },
      done,
    ],
  ),
  deniedWordless: definition('denied-wordless', [
    start('inside'),
    { id: 'inside', type: 'intermediate', requires_auth: true, components: [message('Inside'), go('done')] },
    done,
  ]),
  endpoint: definition('waits', [
    start('price'),
    {
      id: 'price',
      type: 'intermediate',
      components: [
        message('Your price'),
        { id: 'ask', type: 'endpoint', endpoint: 'price', run: 'on_enter' },
        go('done'),
      ],
    },
    done,
  ], { channels: ['web'] }),
  auth: definition('proof', [
    start('proof'),
    {
      id: 'proof',
      type: 'intermediate',
      components: [
        message('Who are you?'),
        { id: 'code', type: 'auth', method: 'otp_email', slug: 'email', label: 'Email' },
        go('done'),
      ],
    },
    done,
  ], { channels: ['web'] }),
};
