// A refusal of the law as an AppError: codes of what is missing or forbidden, the words are the interface's.

import { AppError } from '../contracts/errors.ts';
import { LawRefusal } from '../domain/law/codes.ts';

/** LAW_REFUSED, or RIGHT_REFUSED when it is not this person's to do; `missing`: the codes, separated by commas. */
export function refusal(codes: readonly string[]): AppError {
  return new AppError(codes.includes('RIGHT') ? 'RIGHT_REFUSED' : 'LAW_REFUSED', { missing: codes.join() });
}

/** Lets the domain judge. Throws what {@link refusal} makes of its refusal. */
export function lawful<T>(judge: () => T): T {
  try {
    return judge();
  } catch (error) {
    throw error instanceof LawRefusal ? refusal(error.codes) : error;
  }
}

/** Refuses when anything is missing. */
export function refuseMissing(codes: readonly string[]): void {
  if (codes.length > 0) {
    throw refusal(codes);
  }
}

/** What leaves a case leaves it for a reason that its journal tells (LIL 101). */
export function mustSayWhy(motive: string | undefined): void {
  refuseMissing(motive === undefined || motive.trim() === '' ? ['MOTIVE'] : []);
}
