/**
 * Help is there for whoever is at a field. When the field is left by a press, its help stays until the
 * press is over: else what is pressed would move away below the pointer.
 */
export class SteadyHelp {
  #isPressed = false;
  readonly #left = new Set<Element>();

  readonly press = (): void => {
    this.#isPressed = true;
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, this.#release, { once: true });
  };

  readonly leave = ({ target }: FocusEvent): void => {
    const field = this.#isPressed && (target as Element).closest('.field, .of-kind');
    if (!field) return;
    field.setAttribute('data-left', '');
    this.#left.add(field);
  };

  /** The click comes first. */
  readonly #release = (): void => {
    this.#isPressed = false;
    setTimeout(() => {
      for (const field of this.#left) field.removeAttribute('data-left');
      this.#left.clear();
    });
  };
}
