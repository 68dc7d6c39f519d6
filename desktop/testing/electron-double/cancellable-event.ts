/** The event object Electron hands to listeners, with the one thing listeners do to it. */
export class CancellableEvent {
  defaultPrevented = false;
  constructor(details: object = {}) {
    Object.assign(this, details);
  }
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
