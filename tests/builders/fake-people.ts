// The people of a fake door, and the record of its installation.

import { AppError } from '../../src/contracts/errors.ts';
import type {
  ControlCredentials,
  Credentials,
  InstallationRecord,
  NewUser,
  UserProfile,
} from '../../src/contracts/vault.ts';
import { userId, type Habilitation, type UserId } from '../../src/domain/case/case-file.ts';
import { DATA_NATURES } from '../../src/domain/law/enumerations.ts';
import { isStrongPassphrase } from '../../src/domain/law/passphrase.ts';
import { day } from '../../src/domain/time/instant.ts';

export const FAKE_RECORD: InstallationRecord = {
  service: 'Sûreté départementale',
  controller: 'Le directeur',
  dpo: 'La déléguée',
  engagement: { sentOn: day('2026-01-05'), receipt: 'R-2026-17', receiptOn: day('2026-01-20') },
  aipd: { version: '1', on: day('2026-01-10') },
  coveredVersion: '1.0.0',
  coveredBuild: 'ab'.repeat(32),
  timeZone: 'Europe/Paris',
  maskInReview: false,
  maskInExports: true,
  derogationsAllowed: false,
  autoLockMinutes: 5,
  confirmedStatutes: [],
};

/** What a fake door takes for the program that runs. */
export const FAKE_SOFTWARE = { version: '1.0.0', build: 'ab'.repeat(32) };

const habilitation: Habilitation = {
  authority: 'Le chef de service',
  from: day('2026-01-01'),
  until: day('2030-12-31'),
  natures: DATA_NATURES,
};

const aUser = (role: NewUser['role'], registrationNumber: string, label: string): NewUser => ({
  registrationNumber,
  passphrase: 'Horloge-42-Marmite',
  role,
  quality: role === 'REFERENT' ? 'ADMINISTRATEUR' : 'OPJ',
  label,
  habilitation,
});

/** `u1` and `u2` are the people of the cases of cases.ts. */
export const FAKE_REFERENT = aUser('REFERENT', '1000001', 'Major LEROUX, 1000001');
export const FAKE_DIRECTOR = aUser('DIRECTEUR_ENQUETE', '2000002', 'Capitaine MARCHAND, 2000002');
export const FAKE_INVESTIGATOR = aUser('ENQUETEUR', '3000003', 'Brigadière NOGUEIRA, 3000003');
export const FAKE_CONTROL_PASSPHRASE = 'Contrôle-Voûte-1789';

/** Who is known, with the passphrase that each has chosen. */
export class FakePeople {
  #known: readonly { readonly user: NewUser; readonly profile: UserProfile }[] = [];

  get profiles(): readonly UserProfile[] {
    return this.#known.map(({ profile }) => profile);
  }

  get next(): string {
    return `u${this.#known.length + 1}`;
  }

  add(user: NewUser, id: string): UserProfile {
    if (!isStrongPassphrase(user.passphrase)) {
      throw new AppError('PASSPHRASE_WEAK');
    }
    const { role, quality, label, habilitation: held } = user;
    const profile: UserProfile = { userId: userId(id), role, quality, label, habilitation: held, isActive: true };
    this.#known = [...this.#known, { user, profile }];
    return profile;
  }

  setActive(id: UserId, isActive: boolean, renewed: Habilitation | undefined): void {
    this.#known = this.#known.map(({ user, profile }) => ({
      user,
      profile:
        profile.userId === id ? { ...profile, isActive, habilitation: renewed ?? profile.habilitation } : profile,
    }));
  }

  admit({ registrationNumber, passphrase }: Credentials): UserProfile {
    const known = this.#known.find(({ user }) => user.registrationNumber === registrationNumber.trim());
    if (known?.user.passphrase !== passphrase) {
      throw new AppError('PASSPHRASE_WRONG', { failures: 1 });
    }
    if (!known.profile.isActive) {
      throw new AppError('RIGHT_REFUSED', { reason: 'inactive' });
    }
    return known.profile;
  }

  admitControl({ passphrase, quality }: Omit<ControlCredentials, 'keyFile'>): UserProfile {
    if (passphrase !== FAKE_CONTROL_PASSPHRASE) {
      throw new AppError('PASSPHRASE_WRONG', { failures: 1 });
    }
    return {
      userId: userId('control'),
      role: 'CONTROLE',
      quality: quality === 'CNIL' ? 'AGENT_CNIL' : 'MAGISTRAT',
      label: quality,
      habilitation: { ...habilitation, authority: quality },
      isActive: true,
    };
  }

  /** Of somebody known, else of the control. */
  passphraseOf(id: UserId): string {
    return this.#known.find(({ profile }) => profile.userId === id)?.user.passphrase ?? FAKE_CONTROL_PASSPHRASE;
  }
}
