/** A dialog with some fields and one button: `openForm({…})`. What the server refuses stands at its field. */
import { html, nothing, render } from 'lit';
import { Problem, sentenceOf } from './api.ts';
import './dialog.ts';
import type { StudioDialog } from './dialog.ts';
import { base } from './element.ts';
import { icon } from './icons.ts';

export interface FormField {
  name: string;
  label: string;
  help?: string;
  value?: string;
  /** `text` when it is left out. */
  type?: 'text' | 'email' | 'password' | 'number' | 'url';
  autocomplete?: string;
  /** One of these is chosen: value and name. */
  options?: readonly (readonly [string, string])[];
  /** Existing values to choose from; others may be written. */
  suggestions?: readonly string[];
  isRequired?: boolean;
  /** Told with every change of it; may change other fields. */
  changed?(value: string, form: HTMLFormElement): void;
}

export interface Form {
  heading: string;
  about?: string;
  fields: readonly FormField[];
  act: string;
  /** Does it; what it throws is shown, and the dialog stays. Names of the body's members are those of the fields. */
  hand(values: Record<string, string>): Promise<void>;
}

export function openForm(form: Form): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [...base];
  let problem: unknown;
  let isBusy = false;

  const hand = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const values = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
    isBusy = true;
    problem = undefined;
    draw();
    try {
      await form.hand(values);
      written = false;
      root.querySelector<StudioDialog>('studio-dialog')!.close();
    } catch (error) {
      problem = error;
    }
    isBusy = false;
    draw();
    if (problem) root.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  };

  let written = false;
  /** What is not said at a field. */
  const rest = () => {
    if (!problem) return nothing;
    const isAtFields =
      problem instanceof Problem &&
      problem.problems.length > 0 &&
      problem.problems.every(({ pointer }) => form.fields.some(({ name }) => pointer === `/${name}`));
    return isAtFields ? nothing : html`<div class="notice bad">${icon('alert')}<span>${sentenceOf(problem)}</span></div>`;
  };
  const draw = () =>
    render(
      html`<studio-dialog heading=${form.heading} .isTouched=${() => written && !isBusy} @close=${() => host.remove()}>
        <form class="form" novalidate @submit=${hand} @input=${() => (written = true)}>
          ${form.about ? html`<p>${form.about}</p>` : nothing}
          ${form.fields.map((field, index) => fieldOf(field, problem, index === 0))}
          <div role="alert">${rest()}</div>
          <div class="actions"><button class="button primary" aria-disabled=${isBusy ? 'true' : nothing}>${form.act}</button></div>
        </form>
      </studio-dialog>`,
      root,
    );
  draw();
  document.body.append(host);
}

function fieldOf(field: FormField, problem: unknown, isFirst: boolean) {
  const { name, label, help } = field;
  const fault = problem instanceof Problem ? problem.at(`/${name}`) : '';
  const told = [help && `${name}-help`, fault && `${name}-fault`].filter(Boolean).join(' ') || nothing;
  // What helps is no part of the name.
  return html`<div class="field">
    <label class="name" for="${name}-field">${label}</label>
    ${field.options ? choice(field, told) : written(field, told, !!fault, isFirst)}
    ${help ? html`<span class="help" id="${name}-help">${help}</span>` : nothing}
    ${fault ? html`<span class="fault" id="${name}-fault">${fault}</span>` : nothing}
  </div>`;
}

function choice({ name, value, options }: FormField, told: unknown) {
  return html`<select id="${name}-field" name=${name} aria-describedby=${told}>
    ${options!.map(([one, called]) => html`<option value=${one} ?selected=${one === value}>${called}</option>`)}
  </select>`;
}

function written(field: FormField, told: unknown, isWrong: boolean, isFirst: boolean) {
  const { name, suggestions } = field;
  const changed = (event: Event) => {
    const input = event.target as HTMLInputElement;
    field.changed?.(input.value, input.form!);
  };
  return html`<input
      id="${name}-field"
      name=${name}
      type=${field.type ?? 'text'}
      value=${field.value ?? ''}
      autocomplete=${field.autocomplete ?? 'off'}
      list=${suggestions ? `${name}-list` : nothing}
      aria-describedby=${told}
      aria-required=${field.isRequired ? 'true' : nothing}
      aria-invalid=${String(isWrong)}
      ?autofocus=${isFirst}
      @input=${changed}
    />
    ${suggestions
      ? html`<datalist id="${name}-list">${suggestions.map((one) => html`<option value=${one}></option>`)}</datalist>`
      : nothing}`;
}
