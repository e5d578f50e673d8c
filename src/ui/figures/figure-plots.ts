// The figures of a case as plots: rows or columns of bars, each of which knows which list it opens.

import type { Dictionary } from '../../i18n/fr.ts';
import type { Formatters } from '../../i18n/format.ts';
import { WallFormat } from '../wall-format.ts';
import type { ObjectClass } from '../../domain/detection/classes.ts';
import type { RecordingId } from '../../domain/ids.ts';
import type { TimeBar } from '../../domain/layers/time-bars.ts';
import type { CaseFigures } from '../../state/case-figures.svelte.ts';
import type { RecordingFigure } from '../../state/figure-count.ts';
import type { TimeKind } from '../../state/figure-time.ts';
import type { LineFigure, ZoneFigure } from '../../state/place-count.ts';

/** The list behind a bar. */
export type Opening =
  | { readonly kind: 'class'; readonly name: ObjectClass }
  | { readonly kind: 'time'; readonly time: TimeKind; readonly key: number }
  | { readonly kind: 'recording'; readonly id: RecordingId }
  | { readonly kind: 'camera'; readonly camera: string }
  | { readonly kind: 'crossings'; readonly id: number; readonly sense: 'ab' | 'ba' }
  | { readonly kind: 'zone'; readonly id: number; readonly rule: 'pass' | 'enter' };

export interface PlotBar {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  /** Objects that are not certain; `undefined`: they are not told apart here. */
  readonly unsure: number | undefined;
  /** 0–1, how much of its footage was searched; `undefined`: not a matter of footage, or there is none. */
  readonly searched: number | undefined;
  /** There is no footage for it: a zero here says nothing. */
  readonly isUnfilmed: boolean;
  readonly opening: Opening;
}

export interface Plot {
  readonly id: string;
  readonly title: string;
  readonly notes: readonly string[];
  /** Bars side by side, in order of time. */
  readonly isTimeline: boolean;
  readonly bars: readonly PlotBar[];
}

interface Words {
  readonly t: Dictionary;
  readonly f: Formatters;
}

/** Bars without footage are filled in between others up to so many. */
const MOST_FILLED = 48;

/** In the order in which they are shown. */
export function plotsOf(figures: CaseFigures, { t, f }: Words): readonly Plot[] {
  const words = t.figures;
  return [
    { id: 'class', title: words.plots.class, notes: [], isTimeline: false, bars: classBars(figures, t) },
    ...(figures.byRecording.some(({ recording }) => recording.place.camera !== '') ? [cameraPlot(figures, t)] : []),
    ...(figures.byRecording.length > 1 ? [recordingPlot(figures, words)] : []),
    ...figures.lines.map((line) => linePlot(line, figures, { t, f })),
    ...figures.zones.map((zone) => zonePlot(zone, figures, { t, f })),
    ...timePlots(figures, { t, f }),
  ].filter(({ bars }) => bars.length > 0);
}

function classBars({ byClass }: CaseFigures, t: Dictionary): readonly PlotBar[] {
  return [...byClass].map(([name, { objects, unsure }]) => ({
    id: name,
    label: t.classes[name],
    count: objects,
    unsure,
    searched: undefined,
    isUnfilmed: false,
    opening: { kind: 'class', name },
  }));
}

function timePlots({ time, timeZone }: CaseFigures, { t, f }: Words): readonly Plot[] {
  const words = t.figures;
  const wall = new WallFormat(f.locale, timeZone);
  const clocked = words.notes.clocked(f.number(time.clocked), time.clocked === 1);
  const unclocked = words.notes.unclocked(f.number(time.unclocked), time.unclocked === 1);
  const plot = (kind: TimeKind, title: string, note: string, label: (key: number) => string): Plot => ({
    id: kind,
    title,
    notes: [note, words.notes.appears],
    isTimeline: true,
    bars: filled(time.bars(kind)).map((bar) => timeBar(kind, bar, label(bar.key))),
  });
  const hourOf = (key: number): string => `${String(key).padStart(2, '0')} h`;
  const dayOf = (key: number): string => wall.day(time.periodOf(key).fromUs);
  return [
    ...(time.clocked > 0 ? [plot('hour', words.plots.hour, clocked, hourOf)] : []),
    ...(time.clocked > 0 ? [plot('day', words.plots.day, clocked, dayOf)] : []),
    ...(time.unclocked > 0
      ? [
          plot('step', words.plots.step(stepWords(time.stepUs / 1e6)), unclocked, (key) =>
            f.timeShort(key * time.stepUs),
          ),
        ]
      : []),
  ];
}

/** `10 s`, `5 min`, `1 h`: whole units. */
function stepWords(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : seconds < 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}

function timeBar(kind: TimeKind, { key, objects, unsure, us }: TimeBar, label: string): PlotBar {
  const all = us.searched + us.outside + us.unread;
  return {
    id: String(key),
    label,
    count: objects,
    unsure,
    searched: all > 0 ? us.searched / all : undefined,
    isUnfilmed: all === 0,
    opening: { kind: 'time', time: kind, key },
  };
}

/** With those in between that have nothing, unless there are very many. */
function filled(bars: readonly TimeBar[]): readonly TimeBar[] {
  const [first = 0, last = -1] = [bars[0]?.key, bars.at(-1)?.key];
  if (last - first >= MOST_FILLED) {
    return bars;
  }
  const known = new Map(bars.map((bar) => [bar.key, bar]));
  return Array.from({ length: last - first + 1 }, (_, index): TimeBar => {
    const key = first + index;
    return known.get(key) ?? { key, objects: 0, unsure: 0, us: { searched: 0, outside: 0, unread: 0 } };
  });
}

function recordingPlot({ byRecording }: CaseFigures, words: Dictionary['figures']): Plot {
  return {
    id: 'recording',
    title: words.plots.recording,
    notes: [],
    isTimeline: false,
    bars: byRecording.map((figure) => ({
      id: figure.recording.id,
      label: figure.recording.name,
      ...sumOf([figure]),
      opening: { kind: 'recording', id: figure.recording.id },
    })),
  };
}

function cameraPlot({ byRecording }: CaseFigures, t: Dictionary): Plot {
  const cameras = new Map<string, RecordingFigure[]>();
  for (const figure of byRecording) {
    const { camera } = figure.recording.place;
    cameras.set(camera, [...(cameras.get(camera) ?? []), figure]);
  }
  return {
    id: 'camera',
    title: t.figures.plots.camera,
    notes: [],
    isTimeline: false,
    bars: [...cameras].map(([camera, own]) => ({
      id: camera,
      label: camera === '' ? t.search.unnamed : camera,
      ...sumOf(own),
      opening: { kind: 'camera', camera },
    })),
  };
}

function sumOf(figures: readonly RecordingFigure[]): Omit<PlotBar, 'id' | 'label' | 'opening'> {
  const sum = (of: (figure: RecordingFigure) => number): number =>
    figures.reduce((total, figure) => total + of(figure), 0);
  const allUs = sum(({ us }) => us.searched + us.outside + us.unread);
  return {
    count: sum(({ objects }) => objects),
    unsure: sum(({ unsure }) => unsure),
    searched: allUs > 0 ? sum(({ us }) => us.searched) / allUs : undefined,
    isUnfilmed: allUs === 0,
  };
}

function linePlot({ criterion, crossings }: LineFigure, figures: CaseFigures, { t, f }: Words): Plot {
  const { id, number } = criterion;
  const name = t.drawn.names.line(f.number(number));
  const bar = (sense: 'ab' | 'ba'): PlotBar => ({
    id: sense,
    label: t.figures.senses[sense],
    count: crossings[sense].length,
    unsure: undefined,
    searched: undefined,
    isUnfilmed: false,
    opening: { kind: 'crossings', id, sense },
  });
  return {
    id: `line-${id}`,
    title: t.figures.plots.line(name),
    notes: [t.figures.notes.undrawn(f.number(figures.undrawnHits))],
    isTimeline: false,
    bars: [bar('ab'), bar('ba')],
  };
}

function zonePlot({ criterion, passed, entered, dwellUs }: ZoneFigure, figures: CaseFigures, { t, f }: Words): Plot {
  const { id, number } = criterion;
  const words = t.figures;
  const bar = (rule: 'pass' | 'enter', count: number): PlotBar => ({
    id: rule,
    label: words.rules[rule],
    count,
    unsure: undefined,
    searched: undefined,
    isUnfilmed: false,
    opening: { kind: 'zone', id, rule },
  });
  return {
    id: `zone-${id}`,
    title: words.plots.zone(t.drawn.names.zone(f.number(number))),
    notes: [words.notes.dwell(f.duration(dwellUs / 1e6)), words.notes.undrawn(f.number(figures.undrawnHits))],
    isTimeline: false,
    bars: [bar('pass', passed), bar('enter', entered)],
  };
}
