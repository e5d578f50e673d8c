// Alerts as they are stored: a closed list of codes.

import * as v from 'valibot';

import { ALERT_CODES, type Alert } from '../contracts/errors.ts';

export const storedAlerts: v.GenericSchema<unknown, readonly Alert[]> = v.array(
  v.strictObject({
    code: v.picklist(ALERT_CODES),
    severity: v.picklist(['info', 'warning', 'error']),
    facts: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
);
