// Mounts the application on a page, with what it needs given from outside.

import { mount } from 'svelte';
import { AppState, type AppPorts } from '../state/app.svelte.ts';
import { Preferences } from '../state/preferences.svelte.ts';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import App from './App.svelte';
import { CrashHandler } from './crash.svelte.ts';

/** Starts the application in `target`. */
export function boot(target: HTMLElement, ports: AppPorts): void {
  const crashes = new CrashHandler();
  crashes.listen(window);
  const app = new AppState(ports);
  mount(App, {
    target,
    props: { app, preferences: new Preferences(storageOf(window), window.innerHeight < 800), crashes },
  });
  // Case data must not outlive the page longer than it must: the key is dropped with it.
  window.addEventListener('pagehide', (event) => {
    if (!event.persisted) {
      app.workbench?.[Symbol.dispose]();
      app.door?.[Symbol.dispose]();
    }
  });
  void app.examine();
}

function storageOf(page: Window): Storage | undefined {
  try {
    return page.localStorage;
  } catch {
    // Storage forbidden by the browser's settings: tastes are not remembered.
    return undefined;
  }
}
