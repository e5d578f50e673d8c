// Whether an entry may be believed, before a byte of its model is looked at: shape, classes, names.

import * as v from 'valibot';

import { CARRIED, CLASS_NAMES, isObjectClass } from '../domain/detection/classes.ts';
import { AppError } from './errors.ts';
import type { ModelEntry, ModelManifest, ModelRefusal } from './model.ts';

/**
 * Roots of what this product must never look for, in French and English, against each word of a label.
 * Only roots: the scan of the built files forbids the whole words.
 */
const FORBIDDEN_ROOTS =
  /^(?:fac(?:e|es|ial.*)$|face[a-z]+|visage|head$|heads$|tete|licen[cs]e|plate|plaque|immatricul|gend|genre|sex|age$|ages$|race$|ethni|skin|peau$|emotion|expression|iden|rei[d]$|bio|iri[sd]|retin|gai[t]|pos(?:e|es|ture)$|land[m]ark|biometr|embed|finger|empreinte|m[ae]n$|wom[ae]n$|male$|female$|homme|femme|boy|girl|garcon|fille|child|enfant|adult|bab[yi]|beard|barbe|o[c]r$|a[ln]pr$)|plate$|plates$|face$|faces$/;

/** Whether a label names something that this product must never look for. */
export function isForbiddenLabel(label: string): boolean {
  const words = label
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\bre[^a-z]id\b/g, 'biometric')
    .split(/[^a-z]+/);
  return words.some((word) => word !== 'surface' && FORBIDDEN_ROOTS.test(word));
}

const name = v.pipe(v.string(), v.regex(/^[\w./:-]{1,200}$/));
const index = v.pipe(v.string(), v.regex(/^\d{1,4}$/));
const stride = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(128));
const three = v.strictTuple([v.number(), v.number(), v.number()]);
const positive = v.pipe(v.number(), v.minValue(1e-6));
const side = v.pipe(v.number(), v.integer(), v.multipleOf(32), v.minValue(32), v.maxValue(2048));

const ascending = v.pipe(
  v.array(side),
  v.minLength(1),
  v.check((sides) => sides.every((value, at) => at === 0 || value > (sides[at - 1] ?? value))),
);

const inputSchema = v.strictObject({
  layout: v.picklist(['NHWC', 'NCHW']),
  channels: v.picklist(['RGB', 'BGR']),
  mean: three,
  scale: v.strictTuple([positive, positive, positive]),
  sides: ascending,
  loneSides: v.optional(ascending),
  resizes: v.record(name, stride),
});

const outputsSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('centernet'), heat: name, sizes: name, stride }),
  v.strictObject({
    kind: v.literal('nanodet'),
    levels: v.pipe(v.array(v.strictObject({ node: name, stride })), v.minLength(1)),
    channels: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    bins: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(64)),
  }),
  v.strictObject({
    kind: v.literal('boxes'),
    boxes: name,
    scores: name,
    format: v.picklist(['xyxy', 'yxyx', 'cxcywh']),
    unit: v.picklist(['pixel', 'side']),
  }),
]);

const fileSchema = v.strictObject({
  path: v.pipe(v.string(), v.regex(/^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:json|bin)$/)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** One graph, one file of weights or more. */
const filesSchema = v.pipe(
  v.array(fileSchema),
  v.check((files) => files.filter(({ path }) => path.endsWith('.json')).length === 1),
  v.check((files) => files.some(({ path }) => path.endsWith('.bin'))),
  v.check((files) => new Set(files.map(({ path }) => path)).size === files.length),
);

const entrySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,60}$/)),
  version: v.pipe(v.string(), v.maxLength(60)),
  licence: v.pipe(v.string(), v.maxLength(200)),
  source: v.optional(v.strictObject({ package: v.string(), version: v.string(), integrity: v.string() })),
  input: inputSchema,
  outputs: outputsSchema,
  files: filesSchema,
  classes: v.record(
    index,
    v.picklist([...CLASS_NAMES.filter((known) => known !== 'unclassified'), ...CARRIED, 'ignored']),
  ),
  labels: v.optional(v.record(index, v.string())),
});

/** The part of an entry that says what is looked for: read first, so that the refusal names it. */
const claimsSchema = v.looseObject({
  id: v.pipe(v.string(), v.maxLength(200)),
  classes: v.record(v.string(), v.string()),
  labels: v.optional(v.record(v.string(), v.string()), {}),
});

const listSchema = v.strictObject({
  schema: v.literal(2),
  default: v.string(),
  models: v.pipe(v.array(v.unknown()), v.minLength(1)),
});

/** A refusal as the failure that travels up. */
export function refuseModel(model: string, reason: ModelRefusal, facts: Record<string, string> = {}): AppError {
  return new AppError('MODEL_REFUSED', { model: model === '' ? 'models.json' : model, reason, ...facts });
}

/** Checks one entry. Fails with MODEL_REFUSED whose `reason` says why and whose `detail` says where. */
export function checkModelEntry(value: unknown): ModelEntry {
  const claims = v.safeParse(claimsSchema, value);
  if (!claims.success) {
    throw refuseModel('', 'schema', { detail: pathOf(claims.issues) });
  }
  const { id, classes, labels } = claims.output;
  const forbidden = [id, ...Object.values(classes), ...Object.values(labels)].find(isForbiddenLabel);
  if (forbidden !== undefined) {
    throw refuseModel(id, 'forbidden-class', { detail: forbidden });
  }
  const entry = v.safeParse(entrySchema, value);
  if (!entry.success) {
    const detail = pathOf(entry.issues);
    const [part] = detail.split('.');
    const reason = part === 'outputs' ? 'unknown-outputs' : part === 'classes' ? 'unknown-class' : 'schema';
    throw refuseModel(id, reason, { detail });
  }
  // Things that are carried are seen with somebody only: a model must know something to follow.
  if (!Object.values(entry.output.classes).some(isObjectClass)) {
    throw refuseModel(id, 'unknown-class', { detail: 'classes' });
  }
  const { source, labels: told, ...rest } = entry.output;
  return { ...rest, ...(source === undefined ? {} : { source }), ...(told === undefined ? {} : { labels: told }) };
}

/** Checks an allow-list of entries. */
export function checkManifest(value: unknown): ModelManifest {
  const list = v.safeParse(listSchema, value);
  if (!list.success) {
    throw refuseModel('', 'schema', { detail: pathOf(list.issues) });
  }
  const models = list.output.models.map(checkModelEntry);
  if (!models.some(({ id }) => id === list.output.default)) {
    throw refuseModel(list.output.default, 'not-listed');
  }
  return { schema: 2, default: list.output.default, models };
}

function pathOf(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  return issue?.path?.map(({ key }) => String(key)).join('.') ?? '';
}
