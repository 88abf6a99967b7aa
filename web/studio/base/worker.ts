/** Starts workers of this studio's own files, where the page says that scripts are to be vouched for. */

interface Vouching {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): unknown };
}

const vouching = (globalThis as { trustedTypes?: Vouching }).trustedTypes;
const policy = vouching?.createPolicy('tundish-workers', { createScriptURL: ownAddress });

/** Of a file that was built with the studio. */
export function workerOf(address: string): Worker {
  return new Worker((policy?.createScriptURL(address) ?? ownAddress(address)) as string, { type: 'module' });
}

function ownAddress(address: string): string {
  const { origin, href } = new URL(address, import.meta.url);
  if (origin !== location.origin) throw new TypeError(`a worker of another origin: ${address}`);
  return href;
}
