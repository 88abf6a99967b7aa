/**
 * Inter for the studio. The file is fetched and given to the document as bytes, because the studio's
 * policy lets no style sheet bring fonts.
 */
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

/** Texts are shown in the system's letters until these are there, and so they stay if they never come. */
export async function loadLetters(): Promise<void> {
  try {
    const answer = await fetch(latin);
    if (!answer.ok) throw new Error(`${latin} answered ${answer.status}`);
    const face = new FontFace('Inter', await answer.arrayBuffer(), { weight: '100 900' });
    document.fonts.add(await face.load());
  } catch (error) {
    console.debug('tundish: the studio is shown in the letters of the system', error);
  }
}
