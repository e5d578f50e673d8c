// What is ticked in the tray, as the report says it.

import { describe, expect, it } from 'vitest';

import { defined } from '../../../../src/base/assert.ts';
import type { ReportInput, TrayPiece } from '../../../../src/domain/documents/inputs.ts';
import { documentMissing } from '../../../../src/domain/documents/missing.ts';
import type { Block } from '../../../../src/domain/documents/model.ts';
import { toPage } from '../../../../src/domain/documents/page.ts';
import { report } from '../../../../src/domain/documents/report.ts';
import { toText } from '../../../../src/domain/documents/text.ts';
import { aReport, hashText } from '../../../builders/document-inputs.ts';

const base = aReport();
const recording = defined(base.file.recordings[0], 'recording');
const retained = defined(base.objects[0], 'object');
const picture = defined(retained.picture, 'picture');

const frame = (ordinal: number) => ({ ordinal, us: ordinal * 40_000 });
const piece = (change: Partial<TrayPiece> = {}): TrayPiece => ({
  ...{ id: 'i1', kind: 'still', recording: retained.recording, first: frame(250), last: frame(250), track: undefined },
  ...{ finding: 'Un sac est posé.', appreciation: '', inReport: true, by: retained.decision.by, at: base.drawnUpAt },
  ...{ object: undefined, picture, masked: 2 },
  ...change,
});
const CLIP = piece({ id: 'i2', kind: 'clip', last: frame(300), appreciation: 'Il attend.' });
const OBJECT = piece({
  ...{ id: 'i3', kind: 'object', track: retained.track, finding: '', masked: 0 },
  object: { pseudonym: retained.pseudonym, isRetained: true },
});
const LOOSE = piece({ id: 'i4', kind: 'object', object: { pseudonym: 'P-0099', isRetained: false } });

const withTray = (...tray: readonly TrayPiece[]): ReportInput => ({ ...aReport(), tray });
const figuresOf = (input: ReportInput): readonly Extract<Block, { kind: 'figure' }>[] =>
  report(input)
    .blocks.filter((block) => block.kind === 'figure')
    .slice(input.objects.length);
const factsOf = (figure: ReturnType<typeof figuresOf>[number] | undefined): ReadonlyMap<string, string> =>
  new Map(defined(figure, 'figure').facts);

describe('L06 the tray in the report', () => {
  it('is not spoken of when nothing of it is ticked', () => {
    expect(toText(report(aReport()))).not.toContain('anier');
  });

  it('stands among the results, in its order, before the links', () => {
    const text = toText(report(withTray(CLIP, piece(), OBJECT)));
    const places = ['Élément 1 : extrait', 'Élément 2 : image', `Élément 3 : objet ${retained.pseudonym}`].map((said) =>
      text.indexOf(said),
    );
    expect(places.every((place) => place > text.indexOf('Résultats retenus'))).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(Math.max(...places)).toBeLessThan(text.indexOf('. Rapprochements'));
  });

  it('says of a still its file, hash, ordinal, time and masking', () => {
    const [figure] = figuresOf(withTray(piece()));
    expect(figure?.picture).toBe(picture);
    expect(figure?.caption.join('\n')).toContain(recording.name);
    expect(figure?.caption.join('\n')).toContain(`SHA-256 ${recording.sha256 ?? ''}`);
    expect(figure?.caption.join('\n')).toContain('2 objets masqués');
    const facts = factsOf(figure);
    expect(facts.get('Image')).toBe('n° 250, PTS 10000000 µs (00:00:10,000000)');
    expect(facts.get('Constat')).toBe('Un sac est posé.');
    expect(facts.get('Appréciation')).toBe('aucune');
    expect(facts.has('Heure de l’enregistreur')).toBe(true);
  });

  it('says of a clip exactly from which frame to which', () => {
    const facts = factsOf(figuresOf(withTray(CLIP))[0]);
    expect(facts.get('Première image')).toContain('n° 250, PTS 10000000 µs');
    expect(facts.get('Dernière image')).toContain('n° 300, PTS 12000000 µs');
    expect(facts.get('Étendue')).toBe('51 images');
    expect(facts.get('Appréciation')).toBe('Il attend.');
  });

  it('refers to a retained object, and says of any other that it is masked', () => {
    const [kept, loose] = figuresOf(withTray(OBJECT, LOOSE));
    expect(factsOf(kept).get('Objet')).toBe(`${retained.pseudonym}, retenu : voir plus haut`);
    expect(factsOf(kept).get('Constat')).toBe('celui de l’objet retenu');
    expect(factsOf(loose).get('Objet')).toMatch(/P-0099, proposé par le logiciel et non retenu : masqué/);
  });

  it('shows its pictures on the page, and says where one did not decode', async () => {
    const pageOf = (input: ReportInput): Promise<string> => toPage(report(input), hashText);
    const page = await pageOf(withTray(piece(), piece({ id: 'i5', picture: undefined })));
    const pictures = (of: string): number => of.split('<img').length - 1;
    expect(pictures(page)).toBe(pictures(await pageOf(aReport())) + 1);
    expect(page).toContain('image non décodée');
  });

  it('is refused without what is seen there, but for a retained object, of which it is said', () => {
    expect(documentMissing('REPORT', withTray(piece({ finding: ' ' })))).toEqual(['FINDING']);
    expect(documentMissing('REPORT', withTray({ ...LOOSE, finding: '' }))).toEqual(['FINDING']);
    expect(documentMissing('REPORT', withTray(OBJECT))).toEqual([]);
  });
});
