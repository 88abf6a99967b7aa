// Themes: what a funnel says of colours, the ready themes, and what a page styles itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { findings } from './findings.mjs';
import { hostSite } from './host.mjs';
import { choose, desktop, eventually, phone, press, stage } from './kit.mjs';

const { server, open, visit } = stage();
const host = hostSite(server);
const file = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const demo = (name) => file(`server/demos/funnels/${name}.json`);
const { themes } = file('engine/themes.json');

const dressed = (slug, theme) => {
  const definition = demo('lead-form');
  return { ...definition, slug, config: { ...definition.config, theme } };
};

/** The colours of the player as they are painted: channels from 0 to 1. */
const coloursOf = (page) =>
  page.locator('tundish-player').evaluate((player) => {
    const root = player.shadowRoot.querySelector('.root');
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const styles = getComputedStyle(root);
    const read = (token) => {
      const probe = document.createElement('i');
      probe.style.color = `var(${token})`;
      root.append(probe);
      const written = getComputedStyle(probe).color;
      probe.remove();
      const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)$/.exec(written);
      if (mixed) return mixed.slice(1).map(Number);
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = written;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((one) => one / 255);
    };
    const names = ['paper', 'surface', 'control', 'ink', 'muted', 'accent', 'on-accent', 'accent-ink', 'good', 'caution', 'bad'];
    return {
      scheme: root.dataset.theme,
      font: styles.fontFamily,
      ...Object.fromEntries(names.map((name) => [name, read(`--${name}`)])),
    };
  });

const linear = (one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** What falls short in what is painted, by the theme's member that is to blame. */
function shortOf(colours, theme) {
  const { paper, surface, control, ink, muted, accent } = colours;
  const text = 'text' in theme ? 'text' : 'background';
  const brand = 'brand' in theme ? 'brand' : 'background';
  const pairs = [];
  if ('text' in theme || 'background' in theme) {
    pairs.push([text, ink, paper, 4.5], [text, ink, surface, 4.5], [text, muted, paper, 4.5]);
    pairs.push([text, muted, surface, 4.5], [text, control, paper, 3]);
  }
  if ('brand' in theme || 'background' in theme) {
    pairs.push([brand, colours['accent-ink'], paper, 4.5], [brand, accent, paper, 3]);
  }
  if ('brand' in theme) pairs.push(['brand', colours['on-accent'], accent, 4.5]);
  const short = {};
  for (const [member, front, ground, least] of pairs) {
    const ratio = contrast(front, ground);
    const reached = ratio / least;
    if (reached < (short[member]?.reached ?? 1)) short[member] = { reached, ratio };
  }
  return short;
}

test('what the analysis says of a theme is what the player paints', async () => {
  const vectors = file('tests/vectors/themes.json');
  for (const [index, { theme, short }] of vectors.entries()) {
    if (/#\w{8}/.test(JSON.stringify(theme))) continue; // nobody judges colours that let others through
    await server.publish(dressed(`theme-${index}`, theme));
    const page = await open(`/demo/theme-${index}`, { colorScheme: 'light' });
    const seen = {};
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const colours = await eventually('colours', () => coloursOf(page), ({ scheme }) => scheme === colorScheme || 'background' in theme);
      for (const [member, { ratio }] of Object.entries(shortOf(colours, theme))) {
        seen[colours.scheme] = { ...seen[colours.scheme], [member]: ratio };
      }
    }
    const what = `${JSON.stringify(theme)}: ${JSON.stringify(seen)}`;
    assert.deepEqual(Object.keys(seen).sort(), Object.keys(short).sort(), what);
    for (const [scheme, members] of Object.entries(short)) {
      assert.deepEqual(Object.keys(seen[scheme]).sort(), Object.keys(members).sort(), what);
      for (const [member, ratio] of Object.entries(members)) {
        assert.ok(Math.abs(seen[scheme][member] - ratio) < 0.011, `${scheme} ${member} ${what}`);
      }
    }
    await page.close();
  }
});

for (const name of Object.keys(themes).filter(Boolean)) {
  test(`the ready theme ${name} can be read, in both looks and schemes`, async () => {
    await server.publish(dressed(`ready-${name}`, { name }));
    for (const [look, viewport] of [['', phone], ['', desktop], ['?look=chat', phone]]) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await open(`/demo/ready-${name}${look}`, { colorScheme, viewport, bypassCSP: true, reducedMotion: 'reduce' });
        const colours = await coloursOf(page);
        const hex = (token) =>
          `#${colours[token].map((one) => Math.round(one * 255).toString(16).padStart(2, '0')).join('')}`;
        for (const [token, colour] of Object.entries(themes[name][colorScheme])) {
          if (token === 'line') continue;
          assert.equal(hex(token.replace('_', '-')), colour, `${token} ${colorScheme}`);
        }
        assert.deepEqual(await findings(page), []);
        if (!look) {
          await choose(page, 'My own house');
          await press(page, 'Continue');
          await page.getByText('About your house').waitFor();
          assert.deepEqual(await findings(page), []);
          const small = await page.locator('tundish-player').evaluate((player) =>
            [...player.shadowRoot.querySelectorAll('button:not(:disabled), .tile')]
              .filter((one) => one.getBoundingClientRect().height < 44)
              .map(({ className }) => className),
          );
          assert.deepEqual(small, []);
        }
        assert.deepEqual(page.faults, []);
        assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
        await page.context().close();
      }
    }
  });
}

test('a ready theme gives way to the funnel, and both to the page', async () => {
  await server.publish(dressed('theme-layers', { name: 'letter', brand: '#aa2200', radius: 30 }));
  const page = await open('/demo/theme-layers', { colorScheme: 'light' });
  const token = (name) =>
    page.locator('tundish-player').evaluate(
      (player, name) => getComputedStyle(player.shadowRoot.querySelector('.root')).getPropertyValue(name),
      name,
    );
  assert.equal(await token('--accent'), '#aa2200');
  assert.equal(await token('--paper'), '#fffdf8');
  assert.equal(await token('--radius'), '30px');
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('tundish-player { --tundish-accent: #005500; --tundish-paper: #eeeeff }');
    document.adoptedStyleSheets.push(sheet);
  });
  assert.equal(await token('--accent'), '#005500');
  assert.equal(await token('--paper'), '#eeeeff');
});

test('without its theme a funnel is played in the own look', async () => {
  await server.publish(dressed('theme-gone', { name: 'pebble' }));
  const page = await visit();
  await page.route(/theme_pebble-/, (route) => route.abort());
  await page.goto(`${server.origin}/demo/theme-gone`);
  await page.getByText('See what your roof can earn').waitFor();
  assert.match((await coloursOf(page)).font, /Inter/);
});

test('nothing moves in a ready theme when motion is not wanted', async () => {
  await server.publish(dressed('theme-still', { name: 'stage' }));
  const page = await open('/demo/theme-still', { reducedMotion: 'reduce' });
  await eventually('dressed', () => coloursOf(page), ({ font }) => /Avenir/.test(font));
  const moving = await page.locator('tundish-player').evaluate((player) =>
    [...player.shadowRoot.querySelectorAll('*')].filter((one) => {
      const { animationName, transitionDuration } = getComputedStyle(one);
      return animationName !== 'none' || !/^0s/.test(transitionDuration);
    }).length,
  );
  assert.equal(moving, 0);
});

test('in forced colours a field that has the focus shows it in every ready theme', async () => {
  for (const name of ['letter', 'stage']) {
    const definition = { ...dressed(`forced-${name}`, { name }) };
    await server.publish(definition);
    const page = await open(`/demo/forced-${name}`, { forcedColors: 'active' });
    await choose(page, 'A company building');
    await press(page, 'Continue');
    await page.getByText('About the company').waitFor();
    const field = page.getByRole('textbox', { name: 'Company' });
    await field.focus();
    const { width, style } = await field.evaluate((one) => {
      const { outlineWidth, outlineStyle } = getComputedStyle(one);
      return { width: Number.parseFloat(outlineWidth), style: outlineStyle };
    });
    assert.ok(width >= 2 && style !== 'none', `${name}: ${width} ${style}`);
  }
});

const parts = /\n## Parts\n[\s\S]*?\n((?:\|.*\n)+)/.exec(
  readFileSync(new URL('../../docs/theming.md', import.meta.url), 'utf8'),
)[1];
const documented = [...parts.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name);

test('a page can style every part that is documented', async () => {
  assert.ok(documented.length > 30, `${documented.length} parts`);
  const seen = new Map();
  const collect = async (page) => {
    const found = await page.locator('tundish-player').evaluate((player, names) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(names.map((name) => `tundish-player::part(${name}) { outline-offset: 7px }`).join(''));
      document.adoptedStyleSheets = [sheet];
      return names.filter((name) => {
        const parts = [...player.shadowRoot.querySelectorAll(`[part~=${name}]`)];
        return parts.length > 0 && parts.every((one) => getComputedStyle(one).outlineOffset === '7px');
      });
    }, documented);
    for (const name of found) seen.set(name, true);
  };
  const page = await open('/demo/lead-form', { viewport: desktop });
  await collect(page);
  await press(page, 'Continue');
  await collect(page);
  await choose(page, 'A company building');
  await collect(page);
  await press(page, 'Continue');
  await page.getByText('About the company').waitFor();
  await collect(page);
  await page.context().setOffline(true);
  await page.getByRole('textbox').first().fill('Northlight');
  await page.keyboard.press('Tab');
  await page.locator('tundish-player .banner').waitFor();
  await collect(page);
  const chat = await open('/demo/lead-form?look=chat');
  await chat.locator('tundish-player .chip').first().waitFor();
  await collect(chat);
  await press(chat, 'My own house');
  await chat.locator('tundish-player .bubble.visitor').first().waitFor();
  await collect(chat);
  const fields = await open('/demo/all-fields');
  await collect(fields);
  await server.publish({
    tundish: 1,
    slug: 'formatted',
    title: 'Formatted',
    layers: [
      { id: 'a', type: 'start', components: [{ id: 'm', type: 'message', markup: 'markdown', text: '**Hi**' }], next: 'end' },
      { id: 'end', type: 'result' },
    ],
  });
  await collect(await open('/f/formatted'));
  for (const mode of ['popup', 'bubble']) {
    const page = await visit();
    await page.goto(host.page(`<tundish-player funnel="lead-form" mode="${mode}"></tundish-player>`));
    const player = page.locator('tundish-player');
    if (mode === 'bubble') await page.locator('tundish-player .launcher').waitFor();
    await collect(page);
    await eventually('a player', () => player.evaluate((one) => typeof one.open), (is) => is === 'function');
    await player.evaluate((one) => one.open());
    await page.locator(mode === 'popup' ? 'tundish-player .closer' : 'tundish-player .sheet').waitFor();
    await collect(page);
  }
  await server.publish(dressed('with-logo', { logo: '/demos/icon.svg' }));
  await collect(await open('/demo/with-logo'));
  const links = { id: 'links', type: 'message', appearance: 'hyperlink', text: 'Read on', url: 'https://example.com' };
  const tick = { id: 'tick', type: 'input', input_type: 'boolean', appearance: 'checkbox', slug: 'tick', label: 'Yes' };
  const layers = [{ id: 'a', type: 'start', components: [links, tick], next: 'b' }, { id: 'b', type: 'result' }];
  await server.publish({ tundish: 1, slug: 'with-links', title: 'Links', layers });
  await collect(await open('/demo/with-links'));
  assert.deepEqual(documented.filter((name) => !seen.has(name)), []);
});
