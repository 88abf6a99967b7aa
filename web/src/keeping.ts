/** Has the service worker keep this page, with everything that it was made of. */

const kScript = '/player/keeper.js';
const kOfAPage = /^\/(demos|hosted|player)\//;

/** Throws where the browser has no service worker, or does not want one. `scope`: of such pages. */
export async function keepPage(scope: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const policy = globalThis.trustedTypes?.createPolicy('tundish-page', {
    createScriptURL: (address) => address,
  });
  // The types of the browser's own library know texts only.
  const script = (policy?.createScriptURL(kScript) ?? kScript) as string;
  await navigator.serviceWorker.register(script, { scope });
  const { active } = await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType('resource').map(({ name }) => name);
  const kept = used.filter((name) => {
    const { origin, pathname } = new URL(name);
    return origin === location.origin && kOfAPage.test(pathname);
  });
  active?.postMessage({ keep: [location.href.replace(location.hash, ''), ...new Set(kept)] });
}

declare global {
  var trustedTypes:
    | { createPolicy(name: string, rules: { createScriptURL(text: string): string }): TypedPolicy }
    | undefined;
}

interface TypedPolicy {
  createScriptURL(text: string): unknown;
}
