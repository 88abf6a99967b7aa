/** The one-line script: `<script type="module" src="https://HOST/player/tundish.js"></script>`. */
import { TundishPlayer } from './player/tundish_player.ts';

if (!customElements.get('tundish-player')) customElements.define('tundish-player', TundishPlayer);

export { TundishPlayer };

declare global {
  interface HTMLElementTagNameMap {
    'tundish-player': TundishPlayer;
  }
}
