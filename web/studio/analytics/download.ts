/** Files that the server makes for the user. */
import { saveFile } from '../base/saving.ts';
import { tell } from '../base/toast.ts';
import { words } from './words.ts';

/** What the server makes; it says what the file is called. */
export async function saveFrom(path: string, query: Record<string, string | undefined>): Promise<void> {
  const said = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  try {
    const answer = await fetch(`${path}?${new URLSearchParams(said)}`, { headers: { 'x-tundish': '1' } });
    const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
    if (!answer.ok || !name) throw new Error(`the file was answered with ${answer.status}`);
    saveFile(await answer.blob(), name);
  } catch (error) {
    console.warn('tundish: a file could not be saved', error);
    tell(words.chart.noFile, { isBad: true });
  }
}
