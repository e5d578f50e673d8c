// What is worth saying only when it lasts: a flicker at every step would say nothing.

const WORTH_SAYING_AFTER_MS = 250;

/** To be made while a component is set up. `isOn` is asked again whenever what it reads changes. */
export class Lasting {
  #isLasting = $state(false);

  constructor(isOn: () => boolean, afterMs = WORTH_SAYING_AFTER_MS) {
    $effect(() => {
      if (!isOn()) {
        this.#isLasting = false;
        return undefined;
      }
      const timer = setTimeout(() => {
        this.#isLasting = true;
      }, afterMs);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  get now(): boolean {
    return this.#isLasting;
  }
}
