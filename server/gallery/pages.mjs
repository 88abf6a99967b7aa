// The gallery's pages as HTML. What is put in is ours alone: names of the format, no texts of anybody.
import { channelOf, looksOf } from "./looks.mjs";

const head = (title, more = "") => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Gallery · Tundish</title>
    <meta name="robots" content="noindex" />
    <meta name="color-scheme" content="light dark" />
    <link rel="icon" href="/demos/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/demos/demo.css" />
    <link rel="stylesheet" href="/gallery/gallery.css" />
    ${more}
  </head>`;

const top = (title, nav = "") => `<header class="top">
      <a class="brand" href="/gallery/"><img src="/demos/icon.svg" alt="" width="28" height="28" />Gallery</a>
      ${nav}
    </header>`;

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const player = '<script type="module" src="/player/tundish.js"></script>';
const shared = '<script type="module" src="/gallery/gallery.js"></script>';

export const addressOf = ({ slug }, look) => (look === "chat" ? `${slug}.chat.html` : `${slug}.html`);
const nameOfLook = { page: "Page", chat: "Chat" };

/** One entry in one look: the real player, and nothing else that could be found wanting. */
export function entryPage(entry, look) {
  const { slug, name, group } = entry;
  const links = looksOf(entry).map(
    (one) => `<a href="${addressOf(entry, one)}"${one === look ? ' aria-current="true"' : ""}>${nameOfLook[one]}</a>`,
  );
  const nav = `<nav aria-label="Look and language">
        <span class="switch">${links.join("")}</span>
        <span class="switch"><a href="?language=en" lang="en">EN</a><a href="?language=ar" lang="ar">AR</a></span>
      </nav>`;
  return `${head(`${name}, ${group}`, shared + player)}
  <body>
    ${top(name, nav)}
    <main>
      <h1 class="unseen">${group}: ${name}</h1>
      <tundish-player funnel="gallery-${slug}" environment="gallery" channel="${channelOf(look)}"></tundish-player>
    </main>
  </body>
</html>
`;
}

/** A landing page with a player in it, as somebody would write it, and its source. */
export function examplePage({ name, about, body, scripts }) {
  return `${head(name, scripts)}
  <body class="example">
    ${top(name)}
    <main>
      <h1>${name}</h1>
      <p>${about}</p>
      ${body}
      <section aria-labelledby="source">
        <h2 id="source">What the page has of it</h2>
        <pre tabindex="0"><code>${escaped(body)}</code></pre>
      </section>
    </main>
  </body>
</html>
`;
}

export function indexPage(groups, examples) {
  const linksOf = (entry) =>
    looksOf(entry).map((look) => `<a href="${addressOf(entry, look)}" aria-label="${entry.name} as a ${look}">${nameOfLook[look]}</a>`);
  const entriesOf = ({ name, entries }) => `<section aria-labelledby="${idOf(name)}">
        <h2 id="${idOf(name)}">${name}</h2>
        <ul>
          ${entries.map((entry) => `<li><span>${entry.name}</span> ${linksOf(entry).join(" ")}</li>`).join("\n          ")}
        </ul>
      </section>`;
  return `${head("Everything that the player can show")}
  <body class="index">
    ${top("Gallery", '<nav aria-label="Site"><a href="/">Home</a></nav>')}
    <main>
      <h1>Everything that the player can show</h1>
      <p>Each page has one real funnel of this server, in both looks and both directions of writing.</p>
      ${groups.map(entriesOf).join("\n      ")}
      <section aria-labelledby="examples">
        <h2 id="examples">On landing pages</h2>
        <ul>
          ${examples.map(({ slug, name }) => `<li><a href="${slug}.html">${name}</a></li>`).join("\n          ")}
        </ul>
      </section>
    </main>
  </body>
</html>
`;
}

const idOf = (name) => name.toLowerCase().replace(/[^a-z]+/g, "-");
