// Errors that nobody expected: caught once for the whole page, shown with details to copy.

/** What the crash dialog shows. */
export interface Crash {
  readonly message: string;
  readonly details: string;
}

export class CrashHandler {
  #crash: Crash | undefined = $state.raw();

  get crash(): Crash | undefined {
    return this.#crash;
  }

  /** Listens for the life of the page. */
  listen(target: Window): void {
    target.addEventListener('error', (event) => {
      this.report(event.error ?? event.message);
    });
    target.addEventListener('unhandledrejection', (event) => {
      this.report(event.reason);
    });
  }

  report(error: unknown): void {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const stack = error instanceof Error ? (error.stack ?? '') : '';
    // The first cause matters; what follows is often its echo.
    this.#crash ??= { message, details: [message, stack, navigator.userAgent].join('\n') };
  }

  dismiss(): void {
    this.#crash = undefined;
  }
}
