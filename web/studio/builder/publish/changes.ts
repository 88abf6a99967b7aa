/** Changes between two definitions, to be read: what was done to which part, then texts by language. */
import { html, nothing, type TemplateResult } from 'lit';
import { layerNames, memberNames } from '../../base/format_words.ts';
import { told } from '../../base/sentences.ts';
import { languageName } from '../../base/names.ts';
import { namesOf } from '../../document/definition.ts';
import { words } from './words.ts';

export interface Change {
  /** `layer_moved`, `rule_changed`, …: see `engine/include/tundish/changes.hpp`. */
  code: string;
  pointer: string;
  /** Of a text. */
  language?: string;
  sentence: string;
}

type Deed = keyof typeof words.deeds;

const conditions = ['conditions', 'enabled_if', 'skip_conditions', 'visible_if'];
const ways = ['authenticated_target_layer', 'jumps', 'next', 'on_error', 'target', 'targets', 'unauthenticated_target_layer'];
const tones: Partial<Record<Deed, string>> = { added: 'good', removed: 'bad' };

function deedOf({ code, pointer }: Change): Deed {
  const what = /_(added|moved|removed)$/.exec(code)?.[1];
  if (what) return what as Deed;
  const member = namesOf(pointer).at(-1) ?? '';
  if (conditions.includes(member)) return 'condition';
  if (ways.includes(member)) return 'way';
  return code === 'rule_changed' ? 'rule' : 'changed';
}

/** The sentence with people's words for the member that changed, and for the kind of a layer. */
function plain({ sentence, pointer }: Change): string {
  const member = namesOf(pointer).at(-1) ?? '';
  const name = memberNames[member];
  const said = name ? sentence.replace(`\`${member}\``, `“${name}”`) : sentence;
  return said.replace(/\((\w+)\)/, (all, type: string) => (layerNames[type] ? `(${layerNames[type]})` : all));
}

const listOf = (changes: readonly Change[]): TemplateResult => html`<ul class="changes">
  ${changes.map((one) => {
    const deed = deedOf(one);
    return html`<li><span class="chip ${tones[deed] ?? ''}">${words.deeds[deed]}</span><span>${told(plain(one))}</span></li>`;
  })}
</ul>`;

/** All of them; headings are of the third level. */
export function changeList(changes: readonly Change[]): TemplateResult {
  const parts = changes.filter(({ language }) => !language);
  const languages = [...new Set(changes.map(({ language }) => language).filter((one) => !!one))] as string[];
  return html`${parts.length > 0 ? listOf(parts) : nothing}
    ${languages.map((language) => html`<h4>${words.textsIn(languageName(language))}</h4>
      ${listOf(changes.filter((one) => one.language === language))}`)}`;
}
