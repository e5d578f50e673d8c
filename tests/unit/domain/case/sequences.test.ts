// Any sequence of commands, by anybody, at any moment: what the law forbids never happens. The oracles below are written
// apart from the code that they judge.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { userId, type CaseFile } from '../../../../src/domain/case/case-file.ts';
import type { Actor, CaseCommand, CommandContext } from '../../../../src/domain/case/commands.ts';
import { decide } from '../../../../src/domain/case/decide.ts';
import { mayAnalyseRecording, permitFor } from '../../../../src/domain/case/permit.ts';
import { LawRefusal } from '../../../../src/domain/law/codes.ts';
import { CLOSING_EVENTS, FRAMEWORKS } from '../../../../src/domain/law/enumerations.ts';
import { caseDeadline } from '../../../../src/domain/law/retention.ts';
import { day, instant } from '../../../../src/domain/time/instant.ts';
import {
  ANALYSE,
  authorisedCase,
  closableCase,
  contextOf,
  DAY,
  DEEMED,
  DIRECTOR,
  FACTS,
  HASH,
  HOUR,
  INVESTIGATOR,
  MAGISTRATE,
  newDraft,
  personOf,
  PROVENANCE,
  readyCase,
  REFERENT,
  START,
  WRITTEN,
} from '../../../builders/cases.ts';

const STRANGER: Actor = { ...INVESTIGATOR, userId: userId('nobody') };
const actors = fc.constantFrom<Actor>(
  ...[DIRECTOR, DIRECTOR, DIRECTOR, INVESTIGATOR, INVESTIGATOR, MAGISTRATE, REFERENT, STRANGER],
);
const moments = fc.integer({ min: -10 * DAY, max: 400 * DAY }).map((ms) => instant(START + ms));
const texts = fc.constantFrom('', 'x', 'x', 'x');
const days = fc.constantFrom(
  ...['2026-03-01', '2026-03-10', '2026-03-20', '2027-03-10', '2029-01-01', '2030-12-31', '2031-06-01'].map(day),
);

const authorisations = fc.record({
  form: fc.constantFrom<(typeof DEEMED)['form']>('ECRITE', 'VERBALE_CONFIRMEE', 'REPUTEE_ACQUISE'),
  magistrate: fc.constantFrom(WRITTEN.magistrate, { ...WRITTEN.magistrate, quality: 'JUGE_INSTRUCTION' as const }),
  at: moments,
  confirmedAt: fc.option(moments, { nil: undefined }),
  noContraryDecision: fc.boolean(),
  reference: texts,
  scope: fc.constantFrom(DEEMED.scope, { ...DEEMED.scope, classes: [] }, { ...DEEMED.scope, from: START }),
});
const facts = fc.record({
  service: texts,
  procedureNumber: texts,
  framework: fc.constantFrom(...FRAMEWORKS, undefined),
  flagranceFrom: fc.option(moments, { nil: undefined }),
  facts: fc.constantFrom(FACTS.facts, { ...FACTS.facts, qualification: '' }),
  organisedCrime: fc.boolean(),
});
const hashes = fc.constant(HASH);
const { magistrate } = WRITTEN;

const commands: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.record({ kind: fc.constant('describe' as const), facts }),
  fc.record({ kind: fc.constant('authorise' as const), authorisation: authorisations }),
  fc.constant<CaseCommand>({ kind: 'authorise', authorisation: DEEMED }),
  fc.constant<CaseCommand>({ kind: 'extend-flagrance' }),
  fc.record({ kind: fc.constant('convert-to-preliminary' as const), authorisation: authorisations }),
  fc.record({ kind: fc.constant('contrary-decision' as const), on: days, reference: texts }),
  fc.constant<CaseCommand>({ kind: 'list-user', user: personOf(INVESTIGATOR) }),
  fc.constant<CaseCommand>({ kind: 'delist-user', userId: INVESTIGATOR.userId }),
  fc.constant<CaseCommand>({ kind: 'add-recording', id: 'r1', name: 'a.mp4', sizeBytes: 10 }),
  fc.constant<CaseCommand>({ kind: 'set-provenance', recordingId: 'r1', provenance: PROVENANCE }),
  fc.record({ kind: fc.constant('note-hash' as const), recordingId: fc.constant('r1'), sha256: hashes }),
  fc.constant<CaseCommand>({ kind: 'remove-recording', recordingId: 'r1' }),
  fc.constant<CaseCommand>({ kind: 'start-session', clockGapMs: undefined }),
  fc.constant<CaseCommand>({ kind: 'end-session' }),
  { weight: 6, arbitrary: fc.constant<CaseCommand>(ANALYSE) },
  fc.constant<CaseCommand>({ kind: 'note-mention', mention: 'M1', session: undefined }),
  fc.constant<CaseCommand>({ kind: 'note-mention', mention: 'M2', session: 1 }),
  fc.record({
    kind: fc.constant('request-copy' as const),
    request: fc.record({ magistrate: fc.constant(magistrate), requestedOn: days, reference: texts }),
  }),
  fc.record({
    kind: fc.constant('derogate' as const),
    derogation: fc.record({ magistrate: fc.constant(magistrate), reference: texts, decidedOn: days, until: days }),
  }),
  fc.record({
    kind: fc.constant('order' as const),
    order: fc.record({
      kind: fc.constantFrom('COMPLETE' as const, 'RECTIFY' as const, 'REQUALIFY' as const, 'ERASE' as const),
      target: fc.constantFrom(
        'recording/r1',
        'case/organisedCrime',
        'case/qualification',
        'track/r1/1',
        'case/framework',
      ),
      orderedOn: days,
      reference: texts,
    }),
  }),
  fc.record({ kind: fc.constant('note-report' as const), sha256: hashes }),
  fc.record({ kind: fc.constant('join-report' as const), joinedAs: texts }),
  fc.record({ kind: fc.constant('close' as const), event: fc.constantFrom(...CLOSING_EVENTS), precision: texts }),
  fc.constant<CaseCommand>({ kind: 'erase' }),
);

interface Step {
  readonly command: CaseCommand;
  readonly actor: Actor;
  /** Time that goes by before it, ms. */
  readonly later: number;
}
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    command: commands,
    actor: actors,
    later: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: HOUR }), fc.integer({ min: 0, max: 6 * DAY })),
  }),
  { maxLength: 25 },
);
const beginnings = fc.constantFrom<() => CaseFile>(
  () => newDraft({ framework: undefined, flagranceFrom: undefined }),
  newDraft,
  authorisedCase,
  readyCase,
  readyCase,
  closableCase,
);

/** Plays the steps, and shows each one that went through to a judge. */
function play(
  begin: () => CaseFile,
  taken: readonly Step[],
  given: Partial<CommandContext>,
  judge: (before: CaseFile, step: Step, after: CaseFile, context: CommandContext) => void,
): number {
  let file = begin();
  let now = START;
  let done = 0;
  for (const step of taken) {
    now = instant(now + step.later);
    const context = contextOf({ ...given, now, actor: step.actor });
    try {
      const next = decide(file, step.command, context);
      judge(file, step, next, context);
      file = next;
      done += 1;
    } catch (error) {
      if (!(error instanceof LawRefusal)) {
        throw error;
      }
      expect(error.codes.length).toBeGreaterThan(0);
    }
  }
  return done;
}

/** Whether an analysis is lawful, said a second time in other words. */
function isLawfulAnalysis(file: CaseFile, { actor, now }: CommandContext): boolean {
  const authorisation = file.authorisations.at(-1);
  const recording = file.recordings.find(({ id }) => id === 'r1');
  if (authorisation === undefined || recording === undefined || file.framework === undefined) {
    return false;
  }
  const isJudge = file.framework === 'INFORMATION_CR' || file.framework === 'INFO_CAUSES_80_4';
  const { form, magistrate: who } = authorisation;
  const isFormed =
    form === 'REPUTEE_ACQUISE'
      ? file.framework === 'FLAGRANCE' && authorisation.noContraryDecision
      : who.name !== '' &&
        authorisation.reference !== '' &&
        (form === 'ECRITE' || authorisation.confirmedAt !== undefined);
  // No flagrance lasts longer than sixteen days, nor eight without an extension.
  const flagranceMs = (file.flagranceExtended ? 16 : 8) * DAY;
  const isInTime =
    file.framework !== 'FLAGRANCE' || (file.flagranceFrom !== undefined && now - file.flagranceFrom < flagranceMs);
  return (
    isFormed &&
    isInTime &&
    (who.quality === 'JUGE_INSTRUCTION') === isJudge &&
    authorisation.scope.classes.length > 0 &&
    file.state !== 'SUSPENDED' &&
    file.users.some(({ userId: id, role }) => id === actor.userId && role === actor.role) &&
    recording.sha256 !== undefined &&
    recording.provenance?.reference !== undefined &&
    file.sessions.some(({ to }) => to === undefined) &&
    now < START + 3 * 366 * DAY
  );
}

describe('any sequence of commands', () => {
  test('L02 reaches an analysis only with a valid authorisation', () => {
    let analyses = 0;
    fc.assert(
      fc.property(beginnings, steps, (begin, taken) => {
        play(begin, taken, {}, (before, { command }, after, context) => {
          if (command.kind === 'start-analysis') {
            analyses += 1;
            expect(isLawfulAnalysis(before, context)).toBe(true);
            expect(after.state).toBe('IN_USE');
          }
        });
      }),
      { numRuns: 1500 },
    );
    // A test in which nothing is ever analysed would prove nothing.
    expect(analyses).toBeGreaterThan(100);
  });

  test('L02 gives a permit only where an analysis is lawful, and the worker takes no other', () => {
    let permits = 0;
    const job = { caseId: 'case-1', recordingId: 'r1', sha256: HASH };
    fc.assert(
      fc.property(beginnings, steps, (begin, taken) => {
        play(begin, taken, {}, (_before, _step, after, context) => {
          try {
            const permit = permitFor(after, 'r1', context);
            permits += 1;
            expect(isLawfulAnalysis(after, context)).toBe(true);
            expect(mayAnalyseRecording(permit, job, context.now)).toEqual([]);
          } catch (error) {
            expect(error).toBeInstanceOf(LawRefusal);
          }
        });
      }),
      { numRuns: 500 },
    );
    expect(permits).toBeGreaterThan(100);
  });

  test('L12 extends no deadline, and changes no moment of recording', () => {
    fc.assert(
      fc.property(beginnings, steps, (begin, taken) => {
        play(begin, taken, {}, (before, _step, after, context) => {
          expect(caseDeadline(after, context)).toBeLessThanOrEqual(caseDeadline(before, context));
          expect(after.createdAt).toBe(before.createdAt);
          for (const recording of after.recordings) {
            const known = before.recordings.find(({ id }) => id === recording.id);
            expect(recording.recordedAt).toBe(known?.recordedAt ?? context.now);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('L13 moves a deadline by a derogation only, to two years from its decision at most', () => {
    let moved = 0;
    const late = { ...newDraft({ organisedCrime: true }), createdAt: instant(START - 1060 * DAY) };
    const organised = (): CaseFile => decide(late, { kind: 'authorise', authorisation: DEEMED }, contextOf());
    const lateDays = fc.constantFrom(
      ...['2026-01-01', '2026-03-10', '2027-12-31', '2028-03-09', '2028-03-20'].map(day),
    );
    const derogations: fc.Arbitrary<CaseCommand> = fc.record({
      kind: fc.constant('derogate' as const),
      derogation: fc.record({
        magistrate: fc.constant(magistrate),
        reference: texts,
        decidedOn: lateDays,
        until: lateDays,
      }),
    });
    const mixed = fc.array(
      fc.record({
        command: fc.oneof(derogations, commands),
        actor: actors,
        later: fc.integer({ min: 0, max: 3 * DAY }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(mixed, (taken) => {
        play(organised, taken, { derogationsAllowed: true }, (before, { command }, after, context) => {
          const from = caseDeadline(before, context);
          const to = caseDeadline(after, context);
          expect(context.now).toBeLessThan(from);
          if (command.kind !== 'derogate') {
            expect(to).toBeLessThanOrEqual(from);
          } else if (to > from) {
            moved += 1;
            expect(before.organisedCrime).toBe(true);
            expect(to - Date.parse(command.derogation.decidedOn)).toBeLessThanOrEqual(731 * DAY);
          }
        });
      }),
      { numRuns: 500 },
    );
    expect(moved).toBeGreaterThan(20);
  });

  test('L11 goes forward only: nothing comes back from closed or erased, nor into a draft', () => {
    const ranks = { DRAFT: 0, AUTHORISED: 1, IN_USE: 1, SUSPENDED: 1, CLOSED: 2, ERASED: 3 };
    fc.assert(
      fc.property(beginnings, steps, (begin, taken) => {
        play(begin, taken, {}, (before, { command }, after) => {
          expect(ranks[after.state]).toBeGreaterThanOrEqual(ranks[before.state]);
          if (after.state === 'CLOSED' && command.kind === 'close') {
            expect(after.report?.joinedAs).toMatch(/./);
            expect(after.sessions.every(({ mentionedAt }) => mentionedAt !== undefined)).toBe(true);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  test('L17 lets nobody act who is neither listed nor of the control nor the référent', () => {
    fc.assert(
      fc.property(beginnings, steps, (begin, taken) => {
        const strangers = taken.map((step) => ({ ...step, actor: STRANGER }));
        expect(play(begin, strangers, {}, () => undefined)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});
