// Watches the camera itself: whether it is still the same view, in the same light, and alive.
//
// A slowly learnt reference with its anchors (anchors.ts) is the view. While most anchors hold nothing happened to
// the camera, whatever passes in front of it. When they do not, the view is in doubt until it stands still again;
// then where the anchors went tells what it was: elsewhere (moved), on the way (ptz), nowhere (cut).

import { correlations, fineShift, heldShare, pickAnchors } from './anchors.ts';
import { EventLog } from './event-log.ts';
import { FreezeWatch, type FreezeState } from './freeze-watch.ts';
import {
  blocksOf,
  isColourFlip,
  LightWatch,
  readLight,
  type Blocks,
  type LightReading,
  type LightState,
} from './light-watch.ts';
import type { Moment, SceneEvent, SceneEventKind } from './scene-events.ts';
import { shrink, spreadOf, type SmallPicture } from './small-picture.ts';
import {
  agreedDisplacement,
  AGREE_LEAST,
  doubtFrom,
  followDoubt,
  isBlurred,
  isOnTheWay,
  isStructured,
  isWiped,
  LEAST_SHIFT,
  learn,
  LEARN_EVERY_US,
  type Doubt,
  type Reference,
} from './view.ts';

/** Share of anchors that must hold for the view to be the same one. */
const HOLDS = 0.5;
/** Share that hold by chance in another view, at most. */
const BY_CHANCE = 0.25;
/** The view stands still when it has for this long, µs, and on as many pictures after the first. */
const STANDS_US = 700_000;
const STANDS_PICTURES = 2;
/** A view that came little by little (a lorry that stops in front) is doubted for so long before it is believed, µs. */
const BELIEVED_US = 5_000_000;
/** Spread of luma under which nothing can be seen, levels. */
const BLANK_SPREAD = 4;
/** Least time between two pictures that are looked at, µs. */
const LOOK_EVERY_US = 140_000;

/** One watched picture. */
export interface SceneInput extends Moment {
  readonly luma: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Mean distance of chroma from grey, levels; `undefined` when unknown. */
  readonly saturation?: number | undefined;
}

/** What is known of the camera on one picture. */
export interface SceneReading {
  readonly light: LightReading;
  /** Standard deviation of the picture's noise, luma levels. */
  readonly noise: number;
  /** Displacement against the learnt view, as a share of the width; `undefined` when not measured on this picture. */
  readonly shake: number | undefined;
  /** The camera shows nothing that could be searched: covered, turning, or frozen. */
  readonly blind: 'covered' | 'ptz' | 'frozen' | undefined;
}

/** What to do after a picture. */
export interface SceneVerdict {
  /** Events of which this picture made sure; dated back to where they began. */
  readonly found: readonly SceneEvent[];
  /** The background that was learnt is no longer what stands behind. */
  readonly relearn: boolean;
  /** Objects followed until now have no place in this view. */
  readonly endTracks: boolean;
  /** `undefined` when this picture was not looked at: the one before it was, a moment ago. */
  readonly reading: SceneReading | undefined;
}

/** All that is remembered: plain data, to be stored between two pictures. */
export interface SceneWatchState {
  readonly reference: Reference | undefined;
  readonly doubt: Doubt | undefined;
  readonly last: Moment | undefined;
  readonly light: LightState;
  readonly freeze: FreezeState;
  readonly events: readonly SceneEvent[];
}

/** Watches one recording. Pictures must come in presentation order. */
export class SceneWatch {
  readonly #log: EventLog;
  readonly #light: LightWatch;
  readonly #freeze: FreezeWatch;
  #reference: Reference | undefined;
  /** The reference's blocks: it stays the same over several pictures. */
  #view: { readonly picture: SmallPicture; readonly blocks: Blocks } | undefined;
  #doubt: Doubt | undefined;
  #last: Moment | undefined;

  /** `state`: what an earlier watch of the same recording gave, to go on after its last picture. */
  constructor(state?: SceneWatchState) {
    this.#log = new EventLog(state?.events ?? []);
    this.#light = new LightWatch(state?.light);
    this.#freeze = new FreezeWatch(state?.freeze);
    this.#reference = state?.reference;
    this.#doubt = state?.doubt;
    this.#last = state?.last;
  }

  /** Events up to now, in order of their beginning. */
  get events(): readonly SceneEvent[] {
    return this.#log.events;
  }

  /** Everything that `new SceneWatch` needs to go on. */
  snapshot(): SceneWatchState {
    return structuredClone({
      reference: this.#reference,
      doubt: this.#doubt,
      last: this.#last,
      light: this.#light.state,
      freeze: this.#freeze.state,
      events: this.#log.events,
    });
  }

  /** Takes in the next watched picture. */
  next(input: SceneInput): SceneVerdict {
    const now: Moment = { us: input.us, ordinal: input.ordinal };
    if (this.#last !== undefined && now.us >= this.#last.us && now.us - this.#last.us < LOOK_EVERY_US) {
      return { found: [], relearn: false, endTracks: false, reading: undefined };
    }
    const picture = shrink(input.luma, input.width, input.height);
    const light = { us: now.us, saturation: input.saturation, ...this.#lightOf(picture) };
    this.#log.open();
    const isUniform = spreadOf(picture) < BLANK_SPREAD;
    this.#watchFreeze(input, now, !isUniform);
    const shake = this.#watchView(picture, light, now, isUniform);
    this.#last = now;
    const { found, relearn, endTracks } = this.#log.close();
    const reading = { light, noise: this.#freeze.noise, shake, blind: this.#blind };
    return { found, relearn, endTracks, reading };
  }

  #lightOf(picture: SmallPicture): ReturnType<typeof readLight> {
    const blocks = blocksOf(picture);
    const view = this.#reference?.picture;
    if (view?.data.length !== picture.data.length) {
      return readLight(blocks, blocks);
    }
    if (this.#view?.picture !== view) {
      this.#view = { picture: view, blocks: blocksOf(view) };
    }
    return readLight(this.#view.blocks, blocks);
  }

  get #blind(): SceneReading['blind'] {
    if (this.#log.isOpen('covered')) {
      return 'covered';
    }
    return this.#log.isOpen('ptz') ? 'ptz' : this.#freeze.isFrozen ? 'frozen' : undefined;
  }

  #watchFreeze({ luma, width, height }: SceneInput, now: Moment, isVisible: boolean): void {
    const { began, ended } = this.#freeze.next(luma, width, height, now, isVisible);
    if (began !== undefined) {
      this.#log.begin('frozen', began);
    }
    if (ended !== undefined) {
      this.#log.end('frozen', ended);
    }
  }

  /** The displacement measured on the way, if any. */
  #watchView(picture: SmallPicture, light: LightReading, now: Moment, isUniform: boolean): number | undefined {
    const reference = this.#reference;
    if (reference?.picture.width !== picture.width || reference.picture.height !== picture.height) {
      this.#learnAnew(picture, light, now);
      return undefined;
    }
    const values = correlations(reference.picture, picture, reference.anchors);
    const held = heldShare(values);
    const isBlank = isUniform || isBlurred(reference, picture, light) || (held < HOLDS && isWiped(light, values));
    const isMeasured = this.#doubt !== undefined || now.us - reference.learntUs >= LEARN_EVERY_US;
    const shift = isMeasured && held >= HOLDS ? fineShift(reference.picture, picture, reference.anchors) : undefined;
    if (held >= HOLDS && !isBlank && (shift ?? 0) < LEAST_SHIFT) {
      this.#trust(reference, picture, light, now, shift !== undefined);
    } else if (!isBlank && this.#changedLight(values, light, now)) {
      this.#conclude('lighting', this.#doubt?.from ?? now, picture, light, now);
    } else {
      this.#doubtView({ reference, picture, light, now, held, isBlank });
    }
    return shift === undefined ? undefined : shift / picture.width;
  }

  /** Same view: it learns, and its light is watched. */
  #trust(reference: Reference, picture: SmallPicture, light: LightReading, now: Moment, isTime: boolean): void {
    if (this.#doubt !== undefined) {
      this.#log.end('covered', this.#last ?? now);
      this.#log.end('ptz', this.#last ?? now);
      this.#doubt = undefined;
    }
    const changed = this.#light.next(light, now);
    if (changed !== undefined) {
      this.#conclude('lighting', changed, picture, light, now);
    } else if (isTime) {
      this.#reference = learn(reference, picture, light, now);
    }
  }

  /** A sudden change of light under which most of the view can still be made out. */
  #changedLight(values: readonly number[], light: LightReading, now: Moment): boolean {
    const changed = this.#light.next(light, now);
    return changed !== undefined && isStructured(values);
  }

  #doubtView(sight: Sight): void {
    const { picture, now, isBlank } = sight;
    const doubt = followDoubt(this.#doubt ?? doubtFrom(picture, now), picture, now, isBlank);
    this.#doubt = doubt;
    if (isBlank) {
      this.#light.forget();
      const since = doubt.blankSince ?? now;
      if (now.us - since.us >= STANDS_US && !this.#log.isOpen('covered')) {
        this.#log.begin('covered', since);
      }
      return;
    }
    this.#log.end('covered', this.#last ?? now);
    if (doubt.stood >= STANDS_PICTURES && now.us - doubt.since.us >= STANDS_US) {
      this.#settle(doubt, sight);
    } else if (!this.#log.isOpen('ptz') && isOnTheWay(doubt, sight.reference, picture, now)) {
      this.#log.begin('ptz', doubt.from);
    }
  }

  /** The view stands still: where is it? */
  #settle(doubt: Doubt, { reference, picture, light, now, held }: Sight): void {
    const went = agreedDisplacement(reference, picture);
    const isOld = now.us - doubt.since.us >= BELIEVED_US;
    if (this.#log.isOpen('ptz')) {
      this.#log.end('ptz', doubt.since);
      this.#learnAnew(picture, light, now);
    } else if (went !== undefined && went.length >= LEAST_SHIFT) {
      this.#conclude('moved', doubt.from, picture, light, now);
    } else if (isColourFlip(reference.light.saturation, light.saturation)) {
      this.#conclude('lighting', doubt.from, picture, light, now);
    } else if (went !== undefined || reference.anchors.length < AGREE_LEAST) {
      // The same place in a light that shows other things, or a view that began with nothing in it.
      this.#learnAnew(picture, light, now);
    } else if (held < BY_CHANCE && (isOld || doubt.since.us - doubt.from.us < STANDS_US)) {
      this.#conclude('cut', doubt.from, picture, light, now);
    } else if (isOld) {
      this.#learnAnew(picture, light, now);
    }
  }

  #conclude(kind: SceneEventKind, from: Moment, picture: SmallPicture, light: LightReading, now: Moment): void {
    this.#log.begin(kind, from);
    this.#log.relearn();
    this.#learnAnew(picture, light, now);
  }

  #learnAnew(picture: SmallPicture, light: LightReading, now: Moment): void {
    const times = { sinceUs: now.us, learntUs: now.us, chosenUs: now.us };
    this.#reference = { picture, anchors: pickAnchors(picture), light, ...times };
    this.#doubt = undefined;
    this.#light.forget();
    this.#freeze.forget();
  }
}

/** A picture in doubt and what it is compared with. */
interface Sight {
  readonly reference: Reference;
  readonly picture: SmallPicture;
  readonly light: LightReading;
  readonly now: Moment;
  readonly held: number;
  readonly isBlank: boolean;
}
