// Somebody's site: pages that show the lead form, or the large one, with each contender, and what
// Typebot's server would answer. Everything travels with gzip and may be kept.
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { surveyModel } from "./large_funnel.mjs";
import { firstLayer, survey, typebotNext, typebotStart } from "./player_forms.mjs";

const peers = new URL("player_peers/node_modules/", import.meta.url);
const picture = new URL("../../server/demos/roof.svg", import.meta.url);
const files = {
  "/survey.core.min.js": "survey-core/survey.core.min.js",
  "/survey-core.fontless.min.css": "survey-core/survey-core.fontless.min.css",
  "/survey-js-ui.min.js": "survey-js-ui/survey-js-ui.min.js",
  "/typebot.js": "@typebot.io/js/dist/web.js",
};
const types = { js: "text/javascript", css: "text/css", svg: "image/svg+xml", html: "text/html", json: "application/json" };

const page = (head, body) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Northlight Solar</title>
    <link rel="icon" href="data:," />
${head}  </head>
  <body>
    <main>
${body}    </main>
  </body>
</html>
`;

/** As the README says: with the line that asks ahead for what is seen first, or without it. */
const ahead = (server, funnel) =>
  `    <link rel="preload" as="fetch" crossorigin href="${server}/api/v1/play/releases/production/${funnel}/first?language=en&amp;channel=web" />\n`;
const ourPage = (server, funnel, more = "", head = ahead(server, funnel)) =>
  page(
    `${head}    <script type="module" src="${server}/player/tundish.js"></script>\n`,
    `      <tundish-player funnel="${funnel}"${more}></tundish-player>\n`,
  );

/** As the documentation of survey-js-ui says, with the smaller of its style sheets. */
const surveyPage = (model) =>
  page(
    `    <link rel="stylesheet" href="/survey-core.fontless.min.css" />
    <script src="/survey.core.min.js"></script>
    <script src="/survey-js-ui.min.js"></script>\n`,
    `      <div id="form"></div>
      <script>
        globalThis.survey = new Survey.Model(${JSON.stringify(model)});
        survey.render(document.getElementById("form"));
      </script>\n`,
  );

/** As the README of @typebot.io/js says, with its server here. */
const typebotPage = () =>
  page(
    "",
    `      <script type="module">
        import Typebot from "/typebot.js";
        Typebot.initStandard({ typebot: "lead-form", apiHost: location.origin });
      </script>
      <typebot-standard style="width: 100%; height: 600px"></typebot-standard>\n`,
  );

/** The floor: what somebody writes by hand for this one form. */
const handPage = () =>
  page(
    `    <link rel="stylesheet" href="/hand.css" />
    <script type="module" src="/hand.js"></script>\n`,
    `      <form>
        <img src="/roof.svg" alt="" />
        <h1>${firstLayer.title}</h1>
        <p>${firstLayer.subtitle}</p>
        <fieldset>
          <legend>${firstLayer.label}</legend>
          ${firstLayer.options.map(({ value, text }) => `<label><input type="radio" name="place" value="${value}" required />${text}</label>`).join("\n          ")}
        </fieldset>
        <button>${firstLayer.button}</button>
      </form>\n`,
  );

const handScript = `const form = document.querySelector("form");
globalThis.answers = {};
form.addEventListener("change", ({ target }) => {
  answers[target.name] = target.value;
  document.body.dataset.answered = Object.keys(answers).length;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (form.reportValidity()) form.replaceChildren("Thank you.");
});
`;

const handStyle = `body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
form { display: grid; gap: 1rem; max-width: 32rem; margin: auto; padding: 1rem; }
img { width: 100%; }
fieldset { display: grid; gap: 0.5rem; border: 0; padding: 0; }
label { display: flex; gap: 0.5rem; padding: 0.75rem; border: 1px solid #ccc; border-radius: 0.5rem; }
button { padding: 0.75rem; border: 0; border-radius: 0.5rem; background: #0a5; color: #fff; font: inherit; }
`;

function contents(server) {
  const texts = {
    "/ours": ["html", ourPage(server, "lead-form")],
    "/ours-line": ["html", ourPage(server, "lead-form", "", "")],
    "/ours-large": ["html", ourPage(server, "large")],
    "/ours-unkept": ["html", ourPage(server, "lead-form", ' session-storage="none"')],
    "/ours-unkept-large": ["html", ourPage(server, "large", ' session-storage="none"')],
    "/survey": ["html", surveyPage(survey("/roof.svg"))],
    "/survey-large": ["html", surveyPage(surveyModel())],
    "/typebot": ["html", typebotPage()],
    "/hand": ["html", handPage()],
    "/hand.js": ["js", handScript],
    "/hand.css": ["css", handStyle],
    "/roof.svg": ["svg", readFileSync(picture)],
    "/api/v1/typebots/lead-form/startChat": ["json", JSON.stringify(typebotStart)],
    "/api/v1/sessions/visit/continueChat": ["json", JSON.stringify(typebotNext)],
  };
  for (const [path, file] of Object.entries(files)) {
    const from = new URL(file, peers);
    if (!existsSync(from)) throw new Error(`${from.pathname} is not there: npm ci in tests/bench/player_peers`);
    texts[path] = [path.slice(path.lastIndexOf(".") + 1), readFileSync(from)];
  }
  return new Map(
    Object.entries(texts).map(([path, [type, text]]) => [path, { type: types[type], bytes: gzipSync(text, { level: 9 }) }]),
  );
}

/** Pages with our player take it from `server`. */
export async function openSite(server) {
  const known = contents(server);
  const asked = [];
  const site = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    const found = known.get(pathname);
    request.resume();
    if (!found) {
      asked.push(pathname);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": `${found.type}; charset=utf-8`,
      "content-encoding": "gzip",
      "content-length": found.bytes.length,
      "cache-control": "max-age=3600",
    });
    response.end(found.bytes);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  return {
    origin: `http://site.test:${site.address().port}`,
    /** What was asked for and is not there. */
    missed: asked,
    close: () => {
      site.closeAllConnections();
      site.close();
    },
  };
}
