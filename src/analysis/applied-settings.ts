// The settings of a pass, ready for its pictures: parameters, and what is excluded of each mask and of each look.

import type { AnalysisSettings } from '../contracts/analysis.ts';
import type { Box } from '../domain/geometry/box.ts';
import { isExcluded, rasterise } from '../domain/settings/mask-raster.ts';
import { parametersOf, type EngineParameters } from '../domain/settings/sensitivity.ts';

export class AppliedSettings {
  readonly parameters: EngineParameters;
  readonly #settings: AnalysisSettings;
  #excluded: Uint8Array | undefined;
  #width = 0;

  constructor(settings: AnalysisSettings) {
    this.#settings = settings;
    this.parameters = parametersOf(settings.sensitivity);
  }

  /** Takes the excluded zones out of a mask of the whole upright picture, in place. */
  clear(mask: Uint8Array, width: number, height: number): void {
    if (this.#settings.masks.length === 0) {
      return;
    }
    if (this.#excluded?.length !== mask.length || this.#width !== width) {
      this.#excluded = rasterise(this.#settings.masks, width, height);
      this.#width = width;
    }
    this.#excluded.forEach((isOut, pixel) => {
      if (isOut === 1) {
        mask[pixel] = 0;
      }
    });
  }

  /** Whether a box of a picture of `width` × `height` has its centre where it may be analysed. */
  readonly admits = ({ x, y, w, h }: Box, width: number, height: number): boolean =>
    !isExcluded(this.#settings.masks, { x: (x + w / 2) / width, y: (y + h / 2) / height });
}
