/** Sentences of findings: what stands in backticks is a name of the format. */
import { html, type TemplateResult } from 'lit';

export function told(sentence: string): TemplateResult {
  const parts = sentence.split('`');
  // An odd one at the end is no pair.
  if (parts.length % 2 === 0) return html`${sentence}`;
  return html`${parts.map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}`;
}
