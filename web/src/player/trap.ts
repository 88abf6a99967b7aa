/**
 * A field that people neither see nor hear of and programs fill. It is no part of the funnel: that it
 * was filled is told to the server beside the events.
 */
import { html, type TemplateResult } from 'lit';

export const paintTrap = (spring: () => void): TemplateResult =>
  html`<div class="unseen" aria-hidden="true">
    <label>Website <input name="website" tabindex="-1" autocomplete="off" @input=${spring} /></label>
  </div>`;
