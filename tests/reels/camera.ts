// Built truths of the camera: vtest with something happening to it at a known moment, as ffmpeg filters.

/** Size and rate of vtest. */
export const VTEST = { width: 768, height: 576, fps: 10 } as const;

/** When it happens, seconds. */
export const AT_S = 12;
/** When a passing trouble is over, seconds. */
const UNTIL_S = 20;
const FROM = `enable='gte(t,${AT_S})'`;
const DURING = `enable='between(t,${AT_S},${UNTIL_S})'`;

/** The picture with another version of itself laid over it from the moment on. */
const replaced = (filters: string): string => `split[a][b];[b]${filters}[c];[a][c]overlay=${FROM}`;

export interface CameraTruth {
  readonly name: string;
  readonly kind: 'moved' | 'ptz' | 'cut' | 'lighting' | 'covered' | 'frozen';
  /** An ffmpeg filter graph on vtest. */
  readonly filter: string;
  /** Seconds; `undefined` when it is over at once, or lasts. */
  readonly untilS?: number;
}

/** One for each way that was thought of. */
export const CAMERA_TRUTHS: readonly CameraTruth[] = [
  { name: 'knocked by 3 %', kind: 'moved', filter: replaced('pad=iw+40:ih+40:20:20,crop=768:576:43:30') },
  { name: 'knocked by 1 %', kind: 'moved', filter: replaced('pad=iw+40:ih+40:20:20,crop=768:576:28:22') },
  { name: 'turned by 3°', kind: 'moved', filter: `rotate=0.052:${FROM}` },
  { name: 'zoomed by 5 %', kind: 'moved', filter: replaced('crop=730:547:19:14,scale=768:576') },
  {
    ...{ name: 'panned for 4 s', kind: 'ptz', untilS: AT_S + 4 },
    filter: `crop=576:432:x='clip((t-${AT_S})*48,0,192)':y=72,scale=768:576`,
  },
  { name: 'cut to another place', kind: 'cut', filter: replaced('crop=500:375:200:150,hflip,scale=768:576') },
  { name: 'darkened', kind: 'lighting', filter: `eq=brightness=-0.25:contrast=0.6:${FROM}` },
  {
    name: 'grey and dark, as infrared',
    kind: 'lighting',
    filter: `eq=brightness=-0.2:contrast=0.6:saturation=0:${FROM}`,
  },
  { name: 'without colour', kind: 'lighting', filter: `hue=s=0:${FROM}` },
  { name: 'black', kind: 'covered', untilS: UNTIL_S, filter: `drawbox=c=black:t=fill:${DURING}` },
  {
    ...{ name: 'covered, with noise', kind: 'covered', untilS: UNTIL_S },
    filter: `drawbox=c=0x181818:t=fill:${DURING},noise=alls=6:allf=t`,
  },
  { name: 'out of focus', kind: 'covered', untilS: UNTIL_S, filter: `gblur=sigma=25:${DURING}` },
  {
    ...{ name: 'frozen for 10 s', kind: 'frozen', untilS: AT_S + 10 },
    filter: `loop=loop=100:size=1:start=${AT_S * 10},setpts=N/10/TB`,
  },
];
