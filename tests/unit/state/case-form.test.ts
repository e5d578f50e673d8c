// The form judged by the domain: whatever is filled in, what it lists as missing is what the domain would refuse it for.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, draft } from '../../../src/domain/case/decide.ts';
import { missing } from '../../../src/domain/case/gates.ts';
import { CLASS_NAMES } from '../../../src/domain/detection/classes.ts';
import { FRAMEWORK_RULES } from '../../../src/domain/law/frameworks.ts';
import { AUTHORISATION_FORMS, FRAMEWORKS } from '../../../src/domain/law/enumerations.ts';
import { instant } from '../../../src/domain/time/instant.ts';
import { writeMoment } from '../../../src/domain/time/wall.ts';
import {
  authorisationOf,
  factsOf,
  freshAnswers,
  inFramework,
  lacksOf,
  unreadScope,
  type CaseAnswers,
} from '../../../src/state/case-form-answers.ts';
import { fieldOf } from '../../../src/state/case-form-fields.ts';
import { CaseFormState } from '../../../src/state/case-form.svelte.ts';
import { refusalOf } from '../../../src/domain/law/codes.ts';
import { contextOf, DAY, DIRECTOR, HOUR, PARIS, personOf, START } from '../../builders/cases.ts';
import { FAKE_DIRECTOR, FAKE_RECORD, FakeDoor } from '../../builders/fake-door.ts';

const words = fc.oneof({ weight: 9, arbitrary: fc.constant('2026/000123') }, fc.constantFrom('', '  '));
const moments = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.integer({ min: -100, max: 0 }).map((hours) => writeMoment(instant(START + hours * HOUR), PARIS)),
  },
  fc.integer({ min: -20 * 24, max: 48 }).map((hours) => writeMoment(instant(START + hours * HOUR), PARIS)),
  fc.constantFrom({ date: '', time: '' }, { date: '10/03/2026', time: '' }, { date: '31/02/2026', time: '99:99' }),
);

const anyAnswers: fc.Arbitrary<CaseAnswers> = fc.record({
  framework: fc.option(fc.constantFrom(...FRAMEWORKS), { nil: undefined }),
  ...{ service: words, procedureNumber: words, qualification: words, natinf: words, placeAndDate: words },
  ...{ magistrateName: words, magistrateCourt: words, reference: words },
  ...{ flagranceFrom: moments, authorisedAt: moments, confirmedAt: moments },
  ...{ organisedCrime: fc.boolean(), noContraryDecision: fc.boolean() },
  form: fc.constantFrom(...AUTHORISATION_FORMS),
  scope: fc.record({ from: moments, to: moments, classes: fc.subarray([...CLASS_NAMES]) }),
});

/** What the chips of the form let one choose: forms that the framework knows. */
const reachable = anyAnswers.filter(
  ({ framework, form }) => framework === undefined || FRAMEWORK_RULES[framework].forms.includes(form),
);

/** Codes of the domain for the dossier made of these answers, step by step, each judged as the services would. */
function refusedByDomain(answers: CaseAnswers): readonly string[] {
  const context = contextOf();
  const given = authorisationOf(answers, PARIS);
  return refusalOf(() => {
    const file = draft('c', factsOf(answers, PARIS), personOf(DIRECTOR), context);
    const authorised = given === undefined ? file : decide(file, { kind: 'authorise', authorisation: given }, context);
    const codes = missing(authorised, 'import', context);
    if (codes.length > 0) {
      throw Object.assign(new Error(), { codes });
    }
  });
}

describe('what is missing', () => {
  it('is nothing exactly when the domain lets the dossier be created, authorised and filled', () => {
    let complete = 0;
    fc.assert(
      fc.property(reachable, (answers) => {
        const lacks = lacksOf(answers, personOf(DIRECTOR), contextOf());
        let refused: readonly string[];
        try {
          refused = refusedByDomain(answers);
        } catch (error) {
          refused = (error as { readonly codes: readonly string[] }).codes;
        }
        expect(lacks.length === 0).toBe(refused.length === 0);
        complete += lacks.length === 0 ? 1 : 0;
        // The domain stops at the first gate; what it names there is always in the list.
        // An authorisation that is deemed given is one as soon as the beginning of the flagrance is there.
        const isImplied = (code: string): boolean => code === 'AUTHORISATION' && lacks.includes('FLAGRANCE_START');
        expect(lacks).toEqual(expect.arrayContaining(refused.filter((code) => !isImplied(code))));
        expect(new Set(lacks).size).toBe(lacks.length);
      }),
      { numRuns: 1000 },
    );
    // The samples do reach the end of the form.
    expect(complete).toBeGreaterThan(20);
  });

  it('leads to a field of the form, whatever is filled in', () => {
    fc.assert(
      fc.property(reachable, (answers) => {
        for (const code of lacksOf(answers, personOf(DIRECTOR), contextOf())) {
          expect(fieldOf(code, answers), code).toBeDefined();
        }
      }),
    );
  });

  it('never takes a limit that cannot be read for none', () => {
    const answers = freshAnswers('S', START, PARIS);
    expect(unreadScope({ ...answers.scope, to: { date: '31/02/2026', time: '10:00' } }, PARIS)).toEqual(['scopeTo']);
    expect(unreadScope({ ...answers.scope, from: { date: '10/03/2026', time: '' } }, PARIS)).toEqual(['scopeFrom']);
    expect(unreadScope(answers.scope, PARIS)).toEqual([]);
  });
});

describe('a new form', () => {
  const fresh = freshAnswers('Sûreté départementale', START, PARIS);

  it('knows the service and the day, ticks every class with the moving objects, and no hour that the law counts', () => {
    expect(fresh.service).toBe('Sûreté départementale');
    expect(fresh.flagranceFrom).toEqual({ date: '10/03/2026', time: '' });
    expect(fresh.scope.classes).toContain('unclassified');
    expect(fresh.noContraryDecision).toBe(false);
  });

  it.each(FRAMEWORKS)('takes the usual form of %s, and a form that it does not know is never kept', (framework) => {
    const answers = inFramework({ ...fresh, form: 'REPUTEE_ACQUISE' }, framework);
    expect(FRAMEWORK_RULES[framework].forms[0]).toBe(answers.form);
  });

  it('says nothing of what belongs to another form', () => {
    const typed = { ...fresh, magistrateName: 'Mme Y', magistrateCourt: 'TJ', reference: 'cote 1' };
    const flagrance = inFramework({ ...typed, flagranceFrom: { date: '10/03/2026', time: '08:00' } }, 'FLAGRANCE');
    expect(authorisationOf(flagrance, PARIS)).toMatchObject({ magistrate: { name: '', court: '' }, reference: '' });
    const preliminary = { ...inFramework(flagrance, 'PRELIMINAIRE'), noContraryDecision: true };
    expect(factsOf(preliminary, PARIS).flagranceFrom).toBeUndefined();
    expect(authorisationOf(preliminary, PARIS)).toBeUndefined();
  });
});

describe('sending', () => {
  async function aForm(): Promise<{ readonly door: FakeDoor; readonly form: CaseFormState }> {
    const door = new FakeDoor();
    const user = await door.unlock(FAKE_DIRECTOR);
    const users = await door.users();
    return { door, form: new CaseFormState({ user, installation: FAKE_RECORD, users, clock: () => door.now }) };
  }

  function fill(form: CaseFormState): void {
    form.setFramework('FLAGRANCE');
    form.set({ procedureNumber: '2026/000417', qualification: 'Vol aggravé', placeAndDate: 'Lyon' });
    form.set({ flagranceFrom: { date: '10/03/2026', time: '0845' }, noContraryDecision: true });
  }

  it('creates, lists and has authorised; the share is given back once', async () => {
    const { door, form } = await aForm();
    expect(await form.submit(door)).toBeUndefined();
    fill(form);
    expect(form.missing).toEqual([]);
    const [other] = form.candidates;
    expect(form.candidates.map(({ role }) => role)).toEqual(['ENQUETEUR']);
    if (other !== undefined) {
      form.toggleUser(other.userId);
    }
    const created = await form.submit(door);
    expect(created?.share).toHaveLength(32);
    expect(created?.session.file.state).toBe('AUTHORISED');
    expect(created?.session.file.users.map(({ userId }) => userId)).toEqual(['u1', 'u2']);
    expect(created?.session.file.authorisations[0]?.at).toBe(Date.parse('2026-03-10T07:45:00Z'));
  });

  it('goes on from where a sending stopped, without a second case', async () => {
    const { door, form } = await aForm();
    fill(form);
    const create = door.create.bind(door);
    let created = 0;
    const failing: Pick<FakeDoor, 'create'> = {
      create: async (facts, withShare) => {
        created += 1;
        const made = await create(facts, withShare);
        const command = made.session.command.bind(made.session);
        let isFirst = true;
        made.session.command = (asked) => {
          const fails = isFirst;
          isFirst = false;
          return fails ? Promise.reject(new Error('no store')) : command(asked);
        };
        return made;
      },
    };
    expect(await form.submit(failing)).toBeUndefined();
    expect(form.problem?.code).toBe('INTERNAL');
    form.set({ procedureNumber: '2026/000418' });
    const done = await form.submit(failing);
    expect(done?.session.file).toMatchObject({ state: 'AUTHORISED', procedureNumber: '2026/000418' });
    expect(created).toBe(1);
  });

  it('refuses a flagrance that is over, at the moment it is sent', async () => {
    const { door, form } = await aForm();
    fill(form);
    door.now = START + 9 * DAY;
    expect(await form.submit(door)).toBeUndefined();
    expect(form.missing).toContain('CONVERSION');
  });
});
