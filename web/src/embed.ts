/** The one-line script: `<script type="module" src="https://HOST/player/tundish.js"></script>`. */
import type { TundishPlayerElement } from './api.ts';
import { TundishPlayer } from './player/tundish_player.ts';

TundishPlayer satisfies new () => TundishPlayerElement;

if (!customElements.get('tundish-player')) customElements.define('tundish-player', TundishPlayer);

export { TundishPlayer };
