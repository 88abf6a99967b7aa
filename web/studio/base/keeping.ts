/** Has the service worker keep the studio on this device, where the browser wants one. */
import type {} from '../../src/keeping.ts';

const kWorker = '/studio/keeper.js';

export async function keepStudio(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  const policy = globalThis.trustedTypes?.createPolicy('tundish-studio', {
    createScriptURL: (address) => address,
  });
  // The types of the browser's own library know texts only.
  const worker = (policy?.createScriptURL(kWorker) ?? kWorker) as string;
  try {
    await navigator.serviceWorker.register(worker, { scope: '/studio' });
  } catch (error) {
    console.debug('tundish: the studio is not kept for the time without a network', error);
  }
}
