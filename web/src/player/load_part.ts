/**
 * Imports a part of the player that is loaded on demand. Some browsers remember a failed import for
 * as long as the page lives; a second try asks for the file under another query, which they have not
 * seen fail. The file's address stands in the error.
 */
export async function loadPart<Part>(part: () => Promise<Part>): Promise<Part> {
  try {
    return await part();
  } catch (error) {
    const address = /https?:\S+?\.js/.exec(String(error))?.[0];
    if (!address) throw error;
    return (await import(/* @vite-ignore */ `${address}?again=${Date.now()}`)) as Part;
  }
}
