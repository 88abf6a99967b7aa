/** A JSON pointer as people read it: `/edges/0/to` is `edges › 1 › to`. */
export const memberPlace = (pointer: string): string =>
  pointer
    .split('/')
    .slice(1)
    .map((name) => (/^\d+$/.test(name) ? String(Number(name) + 1) : name.replaceAll('~1', '/').replaceAll('~0', '~')))
    .join(' › ');
