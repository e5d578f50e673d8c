// What the bench measures, which way is better, and what is asked of it.

/** A kind of figure. */
export interface Metric {
  readonly label: string;
  /** Written behind the value; empty for counts. */
  readonly unit: string;
  readonly digits: number;
  readonly better: 'more' | 'less';
}

const percent = (label: string): Metric => ({ label, unit: '%', digits: 1, better: 'more' });
const times = (label: string): Metric => ({ label, unit: '×', digits: 2, better: 'more' });
const count = (label: string): Metric => ({ label, unit: '', digits: 0, better: 'less' });
const seconds = (label: string): Metric => ({ label, unit: 's', digits: 1, better: 'less' });

const milliseconds = (label: string): Metric => ({ label, unit: 'ms', digits: 1, better: 'less' });

/** Every kind of figure, by the key that results and history use. */
export const METRICS = {
  mota: percent('MOTA'),
  idf1: percent('IDF1'),
  hota: percent('HOTA'),
  boxRecall: percent('boxes recalled'),
  boxPrecision: percent('boxes precise'),
  neverSeenLong: count('truth tracks of 3 s or more never seen'),
  missRate: { ...percent('truth tracks never seen'), better: 'less' },
  labelRecall: percent('persons labelled by hand, recalled'),
  labelPrecision: percent('persons labelled by hand, precision'),
  onStaticThings: count('tracks on things that never move'),
  trackRecall: percent('truth tracks recalled'),
  trackPrecision: percent('result tracks precise'),
  vehicleRecall: percent('truth tracks recalled by vehicles'),
  vehiclePrecision: percent('vehicle tracks precise'),
  backgroundF: { label: 'background F', unit: '', digits: 3, better: 'more' },
  crossingsRight: percent('crossings right'),
  otherTracks: count('tracks that follow no crossing'),
  onTheShape: percent('shapes that are one unclassified track'),
  eventsFound: percent('events of the camera found in time'),
  falseEvents: count('false events of the camera'),
  direction: percent('directions right'),
  coloursNamed: percent('colours named'),
  coloursRight: percent('named colours right'),
  searchPrecision: percent('objects found, right'),
  searchRecall: percent('objects looked for, found'),
  realtime: times('× real time'),
  ratioToDecode: { label: 'ratio to decode only', unit: '', digits: 2, better: 'more' },
  dvrScan: times('× DVR-Scan, by ratio'),
  triageS: seconds('first look'),
  triageRealtime: times('first look × real time'),
  triageFlagged: percent('crossings flagged by the first look'),
  triageTime: { ...percent('time flagged by the first look'), better: 'less' },
  detectorRate: { label: 'detector runs per footage second', unit: '/s', digits: 2, better: 'less' },
  viewing: { label: 'minutes of viewing per hour', unit: 'min', digits: 1, better: 'less' },
  memory: { label: 'peak memory', unit: 'MB', digits: 0, better: 'less' },
  memoryRatio: { label: 'peak memory, hour against five minutes', unit: '', digits: 2, better: 'less' },
  boxBytes: { label: 'bytes a stored box', unit: 'B', digits: 1, better: 'less' },
  trackBytes: { label: 'bytes a track, pictures and boxes apart', unit: 'B', digits: 0, better: 'less' },
  firstPageS: { ...seconds('passphrase to the first page of a query'), digits: 2 },
  firstPageMs: milliseconds('first page of a search'),
  countsMs: milliseconds('counts of every chip'),
  longestTaskMs: milliseconds('longest task of the page'),
  zoomFrameMs: milliseconds('frame while the timeline is zoomed'),
  paintFrameMs: milliseconds('picture of a synopsis on screen'),
  firstPictureS: { ...seconds('click to the first picture of a synopsis'), digits: 2 },
  stalls: count('halts of a synopsis that is played through'),
  stalledS: seconds('halted in all'),
  synopsisS: seconds('length of a synopsis'),
  covered: { ...percent('area of objects covered by others'), better: 'less' },
  disorder: { ...percent('pairs out of their order of time'), better: 'less' },
  arrangeS: { ...seconds('a synopsis arranged'), digits: 2 },
  rearrangeS: { ...seconds('the same when objects come or go'), digits: 2 },
  reportS: { ...seconds('report as page and PDF'), digits: 2 },
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof METRICS;

/** All kinds, in the order in which they are shown. */
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[];

/** Shares are in per cent. */
export type Figures = Readonly<Partial<Record<MetricId, number>>>;

/** What one row of the bench gave. */
export interface BenchRow {
  readonly id: string;
  readonly name: string;
  /** Repeats the measurement. */
  readonly command: string;
  /** Date and commit of the measurement. */
  readonly when: string;
  /** `absent`: what it needs is not on this machine. */
  readonly state: 'measured' | 'absent' | 'failed';
  /** Why nothing was measured. */
  readonly reason?: string;
  /** Size, frames, length. */
  readonly footage?: string;
  /** What it was compared with. */
  readonly truth?: string;
  readonly figures: Figures;
  readonly notes: readonly string[];
}

/** The least that must hold, and what is hoped for. */
export interface Goal {
  readonly floor: number;
  readonly aim: number;
}

const same = (value: number): Goal => ({ floor: value, aim: value });
const TRACKS = { floor: 85, aim: 95 };
const QUIET: Partial<Record<MetricId, Goal>> = {
  crossingsRight: same(100),
  otherTracks: same(0),
  falseEvents: same(0),
  ratioToDecode: { floor: 0.8, aim: 0.95 },
  dvrScan: { floor: 5, aim: 6.3 },
  triageRealtime: { floor: 40, aim: 60 },
  triageFlagged: same(100),
  memory: { floor: 700, aim: 400 },
};

/** Every criterion on its drawn scene. */
const SEARCH: Partial<Record<MetricId, Goal>> = {
  searchPrecision: { floor: 90, aim: 100 },
  searchRecall: { floor: 90, aim: 100 },
};

/** By row, then figure. Figures without a goal are shown for comparison over time. */
export const GOALS: Readonly<Record<string, Readonly<Partial<Record<MetricId, Goal>>>>> = {
  pets: {
    mota: { floor: 88, aim: 94 },
    idf1: { floor: 85, aim: 93 },
    hota: { floor: 64, aim: 71 },
    neverSeenLong: same(0),
    onStaticThings: same(0),
    realtime: { floor: 2.5, aim: 5 },
  },
  highway: { trackRecall: TRACKS, trackPrecision: TRACKS, backgroundF: { floor: 0.8, aim: 0.9 } },
  colours: { coloursNamed: { floor: 60, aim: 80 }, coloursRight: { floor: 80, aim: 90 } },
  quiet: QUIET,
  gop250: QUIET,
  busy: { memory: { floor: 700, aim: 400 } },
  standing: { crossingsRight: same(100), otherTracks: same(0) },
  stopped: { crossingsRight: same(100), otherTracks: same(0) },
  shape: { onTheShape: same(100), otherTracks: same(0) },
  events: { eventsFound: same(100), falseEvents: same(0) },
  directions: { direction: { floor: 95, aim: 99 } },
  scale: {
    boxBytes: { floor: 16, aim: 12 },
    trackBytes: { floor: 300, aim: 150 },
    firstPageS: { floor: 3, aim: 2 },
  },
  // 25 pictures a second; as many as a screen shows.
  'synopsis-arrange-quiet': { synopsisS: { floor: 60, aim: 30 }, covered: same(10) },
  'synopsis-arrange-busy': { synopsisS: { floor: 60, aim: 60 }, covered: same(10) },
  'synopsis-arrange-hundreds': { arrangeS: { floor: 2, aim: 1 }, rearrangeS: { floor: 0.5, aim: 0.25 } },
  'synopsis-arrange-thousands': { arrangeS: { floor: 30, aim: 10 }, longestTaskMs: { floor: 50, aim: 50 } },
  'synopsis-paint': { paintFrameMs: { floor: 40, aim: 16.8 } },
  'synopsis-play': { firstPictureS: { floor: 2, aim: 1 }, stalls: same(0) },
  'synopsis-busy': { firstPictureS: { floor: 2, aim: 1 }, stalls: same(0) },
  'review-desk': {
    firstPageMs: { floor: 100, aim: 50 },
    countsMs: { floor: 200, aim: 100 },
    longestTaskMs: { floor: 50, aim: 30 },
    zoomFrameMs: { floor: 17, aim: 16.8 },
  },
  'report-pdf': { reportS: { floor: 10, aim: 5 } },
  memory: { memory: { floor: 700, aim: 400 }, memoryRatio: { floor: 1.2, aim: 1 } },
};

/** The same is asked of every criterion on its drawn scene. */
function goalsOf(row: string): Readonly<Partial<Record<MetricId, Goal>>> | undefined {
  return row.startsWith('search-scene-') ? SEARCH : GOALS[row];
}

/** How a value stands against what is asked. */
export function verdictOf(metric: Metric, value: number, { floor, aim }: Goal): 'aim' | 'floor' | 'under' {
  const reaches = (wanted: number): boolean => (metric.better === 'more' ? value >= wanted : value <= wanted);
  return reaches(aim) ? 'aim' : reaches(floor) ? 'floor' : 'under';
}

/** One figure of one row, with all that is known of its kind. */
export interface Figure {
  readonly row: BenchRow;
  readonly id: MetricId;
  readonly metric: Metric;
  readonly value: number;
  readonly goal: Goal | undefined;
}

/** The figures of a row, in the order of {@link METRICS}. */
export function figuresOf(row: BenchRow): Figure[] {
  return METRIC_IDS.flatMap((id) => {
    const value = row.figures[id];
    return value === undefined ? [] : [{ row, id, metric: METRICS[id], value, goal: goalsOf(row.id)?.[id] }];
  });
}

/** A value with its unit, as tables and plots write it. */
export function formatFigure({ digits, unit }: Metric, value: number): string {
  return `${value.toFixed(digits)}${unit === '' ? '' : `\u00a0${unit}`}`;
}
