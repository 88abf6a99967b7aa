// Somebody else's site: another origin, a content policy as strict as can be, and a body that the
// test says.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before } from 'node:test';

const tall = Array.from({ length: 90 }, (_, line) => `<p>Line ${line} of a page that has more to say.</p>`);

/** Enough text to scroll through. */
export const longText = tall.join('\n');

/** `server` is a `Server` of kit.mjs; `policy` replaces directives. */
export function hostSite(server, policy = {}) {
  const bodies = new Map();
  let site;
  before(async () => {
    site = createServer((request, response) => {
      const { pathname } = new URL(request.url, 'http://host');
      const directives = {
        'default-src': "'none'",
        'script-src': `${server.origin} 'self' 'wasm-unsafe-eval'`,
        'connect-src': `${server.origin} 'self'`,
        'img-src': `${server.origin} blob:`,
        'style-src': "'none'",
        'base-uri': "'none'",
        'require-trusted-types-for': "'script'",
        ...(typeof policy === 'function' ? policy(server) : policy),
      };
      const text = Object.entries(directives).map((directive) => directive.join(' ')).join('; ');
      const body = bodies.get(pathname);
      const { type = 'text/html; charset=utf-8', content } = body ?? {};
      response.writeHead(body ? 200 : 404, { 'content-type': type, 'content-security-policy': text });
      response.end(content);
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
  });
  after(() => site?.close());
  let pages = 0;
  return {
    get origin() {
      return `http://127.0.0.1:${site.address().port}`;
    },
    /** The address of a page with that body, and with the player's script unless `script` says another. */
    page(body, { language = 'en', direction = 'ltr', script, heading = 'Host' } = {}) {
      const path = `/page-${++pages}`;
      const usual = `<script type="module" src="${server.origin}/player/tundish.js"></script>`;
      const content = `<!doctype html><html lang="${language}" dir="${direction}"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>A host page</title>${script ?? usual}<main><h1>${heading}</h1>${body}</main>`;
      bodies.set(path, { content });
      return this.origin + path;
    },
    /** The address of a file of that site. */
    file(name, content, type) {
      bodies.set(`/${name}`, { content, type });
      return `${this.origin}/${name}`;
    },
  };
}
