/** Moves the focus to the input of a form that has this name. */
export function focusInput(form: HTMLFormElement, name: string): void {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement) input.focus();
}
