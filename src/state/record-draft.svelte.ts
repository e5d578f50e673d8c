// The installation record while it is filled in: what is typed, what is still missing, and the record that comes of it.

import type { InstallationRecord } from '../contracts/vault.ts';
import { readDay, writeDay } from '../domain/time/wall.ts';

/** What an installation cannot do without; the last two are what no dossier can do without. */
export type RecordGap = 'SERVICE' | 'CONTROLLER' | 'DPO' | 'BUILD' | 'ENGAGEMENT' | 'AIPD';

/** Minutes after which an untouched screen locks (CNIL: five, fifteen at most). */
export const AUTO_LOCK_MINUTES = [2, 5, 10, 15] as const;

/** Time zones of the French services. */
export const TIME_ZONES = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
] as const;

/** The service's own zone when the machine stands in one of them, else that of Paris. */
const zoneHere = (): string => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return TIME_ZONES.find((zone) => zone === here) ?? TIME_ZONES[0];
};

const SHA_256 = /^[0-9a-f]{64}$/;

export class RecordDraft {
  service = $state('');
  controller = $state('');
  dpo = $state('');
  /** Days as they are typed: `22/11/2026`. */
  sentOn = $state('');
  receipt = $state('');
  receiptOn = $state('');
  aipdVersion = $state('');
  aipdOn = $state('');
  coveredVersion = $state('');
  coveredBuild = $state('');
  timeZone = $state(zoneHere());
  maskInReview = $state(false);
  maskInExports = $state(true);
  derogationsAllowed = $state(false);
  autoLockMinutes = $state(5);
  readonly #confirmedStatutes: readonly string[];

  /** From a record, or for a new one, which covers the program that runs. */
  constructor(from: InstallationRecord | { readonly version: string; readonly build: string }) {
    if ('version' in from) {
      this.coveredVersion = from.version;
      this.coveredBuild = from.build;
      this.#confirmedStatutes = [];
      return;
    }
    this.#confirmedStatutes = from.confirmedStatutes;
    this.service = from.service;
    this.controller = from.controller;
    this.dpo = from.dpo;
    this.sentOn = from.engagement === undefined ? '' : writeDay(from.engagement.sentOn);
    this.receipt = from.engagement?.receipt ?? '';
    this.receiptOn = from.engagement === undefined ? '' : writeDay(from.engagement.receiptOn);
    this.aipdVersion = from.aipd?.version ?? '';
    this.aipdOn = from.aipd === undefined ? '' : writeDay(from.aipd.on);
    this.coveredVersion = from.coveredVersion;
    this.coveredBuild = from.coveredBuild;
    this.timeZone = from.timeZone;
    this.maskInReview = from.maskInReview;
    this.maskInExports = from.maskInExports;
    this.derogationsAllowed = from.derogationsAllowed;
    this.autoLockMinutes = from.autoLockMinutes;
  }

  /** Typed, but no day of the calendar. */
  isWrongDay(text: string): boolean {
    return text.trim() !== '' && readDay(text) === undefined;
  }

  /** Without them nothing can be recorded. */
  get missing(): readonly RecordGap[] {
    return [
      ...(this.service.trim() === '' ? ['SERVICE' as const] : []),
      ...(this.controller.trim() === '' ? ['CONTROLLER' as const] : []),
      ...(this.dpo.trim() === '' ? ['DPO' as const] : []),
      ...(SHA_256.test(this.coveredBuild.trim().toLowerCase()) ? [] : ['BUILD' as const]),
      ...(this.#isHalf(this.#engagement, [this.sentOn, this.receipt, this.receiptOn]) ? ['ENGAGEMENT' as const] : []),
      ...(this.#isHalf(this.#aipd, [this.aipdVersion, this.aipdOn]) ? ['AIPD' as const] : []),
    ];
  }

  /** Without them no dossier can be created (décret 2012-687, LIL 90). */
  get pending(): readonly RecordGap[] {
    return [
      ...(this.#engagement === undefined ? ['ENGAGEMENT' as const] : []),
      ...(this.#aipd === undefined ? ['AIPD' as const] : []),
    ];
  }

  toRecord(): InstallationRecord {
    return {
      service: this.service.trim(),
      controller: this.controller.trim(),
      dpo: this.dpo.trim(),
      engagement: this.#engagement,
      aipd: this.#aipd,
      coveredVersion: this.coveredVersion.trim(),
      coveredBuild: this.coveredBuild.trim().toLowerCase(),
      timeZone: this.timeZone,
      maskInReview: this.maskInReview,
      maskInExports: this.maskInExports,
      derogationsAllowed: this.derogationsAllowed,
      autoLockMinutes: this.autoLockMinutes,
      confirmedStatutes: this.#confirmedStatutes,
    };
  }

  get #engagement(): InstallationRecord['engagement'] {
    const [sentOn, receiptOn] = [readDay(this.sentOn), readDay(this.receiptOn)];
    const receipt = this.receipt.trim();
    return sentOn === undefined || receiptOn === undefined || receipt === ''
      ? undefined
      : { sentOn, receipt, receiptOn };
  }

  get #aipd(): InstallationRecord['aipd'] {
    const on = readDay(this.aipdOn);
    const version = this.aipdVersion.trim();
    return on === undefined || version === '' ? undefined : { version, on };
  }

  /** Begun and not complete: recording it would lose what is typed. */
  #isHalf(whole: object | undefined, parts: readonly string[]): boolean {
    return whole === undefined && parts.some((part) => part.trim() !== '');
  }
}
