/** Addresses that a funnel may show and lead to; undefined for any other. */

const kPicture = /^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i;

/** http, https and pictures written out. */
export function safeImage(address: string | undefined, base: string): string | undefined {
  return address && kPicture.test(address) ? address : safeFile(address, base);
}

/** http and https. */
export const safeFile = (address: string | undefined, base: string): string | undefined =>
  allowed(address, base, /^https?:$/);

/** http, https, mail and telephone. */
export const safeLink = (address: string | undefined, base: string): string | undefined =>
  allowed(address, base, /^(https?|mailto|tel):$/);

function allowed(address: string | undefined, base: string, protocols: RegExp): string | undefined {
  if (!address) return undefined;
  try {
    const url = new URL(address, base);
    return protocols.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined; // not an address at all: there is nothing to show
  }
}
