// Everything that a clean session must not do, recorded while it runs.

import type { BrowserContext, Page, Worker } from '@playwright/test';

const POLICY_WORDS = /Content Security Policy|Content-Security-Policy|Trusted Type/i;
const OWN_SCHEMES = new Set(['blob:', 'data:', 'about:']);

/** Policy violations, uncaught errors and foreign requests of one context. */
export class Watch {
  readonly violations: string[] = [];
  readonly errors: string[] = [];
  readonly foreignRequests: string[] = [];
  readonly #origin: string;

  /** `appUrl`: the page; on `file://` its folder is the only place that may be read. */
  constructor(appUrl: string) {
    this.#origin = new URL('.', appUrl).href;
  }

  async attach(context: BrowserContext): Promise<void> {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
      });
    });
    context.on('request', (request) => {
      this.#onRequest(request.url());
    });
    for (const page of context.pages()) {
      this.#onPage(page);
    }
    context.on('page', (page) => {
      this.#onPage(page);
    });
  }

  #onRequest(url: string): void {
    if (!OWN_SCHEMES.has(new URL(url).protocol) && !url.startsWith(this.#origin)) {
      this.foreignRequests.push(url);
    }
  }

  #onPage(page: Page): void {
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (POLICY_WORDS.test(message.text())) {
        this.violations.push(message.text());
      }
    });
    page.on('worker', (worker) => {
      this.#onWorker(worker);
    });
  }

  /** A worker has its own document-less scope: its violations never reach the page. */
  #onWorker(worker: Worker): void {
    worker
      .evaluate(() => {
        self.addEventListener('securitypolicyviolation', (event) => {
          console.error(`Content Security Policy (worker): ${event.violatedDirective} ${event.blockedURI}`);
        });
      })
      .catch(() => undefined);
  }
}
