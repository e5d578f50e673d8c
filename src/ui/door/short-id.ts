// The reference of a case where nobody may know its number: enough of its random id to tell it from the others.

import type { CaseId } from '../../domain/ids.ts';

export const shortId = (id: CaseId): string => id.slice(0, 8);
