// A user while the référent enters them: who, in what role, habilitated by whom, for what, until when.

import type { NewUser, UserProfile } from '../contracts/vault.ts';
import type { Habilitation } from '../domain/case/case-file.ts';
import { DATA_NATURES, type DataNature, type Role, type UserQuality } from '../domain/law/enumerations.ts';
import { missingInHabilitation } from '../domain/law/habilitation.ts';
import { isStrongPassphrase } from '../domain/law/passphrase.ts';
import type { Day } from '../domain/time/instant.ts';
import { readDay, writeDay } from '../domain/time/wall.ts';

export type UserGap =
  | 'REGISTRATION'
  | 'LABEL'
  | 'PASSPHRASE'
  | 'REPEAT'
  | 'HABILITATION_AUTHORITY'
  | 'HABILITATION_NATURES'
  | 'HABILITATION_VALID';

export class HabilitationDraft {
  authority = $state('');
  /** Days as they are typed: `22/11/2026`; no last day: until it is withdrawn. */
  from = $state('');
  until = $state('');
  natures: ReadonlySet<DataNature> = $state.raw(new Set(DATA_NATURES));

  constructor(from: Day | Habilitation) {
    if (typeof from === 'string') {
      this.from = writeDay(from);
      return;
    }
    this.authority = from.authority;
    this.from = writeDay(from.from);
    this.until = from.until === undefined ? '' : writeDay(from.until);
    this.natures = new Set(from.natures);
  }

  toggle(nature: DataNature): void {
    const next = new Set(this.natures);
    if (!next.delete(nature)) {
      next.add(nature);
    }
    this.natures = next;
  }

  get missing(): readonly UserGap[] {
    const habilitation = this.toHabilitation();
    if (habilitation === undefined) {
      return ['HABILITATION_VALID'];
    }
    const gaps: readonly string[] = missingInHabilitation(habilitation);
    return (['HABILITATION_AUTHORITY', 'HABILITATION_NATURES', 'HABILITATION_VALID'] as const).filter((gap) =>
      gaps.includes(gap),
    );
  }

  /** `undefined` while a day cannot be read. */
  toHabilitation(): Habilitation | undefined {
    const [from, until] = [readDay(this.from), readDay(this.until)];
    if (from === undefined || (until === undefined && this.until.trim() !== '')) {
      return undefined;
    }
    const natures = DATA_NATURES.filter((nature) => this.natures.has(nature));
    return { authority: this.authority.trim(), from, until, natures };
  }
}

export class UserDraft {
  registrationNumber = $state('');
  label = $state('');
  passphrase = $state('');
  repeat = $state('');
  role: Exclude<Role, 'CONTROLE'> = $state('ENQUETEUR');
  quality: UserQuality = $state('OPJ');
  readonly habilitation: HabilitationDraft;

  constructor(today: Day) {
    this.habilitation = new HabilitationDraft(today);
  }

  get missing(): readonly UserGap[] {
    return [
      ...(this.registrationNumber.trim() === '' ? ['REGISTRATION' as const] : []),
      ...(this.label.trim() === '' ? ['LABEL' as const] : []),
      ...(isUsable(this.passphrase, this.registrationNumber) ? [] : ['PASSPHRASE' as const]),
      ...(this.passphrase === this.repeat ? [] : ['REPEAT' as const]),
      ...this.habilitation.missing.filter((gap) => this.role !== 'REFERENT' || gap !== 'HABILITATION_NATURES'),
    ];
  }

  /** `undefined` while something is missing. */
  toUser(): NewUser | undefined {
    const habilitation = this.habilitation.toHabilitation();
    if (habilitation === undefined || this.missing.length > 0) {
      return undefined;
    }
    const { passphrase, role, quality } = this;
    return {
      registrationNumber: this.registrationNumber.trim(),
      passphrase,
      role,
      quality: role === 'REFERENT' ? 'ADMINISTRATEUR' : quality,
      label: this.label.trim(),
      // The référent never sees any content.
      habilitation: role === 'REFERENT' ? { ...habilitation, natures: [] } : habilitation,
    };
  }
}

/** As the vault takes it: strong, and without the registration number in it. */
export function isUsable(passphrase: string, registrationNumber: string): boolean {
  const number = registrationNumber.trim().toLowerCase();
  return isStrongPassphrase(passphrase) && (number.length < 4 || !passphrase.toLowerCase().includes(number));
}

/** Whether a user's habilitation ends within so many days, or has ended. */
export type HabilitationState = 'valid' | 'ending' | 'ended' | 'suspended';

const ENDING_DAYS = 30;

export function habilitationState({ isActive, habilitation }: UserProfile, today: Day): HabilitationState {
  if (!isActive) {
    return 'suspended';
  }
  const { from, until } = habilitation;
  if (today < from || (until !== undefined && until < today)) {
    return 'ended';
  }
  const left = until === undefined ? Infinity : (Date.parse(until) - Date.parse(today)) / 86_400_000;
  return left <= ENDING_DAYS ? 'ending' : 'valid';
}
