// Alerts in English: same keys and same facts as the French.

import type { Facts } from './facts.ts';
import type { frAlerts } from './fr-alerts.ts';

const framesOf = (facts: Facts, name: string): string => {
  const count = facts.number(name);
  return count === undefined ? 'Some frames' : `${count} frame${facts.isOne(name) ? '' : 's'}`;
};

const spanOf = (facts: Facts): string => {
  const from = facts.number('fromOrdinal');
  const to = facts.number('toOrdinal');
  const fromTime = facts.time('fromUs');
  const toTime = facts.time('toUs');
  const ordinals =
    from === undefined || to === undefined
      ? ''
      : from === to
        ? `: frame ${from}`
        : ` from frame ${from} to frame ${to}`;
  const times = fromTime === undefined || toTime === undefined ? '' : ` (${fromTime} → ${toTime})`;
  return `${ordinals}${times}`;
};

/** By the fact `reason`. */
const REFUSALS: Readonly<Record<string, string>> = {
  'no-entry': 'no models.json among the chosen files',
  schema: 'its entry is incomplete or malformed',
  'reserved-id': 'this name belongs to a model of the application',
  'not-listed': 'it is not on the list of admitted models',
  'forbidden-class': 'it announces a forbidden class',
  'unknown-class': 'its classes are not those of the tool',
  'unknown-outputs': 'its outputs are of no known kind',
  'file-missing': 'one of its files is missing',
  hash: 'one of its files does not match its SHA-256',
  graph: 'its graph cannot be read',
  'output-shape': 'its outputs do not have the announced shape',
};

const refusalOf = (facts: Facts): string => {
  const where = facts.text('detail') ?? facts.text('file');
  const what = REFUSALS[facts.text('reason') ?? ''] ?? facts.text('reason') ?? '';
  return where === undefined ? what : `${what} (${where})`;
};

const refusalAdvice = (facts: Facts): string => {
  switch (facts.text('reason')) {
    case 'forbidden-class':
      return 'Do not use it: no detector of this kind is admitted. Keep the detector of the application.';
    case 'hash':
    case 'file-missing':
    case 'not-listed':
      return 'If the model came with the application, install it again from a safe source; otherwise ask for the model again.';
    default:
      return 'Correct the entry or the files (guide, “Bring your own detector”), or keep the detector of the application.';
  }
};

export const enAlerts: typeof frAlerts = {
  EMPTY_FILE: () => ({
    title: 'Empty file',
    body: 'This file holds no byte.',
    advice: 'Copy it again from the original medium and compare sizes.',
  }),
  NOT_A_VIDEO: () => ({
    title: 'Not a known video',
    body: 'The content is none of the formats that are read: MP4, QuickTime, Matroska, WebM, MPEG-TS.',
    advice: 'If it comes from a recorder, export to MP4 with its own software. Other files go on.',
  }),
  UNSUPPORTED_CONTAINER: (f) => ({
    title: 'File format not read',
    body: `The content is ${f.text('container') ?? 'of an unknown format'}, which this version does not read.`,
    advice: 'Export to MP4 with the recorder’s software, without re-encoding if it lets you choose.',
  }),
  MOOV_MISSING: () => ({
    title: 'Index missing',
    body: 'This MP4 has no index (“moov”): the recording or the copy stopped before its end.',
    advice: 'Copy again from the recorder. Failing that, a laboratory can rebuild the index.',
  }),
  NO_VIDEO_TRACK: () => ({
    title: 'No video track',
    body: 'The file can be read but holds no pictures (sound only, for example).',
    advice: 'Check what was selected at export.',
  }),
  UNSUPPORTED_CODEC: (f) => ({
    title: 'Coding cannot be decoded here',
    body: `This browser, on this machine, does not decode ${f.text('codec') ?? 'the coding of these pictures'}.`,
    advice: 'Try a machine whose graphics chip decodes it, or export to H.264. Nothing was analysed.',
  }),
  FILE_ABSENT: () => ({
    title: 'File to be given again',
    body: 'The case keeps no files, and this one was not given again: its frames cannot be read.',
    advice: 'Give it again from its card, on the left. The results are there.',
  }),
  FILE_WAITING: () => ({
    title: 'File not read yet',
    body: 'No frame is decoded before the hash of the file is known.',
    advice: 'Wait for its turn: files are read one after the other.',
  }),
  FILE_CHANGED: () => ({
    title: 'File changed',
    body: 'The size or date of the file changed since it was added: it is refused.',
    advice: 'Wait until its copy ends, then add it again.',
  }),
  FILE_UNREADABLE: () => ({
    title: 'File cannot be read',
    body: 'The system refuses to read the file.',
    advice: 'Check that the medium is plugged in and that you may read it, then add it again.',
  }),
  CONTAINER_CORRUPT: (f) => ({
    title: 'Structure of the file damaged',
    body: `The description of the frames is inconsistent${f.text('message') === undefined ? '' : ` (${f.text('message') ?? ''})`}.`,
    advice: 'Copy again from the recorder and compare the hashes.',
  }),
  DATA_MISSING: (f) => ({
    title: 'End of file missing',
    body: missingData(f),
    advice: 'The part that is there is analysed. Copy again from the recorder to get the rest.',
  }),
  READ_GIVEN_UP: () => ({
    title: 'Reading stopped',
    body: 'Decoding towards this frame was stopped, on request or for a later one.',
    advice: 'Ask for the frame again.',
  }),
  SPAN_FAILED: (f) => ({
    title: 'Unreadable passage',
    body: `${framesOf(f, 'frames')} not decoded${spanOf(f)}.`,
    advice: 'This passage was not examined: review it with another player or from the original.',
  }),
  FRAMES_MISSING: (f) => ({
    title: 'Fewer frames than declared',
    body: `The file declares ${f.number('declared') ?? '?'} frames; ${f.number('decoded') ?? '?'} were decoded.`,
    advice: 'See the unreadable passages in the coverage; compare with a new copy.',
  }),
  FRAMES_BEFORE_KEY: (f) => ({
    title: 'Beginning cannot be decoded',
    body: `${framesOf(f, 'frames')} before the first key frame cannot be decoded.`,
    advice: 'The recording was probably cut. Ask for an export that starts earlier.',
  }),
  HIDDEN_BY_EDIT_LIST: (f) => ({
    title: 'Frames outside the edit list',
    body: `${framesOf(f, 'frames')} that ordinary players do not show, because the file’s edit list hides them. Here they are read, counted and marked.`,
    advice: 'Nothing to do. Another player may therefore count fewer frames.',
  }),
  DUPLICATE_FILE: (f) => ({
    title: 'Already there',
    body: `Same hash as ${f.text('name') ?? 'a recording already added'}: it is not analysed twice.`,
    advice: 'Use the recording that is already there.',
  }),
  MODEL_REFUSED: (f) => ({
    title: 'Model refused',
    body: `Model ${f.text('model') ?? ''} was not loaded: ${refusalOf(f)}.`,
    advice: refusalAdvice(f),
  }),
  BACKEND_SOFTWARE: () => ({
    title: 'Simulated graphics card',
    body: 'WebGPU is rendered by the processor: same results, much slower.',
    advice: 'Choose “automatic” or “WASM” in the diagnostic.',
  }),
  BACKEND_UNAVAILABLE: () => ({
    title: 'Compute engine unavailable',
    body: 'The compute engine that was asked for does not exist on this machine.',
    advice: 'Choose “automatic” in the diagnostic, then add the file again.',
  }),
  GPU_FRAMES_REFUSED: () => ({
    title: 'Frames copied to memory',
    body: 'The graphics card could not read the decoded frames: they are copied to memory. Same results, a little slower.',
    advice: 'Nothing to do.',
  }),
  WORKER_LOST: () => ({
    title: 'Analysis interrupted',
    body: 'The analysis process stopped, often for lack of memory. What was found is kept.',
    advice: 'Close other tabs, then add the file again.',
  }),
  ANALYSIS_RESUMED: () => ({
    title: 'Analysis resumed',
    body: 'An analysis process stopped, often for want of memory. The analysis went on from the last save: nothing is lost, nothing is counted twice.',
    advice: 'If it happens again, close other tabs.',
  }),
  FIRST_LOOK_FAILED: () => ({
    title: 'No first look',
    body: 'The quick look over the recording did not succeed. The full analysis does not depend on it: it examines every frame.',
    advice: 'Nothing to do.',
  }),
  STORAGE_FULL: () => ({
    title: 'Not enough space',
    body: 'The browser has no room left for results. What came before is kept.',
    advice:
      'Free some disk space, then choose “Go on with the analysis” in the settings of this recording: nothing is lost.',
  }),
  STORAGE_FAILED: () => ({
    title: 'Results could not be stored',
    body: 'The browser’s local database refused the write.',
    advice: 'Check that private browsing is off, then open the application again.',
  }),
  LAW_REFUSED: (facts: Facts) => ({
    title: 'The law asks for more',
    body: `Missing: ${facts.text('missing') ?? 'a condition'}.`,
    advice: 'Complete what is missing; each line names its article.',
  }),
  VAULT_LOCKED: () => ({
    title: 'Locked',
    body: 'The content of the case is locked.',
    advice: 'Unlock it with your passphrase.',
  }),
  RIGHT_REFUSED: () => ({
    title: 'Not allowed to this role',
    body: 'Your role or your habilitation does not allow this.',
    advice: 'See the head of the investigation, or the administrator for the habilitation.',
  }),
  PASSPHRASE_WRONG: () => ({
    title: 'Wrong number or passphrase',
    body: 'Nothing was opened.',
    advice: 'Check the keyboard and try again; the wait doubles each time.',
  }),
  PASSPHRASE_WEAK: () => ({
    title: 'Passphrase too short',
    body: 'Whoever copied this computer could guess it.',
    advice: 'Take seven random words, or fourteen characters of three kinds.',
  }),
  HABILITATION_EXPIRED: () => ({
    title: 'Habilitation expired',
    body: 'Your habilitation is not, or no longer, in force.',
    advice: 'Have it renewed, then ask the administrator to enter it.',
  }),
  KEY_SHARE_MISSING: () => ({
    title: 'Case key needed',
    body: 'This case opens with its case key only.',
    advice: 'Choose the key file, or type the printed code.',
  }),
  KEY_SHARE_WRONG: () => ({
    title: 'Wrong case key',
    body: 'This key is not the one of this case.',
    advice: 'Check that the key file bears the reference of this case.',
  }),
  CASE_OPEN_ELSEWHERE: () => ({
    title: 'Open elsewhere',
    body: 'Dérush has a case open in another window.',
    advice: 'Close it there, or go on in that window.',
  }),
  CASE_ERASED: () => ({
    title: 'Case erased',
    body: 'This case was erased; it can no longer be opened.',
    advice: 'The certificate of erasure is in the control file.',
  }),
  CLOCK_WENT_BACK: () => ({
    title: 'The clock of this computer went back',
    body: 'Its time is before the last one seen: the case is read-only.',
    advice: 'Set the time, or have it confirmed by the administrator.',
  }),
  JOURNAL_BROKEN: () => ({
    title: 'Journal altered',
    body: 'The chain of the journal is broken.',
    advice: 'Stop using this case; tell the administrator and the magistrate.',
  }),
  FILE_MISMATCH: () => ({
    title: 'Not the same file',
    body: 'The file has not the size or the fingerprint of the recording in the case.',
    advice: 'Give the original file; if it changed, have it noted.',
  }),
  BROWSER_UNSUPPORTED: (f) => ({
    title: 'Browser too old',
    body: `This browser lacks: ${f.text('missing') ?? 'a needed function'}.`,
    advice: 'Use a recent version of Chromium, Chrome or Edge.',
  }),
  INPUT_INVALID: (f) => ({
    title: 'Request refused',
    body: f.text('reason') ?? 'The value given does not fit.',
    advice: 'Correct the value and try again.',
  }),
  INTERNAL: (f) => ({
    title: 'Application error',
    body: `Something unforeseen happened${f.text('message') === undefined ? '.' : `: ${f.text('message') ?? ''}`}`,
    advice: 'Copy the details for the person who looks after the application. Other recordings go on.',
  }),
};

function missingData(f: Facts): string {
  const declared = f.number('declared') ?? '?';
  const present = f.number('present') ?? '?';
  const time = f.time('fromUs');
  const until = time === undefined ? '' : ` Frames are missing from ${time}.`;
  return `The index announces ${declared} frames; data for ${present} only are there.${until}`;
}
