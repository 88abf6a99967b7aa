// What `bench player` does within a page, for each contender in its own way. Nothing of this is
// downloaded: the browser runs it before the page's own scripts.

/** Our player. */
function ours() {
  const player = () => document.querySelector("tundish-player");
  const root = () => player()?.shadowRoot;
  const find = (what) => root()?.querySelector(what);
  const component = (slug) => player()?.view?.components?.find((one) => one.slug === slug);
  globalThis.contender = {
    root,
    first: () => find(".tile"),
    isAnswered: () => Boolean(find(".tile[data-on]")),
    // What was done before the engine came is played when it is there.
    isPlayed: () => component("place")?.value === "house",
    set: (slug, value) => player().answer(slug, value),
    next: () => find("button.main").click(),
    layer: () => player().view.layer,
  };
}

function survey() {
  const root = () => document.getElementById("form");
  const find = (what) => root()?.querySelector(what);
  globalThis.contender = {
    root,
    first: () => find('[data-name="place"] label'),
    isAnswered: () => globalThis.survey.getValue("place") === "house",
    set: (slug, value) => globalThis.survey.setValue(slug, value),
    next: () => find(".sd-navigation__next-btn").click(),
    layer: () => globalThis.survey.currentPage.name,
  };
}

/** What it does with an answer is known to its server alone: that it can be pressed is enough. */
function typebot() {
  const root = () => document.querySelector("typebot-standard")?.shadowRoot;
  const find = (what) => root()?.querySelector(what);
  const first = () => [...(root()?.querySelectorAll("button") ?? [])].find((one) => one.textContent.includes("My own house"));
  globalThis.contender = {
    root,
    first,
    isAnswered: undefined,
    next: () => first().click(),
    layer: () => (find("input") ? "house" : "welcome"),
  };
}

function hand() {
  const root = () => document.querySelector("form");
  globalThis.contender = {
    root,
    first: () => root()?.querySelector("label"),
    isAnswered: () => globalThis.answers?.place === "house",
  };
}

export const drivers = { ours, survey, typebot, hand };

/**
 * `started` resolves with when the first question was on the screen, when the first answer was taken
 * and shown, and when it was part of the session, in milliseconds since the visitor came. It is given
 * as a visitor gives it, again and again until somebody listens.
 */
export function watchStart() {
  const { contender } = globalThis;
  const isSeen = (element) => {
    const box = element?.getBoundingClientRect();
    return box && box.width > 0 && box.top < innerHeight && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  globalThis.started = new Promise((resolve) => {
    let seen;
    let answered;
    let asked = 0;
    const isDone = () => {
      if (answered === undefined && contender.isAnswered()) answered = performance.now();
      return answered !== undefined && (contender.isPlayed?.() ?? true);
    };
    const look = () => {
      const first = contender.first();
      if (seen === undefined && isSeen(first)) seen = performance.now();
      if (seen === undefined) return requestAnimationFrame(look);
      if (!contender.isAnswered) return resolve({ seen, answered: performance.now(), played: performance.now() });
      if (isDone()) return resolve({ seen, answered, played: performance.now() });
      // Who listens late is asked again.
      if (answered === undefined && performance.now() - asked > 50) {
        const input = first.querySelector("input");
        if (input) input.checked = false;
        first.click();
        asked = performance.now();
      }
      // An answer may be taken within the frame.
      Promise.resolve().then(() => (isDone() ? resolve({ seen, answered, played: performance.now() }) : requestAnimationFrame(look)));
    };
    requestAnimationFrame(look);
  });
}

/**
 * A step: the answers are there already, the button is pressed. Milliseconds until the next layer is
 * in the document, until it is laid out there, and until the browser has drawn a frame of it.
 */
export async function takeStep({ answers, layer, shows }) {
  const { contender } = globalThis;
  for (const [slug, value] of Object.entries(answers)) await contender.set(slug, value);
  const frames = async (count) => {
    for (let frame = 0; frame < count; ++frame) await new Promise((resolve) => requestAnimationFrame(resolve));
  };
  await frames(3);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const isThere = () => contender.layer() === layer && shows.every((text) => contender.root().textContent.includes(text));
  const began = performance.now();
  const changed = new Promise((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (!isThere()) return;
      observer.disconnect();
      const inDocument = performance.now() - began;
      void document.body.offsetHeight;
      resolve({ inDocument, laidOut: performance.now() - began });
    });
    observer.observe(contender.root(), { subtree: true, childList: true, attributes: true });
    setTimeout(() => reject(new Error(`${layer} did not come; ${contender.layer()} is shown`)), 20_000);
  });
  contender.next();
  const there = await changed;
  await frames(1);
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  return { ...there, drawn: performance.now() - began };
}
