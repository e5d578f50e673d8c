// How one box moves: four Kalman filters of constant velocity (centre and size), in seconds and pixels.
// Noise is relative to the height of the box, as in SORT (Bewley et al., 2016), so that far and near behave alike.

import type { Box } from '../geometry/box.ts';

/** Standard deviations per unit of box height: measurement, and acceleration per second². */
const POSITION = { measure: 0.06, acceleration: 1.2 };
const SIZE = { measure: 0.1, acceleration: 0.35 };
/** A lost object is not expected to keep its speed for longer than this, seconds. */
const COASTING_S = 1.5;

/** One coordinate: value, speed, and their covariance. */
class Filter {
  value: number;
  speed = 0;
  #varianceValue: number;
  #covariance = 0;
  #varianceSpeed: number;

  constructor(value: number, deviation: number) {
    this.value = value;
    this.#varianceValue = deviation * deviation;
    this.#varianceSpeed = 100 * deviation * deviation;
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

  constructor(box: Box, us: number) {
    const position = POSITION.measure * box.h;
    const size = SIZE.measure * box.h;
    this.#x = new Filter(box.x + box.w / 2, position);
    this.#y = new Filter(box.y + box.h / 2, position);
    this.#w = new Filter(box.w, size);
    this.#h = new Filter(box.h, size);
    this.#us = us;
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
