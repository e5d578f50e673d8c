// The interface on a million objects: how long a choice takes to show, and how smoothly the timeline is zoomed.

import { mount } from 'svelte';

import App from '../../../src/app/App.svelte';
import { CrashHandler } from '../../../src/app/crash.svelte.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { AppState } from '../../../src/state/app.svelte.ts';
import { Preferences } from '../../../src/state/preferences.svelte.ts';
import type { Workbench } from '../../../src/state/workbench.ts';
import '../../../src/ui/base.css';
import '../../../src/ui/tokens.css';
import { FakeSession } from '../../../tests/builders/fake-session.ts';
import { aFakeRecording } from '../../../tests/builders/fake-recording.ts';
import type { ManyTracksPlan } from '../../../tests/builders/many-tracks.ts';
import type { Reviewed } from './figures.ts';
import { ManySession } from './many-session.ts';

const ZOOMS = 180;

/** The next picture of the page was painted. */
function painted(): Promise<number> {
  return new Promise((resume) => {
    requestAnimationFrame(() => {
      // The frame is painted after its callbacks: the next task comes behind it.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resume(performance.now());
      };
      port2.postMessage(undefined);
    });
  });
}

async function until(isSo: () => boolean): Promise<number> {
  for (;;) {
    const now = await painted();
    if (isSo()) {
      return now;
    }
  }
}

/** A session with one opened recording, to take its shape from. */
function aModel(): FakeSession {
  const session = new FakeSession(() => aFakeRecording());
  session.addFiles([new File(['x'], 'model.mp4')]);
  session.advance(0);
  return session;
}

async function openOn(plan: ManyTracksPlan): Promise<Workbench> {
  const model = aModel().recordings[0];
  if (model === undefined) {
    throw new Error('no recording to take the shape from');
  }
  const session = ManySession.of(plan, model);
  const app = new AppState({
    shape: 'pwa',
    openExercise: () => Promise.resolve(session),
    openDoor: () => Promise.reject(new Error('no door here')),
    probe: () =>
      Promise.resolve({
        missing: [],
        decodes: { 'H.264': true, HEVC: false, VP9: true, AV1: true },
        gpu: { kind: 'software' },
        cores: 2,
      }),
    findSample: () => Promise.resolve(undefined),
  });
  const target = document.querySelector('#app');
  if (target === null) {
    throw new Error('no place for the interface');
  }
  mount(App, { target, props: { app, preferences: new Preferences(undefined), crashes: new CrashHandler() } });
  await app.examine();
  await app.startExercise([new File(['x'], 'model.mp4')]);
  const { workbench } = app;
  if (workbench === undefined) {
    throw new Error('no workbench');
  }
  return workbench;
}

/** Choices of a person who narrows a search, one after the other. */
function choicesOn({ criteria }: Workbench): readonly (() => void)[] {
  return [
    () => {
      criteria.scope = 'all';
    },
    ...CLASS_NAMES.map((name) => () => {
      criteria.onlyClass(name);
    }),
    () => {
      criteria.onlyClass(undefined);
    },
    () => {
      criteria.toggleAttribute('upper', 'red');
    },
    () => {
      criteria.toggleAttribute('direction', 'left');
    },
    () => {
      criteria.minConfidence = 0.6;
    },
    () => {
      criteria.sort = 'confidence';
    },
    () => {
      criteria.hours = { from: 22 * 60, to: 5 * 60 };
    },
    () => {
      criteria.negate('upper');
    },
    () => {
      criteria.addSet();
      criteria.onlyClass('car');
    },
    () => {
      criteria.reset();
      criteria.sort = 'time';
    },
  ];
}

async function review(plan: ManyTracksPlan): Promise<Reviewed> {
  const workbench = await openOn(plan);
  await until(() => workbench.finding.facets.total > 0);
  const longTasks: number[] = [];
  const told: Reviewed = {
    tracks: workbench.recordings.all.reduce((sum, { tracks }) => sum + tracks.length, 0),
    ...{ found: [], firstPageMs: [], countsMs: [], longTasks, zoomMs: [] },
  };
  await until(() => !workbench.finding.isBusy);
  await painted();
  const observer = new PerformanceObserver((list) => {
    longTasks.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: 'longtask' });
  for (const choose of choicesOn(workbench)) {
    const [hits, facets] = [workbench.finding.hits, workbench.finding.facets];
    const start = performance.now();
    choose();
    const page = await until(() => workbench.finding.hits !== hits && !workbench.finding.isBusy);
    const counts = await until(
      () => workbench.finding.facets !== facets && workbench.finding.facets.hits === workbench.finding.hits,
    );
    told.found.push(workbench.finding.hits.length);
    told.firstPageMs.push(page - start);
    told.countsMs.push(counts - start);
    await new Promise((resume) => setTimeout(resume, 250));
  }
  told.zoomMs.push(...(await zoom()));
  observer.disconnect();
  return told;
}

/** Turns the wheel on a lane once a frame, in and out again. */
async function zoom(): Promise<number[]> {
  const lane = document.querySelector('[data-testid="lane"]');
  const { left = 0, top = 0, width = 0, height = 0 } = lane?.getBoundingClientRect() ?? {};
  const times: number[] = [];
  let before = await painted();
  for (let turn = 0; turn < ZOOMS; turn += 1) {
    const deltaY = turn < ZOOMS / 2 ? -100 : 100;
    const place = { clientX: left + width * 0.6, clientY: top + height / 2 };
    lane?.dispatchEvent(new WheelEvent('wheel', { ...place, deltaY, bubbles: true, cancelable: true }));
    const now = await painted();
    times.push(now - before);
    before = now;
  }
  return times;
}

Reflect.set(globalThis, 'derushReview', { review });
