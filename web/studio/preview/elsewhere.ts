/**
 * Pictures, films and sounds of other sites. A page of the studio asks nothing of another site: a drawing
 * with the site's name stands in for a picture, and a film or a sound is a file that is linked.
 */

type Some = Record<string, unknown>;

/** What the engine told, with nothing in it that would be had from another site. */
export function withoutElsewhere<T>(told: T): T {
  if (Array.isArray(told)) told.forEach(withoutElsewhere);
  else if (told !== null && typeof told === 'object') {
    const one = told as Some;
    for (const name of ['image', 'logo']) if (isElsewhere(one[name])) one[name] = standIn(one[name]);
    if (one.appearance === 'media' && isElsewhere(one.url)) one.appearance = 'asset';
    Object.values(one).forEach(withoutElsewhere);
  }
  return told;
}

function isElsewhere(address: unknown): address is string {
  if (typeof address !== 'string' || !/^(https?:)?\/\//i.test(address)) return false;
  return URL.canParse(address, location.href) && new URL(address, location.href).origin !== location.origin;
}

function standIn(address: string): string {
  const { host } = new URL(address, location.href);
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180" viewBox="0 0 320 180"><rect width="320" height="180" fill="#8a9099" fill-opacity=".18"/>' +
    '<g fill="none" stroke="#8a9099" stroke-width="3"><rect x="130" y="48" width="60" height="46" rx="6"/><circle cx="147" cy="63" r="5"/><path d="m133 90 18-17 12 11 12-12 13 14"/></g>' +
    `<text x="160" y="128" text-anchor="middle" font-family="system-ui, sans-serif" font-size="15" fill="#8a9099">${host}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
}
