/**
 * Addresses that a funnel may show: http, https and pictures written out; undefined for any other.
 */
export function safeImage(address: string | undefined, base: string): string | undefined {
  if (!address) return undefined;
  if (/^data:image\/(png|jpeg|gif|webp|avif|svg\+xml)[;,]/i.test(address)) return address;
  try {
    const url = new URL(address, base);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined; // not an address at all: there is nothing to show
  }
}
