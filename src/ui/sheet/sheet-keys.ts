// Arrows on the sheet: along time, and to the nearest object of the row above or below.

/** The tile that an arrow leads to; `undefined`: another key, another element, or none further that way. */
export function besideTile(list: HTMLElement, target: EventTarget | null, key: string): HTMLElement | undefined {
  const tile = target instanceof Element ? target.closest<HTMLElement>('[data-track-id]') : null;
  if (tile === null) {
    return undefined;
  }
  const tiles = [...list.querySelectorAll<HTMLElement>('[data-track-id]')];
  const place = tiles.indexOf(tile);
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    return tiles[place + (key === 'ArrowRight' ? 1 : -1)];
  }
  if (key !== 'ArrowDown' && key !== 'ArrowUp') {
    return undefined;
  }
  const { top, left } = tile.getBoundingClientRect();
  const way = key === 'ArrowDown' ? 1 : -1;
  const further = tiles
    .map((one) => ({ one, box: one.getBoundingClientRect() }))
    .filter(({ box }) => (box.top - top) * way > 1);
  const nearest = Math.min(...further.map(({ box }) => (box.top - top) * way));
  return further
    .filter(({ box }) => (box.top - top) * way < nearest + 1)
    .toSorted((a, b) => Math.abs(a.box.left - left) - Math.abs(b.box.left - left))[0]?.one;
}
