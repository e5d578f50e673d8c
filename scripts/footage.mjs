// Makes the test footage of `.cache/footage/` from Debian's sample: one small clip per format and per defect.
// Same bytes from the same ffmpeg; made again when this file changes.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, runAsScript } from './lib/process.mjs';
import { ensureSample, FOOTAGE } from './lib/setup.mjs';

const at = (name) => join(FOOTAGE, name);
const X264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-threads', '2'];
/** Timestamps as in the file; bytes that do not depend on the day. */
const KEEP = [
  '-fps_mode',
  'passthrough',
  '-an',
  '-map_metadata',
  '-1',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
];

/** ffmpeg from `input` to `name`, whole or not at all. */
function make(name, input, options, before = []) {
  const part = at(`part-${name}`);
  run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...before, '-i', at(input), ...options, part]);
  renameSync(part, at(name));
}

/** Offset and size of the top-level boxes of an ISO file. */
function boxesOf(bytes) {
  const boxes = [];
  for (let offset = 0; offset + 8 <= bytes.length;) {
    const size = bytes.readUInt32BE(offset);
    boxes.push({ type: bytes.toString('latin1', offset + 4, offset + 8), offset, size });
    offset += Math.max(size, 8);
  }
  return boxes;
}

function boxOf(bytes, type) {
  const box = boxesOf(bytes).find((candidate) => candidate.type === type);
  if (box === undefined) {
    throw new Error(`no ${type} box`);
  }
  return box;
}

/** Byte after the nth packet of a file, in file order. */
function endOfPacket(name, n) {
  const csv = run('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'packet=pos,size',
    '-of',
    'csv=p=0',
    at(name),
  ]).toString();
  const packets = csv
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(',').map(Number));
  const [size, pos] = packets[n - 1];
  return pos + size;
}

/** Declares 160 frames and has data for 84: the tail of a copy that was interrupted. */
function cutFaststart() {
  writeFileSync(
    at('cut-faststart.mp4'),
    readFileSync(at('baseline-160.mp4')).subarray(0, endOfPacket('baseline-160.mp4', 84)),
  );
}

/** Cut just before the index that this writer leaves for the end. */
function cutBeforeMoov() {
  const bytes = readFileSync(at('high-160.mp4'));
  writeFileSync(at('moov-missing.mp4'), bytes.subarray(0, boxOf(bytes, 'moov').offset));
}

/** Forty bytes of picture data inverted at seeded places. */
function flipBytes() {
  const bytes = Buffer.from(readFileSync(at('baseline-160.mp4')));
  const mdat = boxOf(bytes, 'mdat');
  let state = 20261121;
  for (let i = 0; i < 40; i += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const index = mdat.offset + 16 + (state % (mdat.size - 16));
    bytes[index] ^= 0xff;
  }
  writeFileSync(at('flipped-bytes.mp4'), bytes);
}

/**
 * One still picture with noise, in a light that comes and goes. A box is put down at ordinal 121 and taken away at 321;
 * elsewhere another one is there from 404 to 413, between two key frames.
 */
const PUT_DOWN = [
  String.raw`select=eq(n\,0),loop=loop=479:size=1,settb=1/10,setpts=N,scale=384:288`,
  String.raw`drawbox=x=150:y=150:w=20:h=30:color=0x303030:t=fill:enable='between(n\,120\,319)'`,
  String.raw`drawbox=x=250:y=100:w=20:h=30:color=0x202020:t=fill:enable='between(n\,403\,412)'`,
  "eq=brightness='0.06*sin(n/30)':contrast='1+0.1*sin(n/47)':eval=frame",
  'noise=alls=4:allf=t:all_seed=7',
].join(',');

/** Every clip in order: later ones are made from earlier ones. */
const RECIPES = {
  'vtest.mp4': () => make('vtest.mp4', 'vtest.avi', [...X264, '-crf', '18', '-g', '50', ...KEEP]),
  'put-down.mp4': () =>
    make('put-down.mp4', 'vtest.avi', [
      ...['-vf', PUT_DOWN, '-r', '10', ...X264, '-crf', '26', '-g', '50', '-sc_threshold', '0', ...KEEP],
    ]),
  'baseline-160.mp4': () =>
    make('baseline-160.mp4', 'vtest.avi', [
      ...['-frames:v', '160', ...X264, '-profile:v', 'baseline', '-crf', '23', '-g', '50', ...KEEP],
      ...['-movflags', '+faststart'],
    ]),
  // Its beginning: several objects, for tests that are not about the analysis.
  'brief-60.mp4': () => make('brief-60.mp4', 'baseline-160.mp4', ['-frames:v', '60', '-c', 'copy', ...KEEP.slice(2)]),
  'high-160.mp4': () =>
    make('high-160.mp4', 'vtest.avi', [
      '-frames:v',
      '160',
      ...X264,
      '-profile:v',
      'high',
      '-crf',
      '23',
      '-g',
      '50',
      ...KEEP,
    ]),
  'open-gop.mp4': () =>
    make('open-gop.mp4', 'vtest.avi', [
      ...['-frames:v', '160', ...X264, '-profile:v', 'high', '-crf', '23', ...KEEP],
      ...['-x264-params', 'open-gop=1:keyint=25:min-keyint=25:scenecut=0:bframes=3:b-pyramid=normal'],
    ]),
  // Far more groups than anybody walks through from the only IDR.
  'open-gop-long.mp4': () =>
    make('open-gop-long.mp4', 'vtest.avi', [
      ...['-vf', 'scale=384:288', ...X264, '-profile:v', 'high', '-crf', '26', ...KEEP],
      ...['-x264-params', 'open-gop=1:keyint=25:min-keyint=25:scenecut=0:bframes=3:b-pyramid=normal'],
    ]),
  // Begins at a recovery point: there is no IDR in it.
  'open-gop-cut.mp4': () =>
    make('open-gop-cut.mp4', 'open-gop-long.mp4', ['-c', 'copy', ...KEEP.slice(2)], ['-ss', '30']),
  // Key frame at 0, shown from 3.3 s on: the frames before are there and hidden.
  'edit-list.mp4': () => make('edit-list.mp4', 'high-160.mp4', ['-c', 'copy', ...KEEP.slice(2)], ['-ss', '3.3']),
  'rotated-90.mp4': () => make('rotated-90.mp4', 'baseline-160.mp4', ['-c', 'copy', '-metadata:s:v:0', 'rotate=90']),
  'vfr.mp4': () =>
    make('vfr.mp4', 'vtest.avi', [
      ...['-frames:v', '60', '-vf', "select='not(eq(mod(n,5),1)+eq(mod(n,7),3))'", ...X264, '-crf', '23', '-g', '20'],
      ...['-fps_mode', 'vfr', ...KEEP.slice(2)],
    ]),
  // Recorders that stamp by a slow clock: pictures in pairs of one time, some of them with the later one stored first.
  'twins.mp4': () =>
    make('twins.mp4', 'vtest.avi', [
      ...['-frames:v', '240', '-vf', "setpts='floor(N/2)*2',scale=384:288", ...X264, '-bf', '2', '-crf', '26', ...KEEP],
    ]),
  // A recorder that writes the times of decoding for those of presentation.
  'stored-order.mp4': () =>
    make('stored-order.mp4', 'high-160.mp4', ['-c', 'copy', '-bsf:v', 'setts=pts=DTS', ...KEEP.slice(2)]),
  'quicktime.mov': () => make('quicktime.mov', 'high-160.mp4', ['-c', 'copy', ...KEEP.slice(2)]),
  'h264.mkv': () => make('h264.mkv', 'high-160.mp4', ['-c', 'copy', ...KEEP.slice(2)]),
  'h264.ts': () => make('h264.ts', 'high-160.mp4', ['-c', 'copy', ...KEEP.slice(2)]),
  'vp9.webm': () =>
    make('vp9.webm', 'vtest.avi', [
      ...[
        '-frames:v',
        '40',
        '-c:v',
        'libvpx-vp9',
        '-deadline',
        'realtime',
        '-cpu-used',
        '8',
        '-crf',
        '32',
        '-b:v',
        '0',
      ],
      ...['-g', '20', '-pix_fmt', 'yuv420p', ...KEEP],
    ]),
  'with-audio.mp4': () =>
    make(
      'with-audio.mp4',
      'baseline-160.mp4',
      ['-map', '1:v', '-map', '0:a', '-c:v', 'copy', '-c:a', 'aac', '-shortest'],
      [...['-f', 'lavfi', '-i', 'sine=frequency=440:duration=16']],
    ),
  'mpeg4-part2.mp4': () =>
    make('mpeg4-part2.mp4', 'vtest.avi', ['-frames:v', '40', '-c:v', 'mpeg4', '-q:v', '5', ...KEEP]),
  'audio-only.mp4': () => make('audio-only.mp4', 'with-audio.mp4', ['-vn', '-c:a', 'copy']),
  'cut-faststart.mp4': cutFaststart,
  'flipped-bytes.mp4': flipBytes,
  'moov-missing.mp4': cutBeforeMoov,
  'empty.mp4': () => writeFileSync(at('empty.mp4'), ''),
  'text.mp4': () => writeFileSync(at('text.mp4'), 'Ceci est un texte, pas une vidéo.\n'.repeat(200)),
};

/** Only the sample sequence, for the link on the first screen. */
export function ensureSampleClip(timeout) {
  if (!existsSync(at('vtest.mp4'))) {
    ensureSample(timeout);
    RECIPES['vtest.mp4']();
  }
}

/** All clips, made again when the recipes changed. */
export function ensureFootage() {
  ensureSample();
  const recipe = createHash('sha256')
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  const stamp = at('recipe.txt');
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe;
  for (const [name, build] of Object.entries(RECIPES)) {
    if (!isFresh || !existsSync(at(name))) {
      console.error(`footage: ${name}`);
      rmSync(at(name), { force: true });
      build();
    }
  }
  writeFileSync(stamp, recipe);
}

runAsScript(import.meta.url, ensureFootage);
