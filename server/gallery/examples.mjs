// Landing pages that put a player in every place it can have.
const player = '<script type="module" src="/player/tundish.js"></script>';
const filler = Array.from({ length: 12 }, () => "<p>A landing page says what it has to say, above and below, and is longer than the screen.</p>").join("\n      ");
const built = (name) => `<script type="module" src="/gallery/built/${name}.js"></script>`;
const opener = '<p><button type="button" data-tundish-open="#form">Ask for an offer</button></p>';
const unfolding = (mode, more = "") =>
  `<tundish-player id="form" funnel="lead-form" mode="${mode}"${more}></tundish-player>`;

const modes = [
  { slug: "mode-inline", name: "In the text", about: "The player stands where its element stands.", body: '<tundish-player funnel="lead-form"></tundish-player>' },
  { slug: "mode-full", name: "Over the whole page", about: "Nothing else is seen of the page.", body: '<tundish-player funnel="lead-form" mode="full"></tundish-player>' },
  { slug: "mode-popup", name: "A dialog", about: "It opens when something of the page is clicked.", body: `${opener}\n      ${unfolding("popup")}` },
  { slug: "mode-bubble", name: "A chat in the corner", about: "The launcher stays where it is.", body: unfolding("bubble", ' look="chat"') },
  { slug: "mode-tab", name: "A tab at the edge", about: "It opens a drawer.", body: unfolding("tab", ' label="Ask for an offer"') },
];
const triggers = [
  { slug: "trigger-delay", name: "After some seconds", about: "It opens after five seconds, once.", body: unfolding("popup", ' trigger="delay:5"') },
  { slug: "trigger-scroll", name: "When half of the page is read", about: "Scroll on.", body: `${filler}\n      ${unfolding("tab", ' trigger="scroll:50"')}\n      ${filler}` },
  { slug: "trigger-exit", name: "When the visitor is about to leave", about: "Move the mouse out at the top; on a phone, flick back up.", body: `${unfolding("popup", ' trigger="exit"')}\n      ${filler}` },
].map((one) => ({ ...one, scripts: player }));

export const examples = [
  { slug: "example-html", name: "Plain HTML", about: "One script, one element.", body: '<tundish-player funnel="lead-form"></tundish-player>', scripts: player },
  { slug: "example-classic", name: "A classic script", about: "For pages that take no modules: everything in one file.", body: '<tundish-player funnel="lead-form"></tundish-player>', scripts: '<script defer src="/player/tundish.iife.js"></script>' },
  { slug: "example-react", name: "React", about: "The element in a component that hears its events.", body: '<div id="react"></div>', scripts: player + built("react") },
  { slug: "example-vue", name: "Vue", about: "The element in a component that hears its events.", body: '<div id="vue"></div>', scripts: player + built("vue") },
  { slug: "example-iframe", name: "In a frame", about: "The hosted page, as high as it has to be.", body: '<iframe src="/f/lead-form?embed=1" title="An offer for your roof" width="100%"></iframe>', scripts: '<script type="module" src="/player/iframe.js"></script>' },
  ...modes.map((one) => ({ ...one, scripts: player })),
  ...triggers,
];
