// Gathers what the attributes of each object are told from, while it is followed; thrown away when it is over.

import type { TrackAttributes } from '../domain/attributes/attributes.ts';
import {
  snapshotOf,
  tallies,
  type ColourTallies,
  type ColourTalliesSnapshot,
} from '../domain/attributes/colour-tally.ts';
import { trackAttributes } from '../domain/attributes/track-attributes.ts';
import { Way, type PictureSize, type WaySnapshot } from '../domain/attributes/way.ts';
import type { Carried } from '../domain/detection/classes.ts';
import { clip, grow, intersectionArea, type Box } from '../domain/geometry/box.ts';
import type { Detection, Track } from '../domain/tracking/track.ts';
import type { Planes } from '../vision/planes.ts';
import { sampleColours } from './sample-colours.ts';
import { SceneColours, type SceneColoursSnapshot } from './scene-colours.ts';

/** A carried thing is wholly or mostly inside the box of its person, grown by this share of its size. */
const ARM_LENGTH = 0.15;
const MOSTLY = 0.6;

/** Something that may be carried, as the detector saw it on one picture. */
export interface Thing {
  readonly name: Carried;
  /** 0–1. */
  readonly score: number;
  readonly box: Box;
}

interface Evidence {
  readonly colours: ColourTallies;
  readonly carried: Partial<Record<Carried, number>>;
  looks: number;
  readonly way: Way;
  /** Sights of the object that are part of the way. */
  followed: number;
}

/** All that a keeper knows, as plain data. */
export interface AttributeSnapshot {
  readonly scene: SceneColoursSnapshot;
  readonly picture: PictureSize;
  readonly fromUs: number;
  readonly toUs: number;
  readonly evidence: readonly {
    /** `id` of the track. */
    readonly track: number;
    readonly colours: ColourTalliesSnapshot;
    readonly carried: Readonly<Partial<Record<Carried, number>>>;
    readonly looks: number;
    readonly way: WaySnapshot;
    readonly followed: number;
  }[];
}

interface Look {
  readonly seen: readonly { readonly track: Track; readonly detection: Detection }[];
  readonly things?: readonly Thing[];
}

const noEvidence = (): Evidence => ({
  ...{ colours: tallies(), carried: {}, looks: 0 },
  ...{ way: new Way(), followed: 0 },
});

/** Keeps the evidence of every object that is not over. */
export class AttributeKeeper {
  readonly #scene: SceneColours;
  readonly #evidence = new Map<Track, Evidence>();
  /** Of objects that are over and not stored yet: what is said of them no longer depends on when they are stored. */
  readonly #settled = new Map<Track, TrackAttributes>();
  #picture: PictureSize;
  #fromUs: number;
  #toUs: number;

  /** With a snapshot and the tracks restored with it, goes on exactly where it was taken. */
  constructor(from?: AttributeSnapshot, tracks: readonly Track[] = []) {
    this.#scene = new SceneColours(from?.scene);
    this.#picture = from?.picture ?? { width: 1, height: 1 };
    this.#fromUs = from?.fromUs ?? Infinity;
    this.#toUs = from?.toUs ?? -Infinity;
    const byId = new Map(tracks.map((track) => [track.id, track]));
    for (const { track: id, colours, carried, way, ...counts } of from?.evidence ?? []) {
      const track = byId.get(id);
      if (track !== undefined) {
        const kept = { colours: tallies(colours), carried: { ...carried }, way: new Way(way) };
        this.#evidence.set(track, { ...kept, looks: counts.looks, followed: counts.followed });
      }
    }
  }

  /** To be taken when every object that is over has been stored. */
  snapshot(): AttributeSnapshot {
    return {
      scene: this.#scene.snapshot(),
      picture: this.#picture,
      fromUs: this.#fromUs,
      toUs: this.#toUs,
      evidence: [...this.#evidence].map(([track, { colours, carried, looks, way, followed }]) => ({
        track: track.id,
        colours: snapshotOf(colours),
        carried: { ...carried },
        looks,
        way: way.snapshot(),
        followed,
      })),
    };
  }

  /** A picture was watched; whether its planes are worth reading although nobody was seen on it. */
  watched({ width, height }: PictureSize, us: number): boolean {
    this.#picture = { width, height };
    this.#fromUs = Math.min(this.#fromUs, us);
    this.#toUs = Math.max(this.#toUs, us);
    return this.#scene.isDue(us);
  }

  /** Takes in one watched picture and what was seen on it. */
  consider({ seen, things = [] }: Look, planes: Planes, us: number): void {
    this.watched(planes, us);
    const live = [...this.#evidence.keys()].map((track) => track.motion.boxAt(us));
    this.#scene.watch(planes, us, [...live, ...seen.map(({ detection }) => detection.box)]);
    const sights = seen.map(({ track, detection }) => {
      const evidence = this.#evidenceOf(track);
      evidence.looks += 1;
      const { box, score } = detection;
      return { objectClass: track.objectClass, box, score, tallies: evidence.colours };
    });
    sampleColours(planes, sights, this.#scene);
    this.#give(things, seen);
  }

  /** Takes in the sights of an object that are new: what is not kept of them any more after is not missed. */
  follow(track: Track): void {
    const evidence = this.#evidenceOf(track);
    const { width, height } = this.#picture;
    for (const { us, box } of track.sights.slice(Math.max(0, evidence.followed - track.gone))) {
      evidence.way.see({ us, box: clip(box, width, height) }, this.#picture);
    }
    evidence.followed = track.gone + track.sights.length;
  }

  /** What can be said of an object now. */
  attributesOf(track: Track): TrackAttributes {
    const settled = this.#settled.get(track);
    if (settled !== undefined) {
      return settled;
    }
    this.follow(track);
    const { colours, carried, looks, way } = this.#evidenceOf(track);
    return trackAttributes({
      objectClass: track.objectClass,
      way,
      picture: this.#picture,
      watched: { fromUs: this.#fromUs, toUs: this.#toUs },
      colours,
      carried,
      looks,
    });
  }

  /** An object is over: its evidence goes, what it told stays until {@link forget}. */
  settle(track: Track): void {
    this.#settled.set(track, this.attributesOf(track));
    this.#evidence.delete(track);
  }

  /** Lets go of an object that is over and stored, or was never confirmed. */
  forget(track: Track): void {
    this.#evidence.delete(track);
    this.#settled.delete(track);
  }

  /** Counts the things of each person, each kind once a picture: the detector may see one twice. */
  #give(things: readonly Thing[], seen: Look['seen']): void {
    const given = new Map<Evidence, Set<Carried>>();
    for (const { name, box } of things) {
      const holder = holderOf(box, seen);
      if (holder !== undefined) {
        const evidence = this.#evidenceOf(holder);
        given.set(evidence, (given.get(evidence) ?? new Set()).add(name));
      }
    }
    for (const [{ carried }, names] of given) {
      for (const name of names) {
        carried[name] = (carried[name] ?? 0) + 1;
      }
    }
  }

  #evidenceOf(track: Track): Evidence {
    let evidence = this.#evidence.get(track);
    if (evidence === undefined) {
      evidence = noEvidence();
      this.#evidence.set(track, evidence);
    }
    return evidence;
  }
}

/** The person whose box holds most of a thing; of two, the one whose middle is nearer. */
function holderOf(box: Box, seen: Look['seen']): Track | undefined {
  const size = Math.max(1, box.w * box.h);
  const holders = seen
    .filter(({ track }) => track.group === 'person')
    .map(({ track, detection }) => ({
      track,
      held: intersectionArea(box, grow(detection.box, ARM_LENGTH)) / size,
      away: Math.abs(box.x + box.w / 2 - detection.box.x - detection.box.w / 2) / Math.max(1, detection.box.w),
    }))
    .filter(({ held }) => held >= MOSTLY)
    .sort((a, b) => a.away - b.away);
  return holders[0]?.track;
}
