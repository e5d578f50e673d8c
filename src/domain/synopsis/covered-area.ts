// Area covered by objects of different moments.

export interface OwnedBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** Boxes of one unit were there together: they may cover each other. */
  readonly unit: number;
}

/** Area that lies within boxes of two units or more, counted once however many cover it. */
export function coveredArea(boxes: readonly OwnedBox[]): number {
  const shared: OwnedBox[] = [];
  boxes.forEach((a, index) => {
    for (const b of boxes.slice(index + 1)) {
      const box = {
        left: Math.max(a.left, b.left),
        top: Math.max(a.top, b.top),
        right: Math.min(a.right, b.right),
        bottom: Math.min(a.bottom, b.bottom),
        unit: 0,
      };
      if (a.unit !== b.unit && box.left < box.right && box.top < box.bottom) {
        shared.push(box);
      }
    }
  });
  return unionArea(shared);
}

/** In columns between the sides of all boxes. */
function unionArea(boxes: readonly OwnedBox[]): number {
  const cuts = boxes.flatMap(({ left, right }) => [left, right]).sort((a, b) => a - b);
  const byTop = boxes.toSorted((a, b) => a.top - b.top);
  let area = 0;
  for (let cut = 1; cut < cuts.length; cut += 1) {
    const [left = 0, right = 0] = [cuts[cut - 1], cuts[cut]];
    let [height, reached] = [0, -Infinity];
    for (const box of right > left ? byTop : []) {
      if (box.left <= left && box.right >= right && box.bottom > reached) {
        height += box.bottom - Math.max(box.top, reached);
        reached = box.bottom;
      }
    }
    area += height * (right - left);
  }
  return area;
}
