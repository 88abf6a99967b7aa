/** Gets the files that lie beside the player's script. */

export async function fetchBeside(file: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(file, import.meta.url), { credentials: 'omit' });
  if (!response.ok) throw new Error(`${file} answered ${response.status}`);
  return response.arrayBuffer();
}
