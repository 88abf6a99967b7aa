// A small funnel in two languages, and the builder that it is opened in.
import assert from 'node:assert/strict';

export const small = {
  tundish: 1,
  slug: 'small',
  title: 'Small',
  languages: ['en', 'es'],
  layers: [
    {
      id: 'who',
      type: 'start',
      components: [
        { id: 'name', type: 'input', input_type: 'text', slug: 'name' },
        { id: 'on', type: 'button', kind: 'jump', target: 'bye' },
      ],
    },
    { id: 'bye', type: 'result', components: [{ id: 'text', type: 'message' }] },
  ],
  content: {
    en: { 'who.name.label': 'Your name', 'who.on.text': 'Go on', 'bye.text.text': 'Thank you, {{name}}.' },
    es: { 'who.name.label': 'Nombre', 'who.on.text': 'Seguir', 'bye.text.text': 'Gracias, {{name}}.' },
  },
};

/** For the tests of one file, on what `studio` gives. */
export function smallFunnels({ server, open }) {
  let made = 0;

  /** A funnel of this test's own; gives its slug. */
  async function funnel(changes = {}) {
    const slug = `small-${++made}`;
    const answer = await server.ask('POST', '/api/v1/funnels', { body: { ...small, slug, ...changes } });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return slug;
  }

  async function builder(slug, look) {
    const page = await open(`#/funnels/${slug}`, look);
    await page.getByRole('tree').waitFor();
    return page;
  }

  const draft = async (slug) => (await server.ask('GET', `/api/v1/funnels/${slug}`)).body;
  return { funnel, builder, draft };
}
