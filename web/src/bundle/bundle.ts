/**
 * The script of a funnel in one file: the player, its engine and its release, which ask no network for
 * anything, and a button that saves what was answered.
 */
import '../embed.ts';
import { loadStrings } from '../player/strings.ts';
import { handIn } from './handing.ts';
import { sayKept, wordsOf } from './words.ts';

// The page goes on as it began when the device finds a network: there is nobody to send to.
addEventListener('online', (event) => event.stopImmediatePropagation(), { capture: true });

const player = document.querySelector('tundish-player')!;
const button = document.querySelector<HTMLButtonElement>('#save')!;
const said = document.querySelector<HTMLElement>('#said')!;
const { language } = player;
const words = wordsOf(language);

async function save(): Promise<void> {
  const { funnel, server } = player;
  const file = await handIn(funnel, server.replace(/\/$/, '')).catch((error: unknown) => {
    console.warn('tundish: the browser keeps nothing', error);
  });
  if (!file) {
    said.textContent = words.notKept;
    return;
  }
  const count = file.sessions.length;
  if (count > 0) download(`${funnel}-sessions.json`, JSON.stringify(file));
  said.textContent = count > 0 ? words.saved(count) : words.nothing;
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

button.textContent = words.save;
button.addEventListener('click', () => void save());
void loadStrings(language).then(() => sayKept(language));
