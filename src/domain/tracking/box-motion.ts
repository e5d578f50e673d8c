// How one box moves: four Kalman filters of constant velocity (centre and size), in seconds and pixels.
// Noise is relative to the height of the box, as in SORT (Bewley et al., 2016), so that far and near behave alike.

import type { Box } from '../geometry/box.ts';

/** Standard deviations per unit of box height: measurement, and acceleration per second². */
const POSITION = { measure: 0.06, acceleration: 1.2 };
const SIZE = { measure: 0.1, acceleration: 0.35 };
/** A lost object is not expected to keep its speed for longer than this, seconds. */
const COASTING_S = 1.5;

/** State of one coordinate: value, speed, and their covariance. */
export interface FilterSnapshot {
  readonly value: number;
  readonly speed: number;
  readonly varianceValue: number;
  readonly covariance: number;
  readonly varianceSpeed: number;
}

/** State of a motion, as plain data. */
export interface BoxMotionSnapshot {
  readonly us: number;
  readonly x: FilterSnapshot;
  readonly y: FilterSnapshot;
  readonly w: FilterSnapshot;
  readonly h: FilterSnapshot;
}

/** One coordinate. */
class Filter {
  value: number;
  speed: number;
  #varianceValue: number;
  #covariance: number;
  #varianceSpeed: number;

  constructor({ value, speed, varianceValue, covariance, varianceSpeed }: FilterSnapshot) {
    this.value = value;
    this.speed = speed;
    this.#varianceValue = varianceValue;
    this.#covariance = covariance;
    this.#varianceSpeed = varianceSpeed;
  }

  /** At rest, for all that is known: the value is off by `deviation`, the speed by ten times that a second. */
  static at(value: number, deviation: number): Filter {
    const varianceValue = deviation * deviation;
    return new Filter({ value, speed: 0, varianceValue, covariance: 0, varianceSpeed: 100 * varianceValue });
  }

  snapshot(): FilterSnapshot {
    return {
      value: this.value,
      speed: this.speed,
      varianceValue: this.#varianceValue,
      covariance: this.#covariance,
      varianceSpeed: this.#varianceSpeed,
    };
  }

  predict(seconds: number, acceleration: number): void {
    const noise = acceleration * acceleration;
    const dt = seconds;
    this.value += this.speed * dt;
    this.#varianceValue += 2 * dt * this.#covariance + dt * dt * this.#varianceSpeed + (noise * dt ** 4) / 4;
    this.#covariance += dt * this.#varianceSpeed + (noise * dt ** 3) / 2;
    this.#varianceSpeed += noise * dt * dt;
  }

  correct(measured: number, deviation: number): void {
    const innovation = this.#varianceValue + deviation * deviation;
    const gainValue = this.#varianceValue / innovation;
    const gainSpeed = this.#covariance / innovation;
    const error = measured - this.value;
    this.value += gainValue * error;
    this.speed += gainSpeed * error;
    this.#varianceSpeed -= gainSpeed * this.#covariance;
    this.#covariance -= gainValue * this.#covariance;
    this.#varianceValue -= gainValue * this.#varianceValue;
  }
}

/** Motion of one box through time. Times are presentation times in µs, never going back. */
export class BoxMotion {
  readonly #x: Filter;
  readonly #y: Filter;
  readonly #w: Filter;
  readonly #h: Filter;
  #us: number;

  private constructor(x: Filter, y: Filter, w: Filter, h: Filter, us: number) {
    this.#x = x;
    this.#y = y;
    this.#w = w;
    this.#h = h;
    this.#us = us;
  }

  /** A motion of which one measurement is known. */
  static from(box: Box, us: number): BoxMotion {
    const position = POSITION.measure * box.h;
    const size = SIZE.measure * box.h;
    return new BoxMotion(
      Filter.at(box.x + box.w / 2, position),
      Filter.at(box.y + box.h / 2, position),
      Filter.at(box.w, size),
      Filter.at(box.h, size),
      us,
    );
  }

  /** Goes on exactly where {@link snapshot} was taken. */
  static restore({ x, y, w, h, us }: BoxMotionSnapshot): BoxMotion {
    return new BoxMotion(new Filter(x), new Filter(y), new Filter(w), new Filter(h), us);
  }

  snapshot(): BoxMotionSnapshot {
    return {
      us: this.#us,
      x: this.#x.snapshot(),
      y: this.#y.snapshot(),
      w: this.#w.snapshot(),
      h: this.#h.snapshot(),
    };
  }

  /** Where the box should be at `us`, without changing anything. */
  boxAt(us: number): Box {
    const ahead = Math.min((us - this.#us) / 1e6, COASTING_S);
    const x = this.#x.value + this.#x.speed * ahead;
    const y = this.#y.value + this.#y.speed * ahead;
    // Sizes are not extrapolated: a wrong guess there costs more than none.
    const w = Math.max(1, this.#w.value);
    const h = Math.max(1, this.#h.value);
    return { x: x - w / 2, y: y - h / 2, w, h };
  }

  /** Takes a measurement in. `trust` scales its noise: 1 a good detection, more is worse. */
  correct(box: Box, us: number, trust = 1): void {
    const seconds = Math.max(0, (us - this.#us) / 1e6);
    const scale = Math.max(1, this.#h.value);
    for (const filter of [this.#x, this.#y]) {
      filter.predict(seconds, POSITION.acceleration * scale);
    }
    for (const filter of [this.#w, this.#h]) {
      filter.predict(seconds, SIZE.acceleration * scale);
    }
    this.#us = us;
    this.#x.correct(box.x + box.w / 2, POSITION.measure * scale * trust);
    this.#y.correct(box.y + box.h / 2, POSITION.measure * scale * trust);
    this.#w.correct(box.w, SIZE.measure * scale * trust);
    this.#h.correct(box.h, SIZE.measure * scale * trust);
  }

  /** Speed of the centre, pixels per second. */
  get speed(): { readonly x: number; readonly y: number } {
    return { x: this.#x.speed, y: this.#y.speed };
  }
}
