// Whether the file beside a film is right: every object that was asked for is in it once, whole, and shown as it says.

import type { FilmMap, MapObject, MapPiece } from './film-map.ts';

/** Two times that are said to be the same may differ by the rounding of their sums, µs. */
const SAME_US = 1;

/** What is wrong with it, in words for a developer; none: every object of `asked` (`recording/track`) is in it exactly once. */
export function faultsOfMap(map: FilmMap, asked: readonly string[]): readonly string[] {
  const found = new Map<string, number>();
  for (const { recording, track } of map.objects) {
    const key = `${recording}/${track}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  const wanted = new Set(asked);
  return [
    ...asked.filter((key) => !found.has(key)).map((key) => `${key} is not in the film`),
    ...[...found].filter(([key]) => !wanted.has(key)).map(([key]) => `${key} was not asked for`),
    ...[...found].filter(([, times]) => times > 1).map(([key, times]) => `${key} is there ${times} times`),
    ...map.objects.flatMap((object) => faultsOfObject(object, map)),
  ];
}

function faultsOfObject({ id, recording, fromUs, toUs, pieces }: MapObject, map: FilmMap): string[] {
  const faults = pieces.flatMap((piece) => faultsOfPiece(piece, map).map((fault) => `${id}: ${fault}`));
  if (map.recordings[recording] === undefined) {
    faults.push(`${id}: of no recording`);
  }
  pieces.forEach(({ part, parts }, index) => {
    if (part !== index + 1 || parts !== pieces.length) {
      faults.push(`${id}: part ${part} of ${parts} at place ${index + 1} of ${pieces.length}`);
    }
  });
  const edges = [fromUs, ...pieces.flatMap((piece) => [piece.fromUs, piece.toUs]), toUs];
  for (let index = 0; index < edges.length; index += 2) {
    if (Math.abs((edges[index] ?? 0) - (edges[index + 1] ?? 0)) > SAME_US) {
      faults.push(`${id}: a gap or an overlap at ${edges[index]} µs`);
    }
  }
  return faults;
}

/** Its pictures come one after the other while it is on, and each is of the moment that it stands for. */
function faultsOfPiece({ part, rate, atUs, fromUs, toUs, pictures }: MapPiece, { film }: FilmMap): string[] {
  const faults: string[] = [];
  const endUs = atUs + (toUs - fromUs) / rate + film.stepUs;
  let before: MapPiece['pictures'][number] | undefined;
  for (const picture of pictures) {
    const [filmUs, ordinal, us] = picture;
    if (filmUs < atUs - SAME_US || filmUs > endUs + SAME_US || filmUs < film.fromUs || filmUs >= film.toUs) {
      faults.push(`part ${part} is shown at ${filmUs} µs, when it is not on`);
    }
    if (us > fromUs + (filmUs - atUs) * rate + SAME_US) {
      faults.push(`part ${part} shows at ${filmUs} µs a picture that comes later`);
    }
    if (before !== undefined && (filmUs <= before[0] || ordinal < before[1] || us < before[2])) {
      faults.push(`part ${part} goes back at ${filmUs} µs`);
    }
    before = picture;
  }
  return faults;
}
