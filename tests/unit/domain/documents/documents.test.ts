import { describe, expect, it } from 'vitest';
import { certificate } from '../../../../src/domain/documents/certificate.ts';
import { controlFile } from '../../../../src/domain/documents/control-file.ts';
import { issueDocument } from '../../../../src/domain/documents/issue.ts';
import { mentionM1 } from '../../../../src/domain/documents/mention-m1.ts';
import { mentionM2 } from '../../../../src/domain/documents/mention-m2.ts';
import type { DocumentModel } from '../../../../src/domain/documents/model.ts';
import { report } from '../../../../src/domain/documents/report.ts';
import { isSealed, toText } from '../../../../src/domain/documents/text.ts';
import { findAnchors } from '../../../../src/domain/journal/anchor.ts';
import { readDocumentSeal } from '../../../../src/domain/journal/document-seal.ts';
import { FRAMEWORKS, MAGISTRATE_QUALITIES } from '../../../../src/domain/law/enumerations.ts';
import {
  aCaseFile,
  aCertificate,
  aControlFile,
  anM1,
  anM2,
  aPreliminaryCase,
  aReport,
  aRetained,
  hashText,
} from '../../../builders/document-inputs.ts';

const GOLDEN = '../../../fixtures/documents';

const sealedText = async (model: DocumentModel): Promise<string> => (await issueDocument(model, hashText)).text;
const sealedPage = async (model: DocumentModel): Promise<string> => (await issueDocument(model, hashText)).html;

const ALL: readonly (readonly [name: string, make: () => DocumentModel])[] = [
  ['m1', () => mentionM1(anM1())],
  ['m1-preliminary', () => mentionM1(anM1(aPreliminaryCase()))],
  ['m2', () => mentionM2(anM2())],
  ['report', () => report(aReport())],
  ['certificate', () => certificate(aCertificate())],
  ['control', () => controlFile(aControlFile())],
];

describe('L05 L06 L11 L34 the texts of the documents', () => {
  it.each(ALL)('%s says what its golden text says', async (name, make) => {
    await expect(await sealedText(make())).toMatchFileSnapshot(`${GOLDEN}/${name}.txt`);
  });

  it.each(ALL)('%s is the page that its golden file is', async (name, make) => {
    await expect(await sealedPage(make())).toMatchFileSnapshot(`${GOLDEN}/${name}.html`);
  });

  it.each(ALL)('%s is byte-identical twice', async (_, make) => {
    expect(await sealedPage(make())).toBe(await sealedPage(make()));
  });

  it.each(ALL)('%s uses none of the banned words', (_, make) => {
    const banned =
      /(?<!\p{L})(?:suspect\w*|cibles?|identifi(?:é|ée|és|ées|cation)|coupable|individu|reconnu\w*)(?!\p{L})/giu;
    expect([...toText(make()).matchAll(banned)].map(([word]) => word)).toEqual([]);
  });
});

describe('L05 the mentions', () => {
  it('L05 M1 has every field that the law asks for', () => {
    const text = toText(mentionM1(anM1(aPreliminaryCase())));
    for (const part of [
      'Commissariat de Valmont',
      'n° 2026/1234',
      'en enquête préliminaire (article 75 du CPP)',
      'Mme Claire Aubry, procureur de la République, tribunal judiciaire de Valmont',
      'le 19 novembre 2026 à 07 h 00',
      'autorisation écrite ; pièce PV 2026/1234/2',
      'vol avec violences (NATINF 7151)',
      'PV 2026/1234/5',
      'du 18 novembre 2026 à 22 h 00 au 18 novembre 2026 à 23 h 00',
      'personnes, voitures, objets mobiles non classés',
      'matricule 100200',
      'habilitation du 01/02/2026 par chef de service de Valmont',
      'version 1.0.0',
      hashText('build').slice(0, 16),
      'articles 230-20 à 230-27 et R. 40-39 à R. 40-41 du CPP',
      'récépissé CNIL 2026-0042',
      'aucun traitement biométrique ni lecture de plaque',
      `9/${hashText('entry 9').slice(0, 16)}`,
    ]) {
      expect(text).toContain(part);
    }
  });

  it('L03 L05 in flagrance it says that the authorisation is deemed given, and by which text', () => {
    const text = toText(mentionM1(anM1()));
    expect(text).toContain('réputée acquise en application de l’article R. 40-40 alinéa 2 du CPP');
    expect(text).toContain('sans décision contraire portée à notre connaissance');
    expect(toText(mentionM1(anM1(aPreliminaryCase())))).not.toContain('réputée acquise');
  });

  it('L05 every framework and magistrate has its words', () => {
    for (const framework of FRAMEWORKS) {
      for (const quality of MAGISTRATE_QUALITIES) {
        const file = aPreliminaryCase();
        const authorisations = file.authorisations.map((given) => ({
          ...given,
          magistrate: { ...given.magistrate, quality },
        }));
        const text = toText(
          mentionM1(anM1({ ...file, framework, authorisations, flagranceFrom: aCaseFile.flagranceFrom })),
        );
        expect(text).toMatch(/diligentée (?:en|sur) .+ \(article \S+/);
        expect(text).not.toContain('undefined');
      }
    }
  });

  it('L05 M2 mentions a session in which no recording was read, or whose recordings were erased since', () => {
    const input = anM2();
    const none = 'sur aucun enregistrement qui soit encore au dossier';
    expect(toText(mentionM2({ ...input, session: { ...input.session, recordings: [] } }))).toContain(none);
    expect(toText(mentionM2({ ...input, file: { ...input.file, recordings: [] } }))).toContain(none);
  });

  it('L05 M2 names operator, times, recordings with hashes, scope, model, filters, counts and the range of the journal', () => {
    const text = toText(mentionM2(anM2()));
    for (const part of [
      'matricule 100200',
      'ce jour, 20 novembre 2026, de 09 h 20 à 11 h 47',
      'écart avec l’heure de référence : + 2,000 s',
      'sur 1 enregistrement',
      hashText('recording'),
      'centernet 3.3.6',
      hashText('weights'),
      'haut rouge',
      'proposés : 12 ; examinés : 9 ; retenus par nous après visionnage : 2 ; écartés : 3',
      'vérifiés sur les images d’origine',
      'Aucune décision automatisée',
      `10–41/${hashText('entry 41').slice(0, 16)}`,
    ]) {
      expect(text).toContain(part);
    }
  });

  it('L05 a session over midnight says both days; no gap, no criteria, incidents are said as such', () => {
    const [use] = aCaseFile.sessions;
    const to = use?.to === undefined ? undefined : ((use.to + 24 * 3_600_000) as typeof use.to);
    const sessions = use === undefined ? [] : [{ ...use, to, clockGapMs: undefined }];
    const input = anM2({ ...aCaseFile, sessions });
    const text = toText(
      mentionM2({ ...input, session: { ...input.session, criteria: [], models: [], incidents: ['disque plein'] } }),
    );
    expect(text).toContain('du 20 novembre 2026 à 09 h 20 au 21 novembre 2026 à 11 h 47');
    expect(text).toContain('référence : non constaté');
    expect(text).toContain('critères : aucun');
    expect(text).toContain('Aucune analyse n’a été lancée');
    expect(text).toContain('Incidents : disque plein');
  });

  it('L19 a verifier finds the anchors of mentions and report in their text', () => {
    expect(findAnchors(toText(mentionM1(anM1()))).map(({ seq }) => seq)).toEqual([9]);
    expect(findAnchors(toText(mentionM2(anM2()))).map(({ seq }) => seq)).toEqual([41]);
    expect(findAnchors(toText(report(aReport()))).map(({ seq }) => seq)).toEqual([57]);
  });
});

describe('L06 L28 the report', () => {
  const text = toText(report(aReport()));
  const sections = text.split(/\n(?=\d+\. .+\n-+\n)/);

  it('L06 has its sixteen sections, in order', () => {
    expect(sections.slice(1).map((section) => section.split('\n')[0])).toEqual([
      '1. En-tête',
      '2. Autorisations',
      '3. Utilisateurs et habilitations',
      '4. Outil',
      '5. Supports',
      '6. Périmètre et critères',
      '7. Opérations',
      '8. Résultats retenus',
      '9. Rapprochements',
      '10. Résultats écartés',
      '11. Limites',
      '12. Vérifications à l’œil',
      '13. Conservation',
      '14. Journal',
      '15. Annexes',
      '16. Signature',
    ]);
  });

  it('L28 says what was found and what somebody makes of it apart, for each object', () => {
    const [, , , , , , , , results = ''] = sections;
    expect(results.match(/^Constat : /gm)).toHaveLength(2);
    expect(results.match(/^Appréciation : /gm)).toHaveLength(2);
  });

  it('L09 an identity stands in the section of links and nowhere else', () => {
    const named = sections.filter((section) => section.includes('Jean EXEMPLE'));
    expect(named.map((section) => section.split('\n')[0])).toEqual(['9. Rapprochements']);
  });

  it('L28 L30 a link says its category, unknown unless somebody said otherwise', () => {
    const input = aReport();
    const links = input.links.map((link) => ({ ...link, category: 'INDETERMINE' as const, identity: undefined }));
    const without = toText(report({ ...input, links }));
    expect(without).toContain('Catégorie : indéterminée');
    expect(without).toContain('Identité : aucune');
  });

  it('L08 says both hashes, and that a file is not the same any more', () => {
    expect(text).toContain(`SHA-256 après : ${hashText('recording')}`);
    expect(text).not.toContain('Empreintes différentes');
    const input = aReport();
    const [other] = [aRetained(1).picture?.sha256];
    const recordings = input.recordings.map((one) => ({ ...one, sha256After: other }));
    expect(toText(report({ ...input, recordings }))).toContain('! Empreintes différentes avant et après');
  });

  it('L27 L29 says what was not analysed, what lies outside the limits, what was out of scope and dismissed', () => {
    expect(text).toContain('Illisible : 0,4 s (10 images)');
    expect(text).toContain('illisible | 00:59:59,640000 | 01:00:00,000000 | 89991');
    expect(text).toContain(
      'hors des limites : image masquée, noire ou floue | 00:01:01,000000 | 00:01:15,500000 | 1526',
    );
    expect(text).toContain('! Une partie de cet enregistrement n’a pas été analysée');
    expect(text).toContain('4 hors de la période, 0 hors des zones, 2 hors des catégories');
    expect(text).toContain('sans rapport avec les faits : 2');
    expect(text).toContain('Plus petite personne : 31 pixels de haut');
  });

  it('L28 corrects the time of a picture by the ascertained gap of its recorder', () => {
    // First picture at 22:00:00 of the recorder and 40 ms, this one a second later, recorder 62.5 s fast.
    expect(text).toContain('Heure de l’enregistreur : 18/11/2026 22:00:01,000');
    expect(text).toContain('Heure corrigée : 18/11/2026 21:58:58,500');
  });

  it('L09 says whether exported pictures were masked and how many objects', () => {
    expect(text).toContain('Masquage : actif dans les exports');
    expect(text).toContain('5 objets masqués');
  });

  it('L19 says aloud that a journal is not what was written', () => {
    const input = aReport();
    const broken = toText(
      report({
        ...input,
        journalAccount: {
          isIntact: false,
          faults: [{ code: 'ALTERED', seq: 12, part: 'content' }],
          firstBreak: { code: 'ALTERED', seq: 12, part: 'content' },
          notices: [],
          count: 57,
          head: { seq: 57, hash: hashText('x') },
        },
      }),
    );
    expect(text).toContain('conforme (57 entrées vérifiées)');
    expect(broken).toContain('NON CONFORME : entrée modifiée, entrée 12');
  });

  it('L06 a report without any object is one too', () => {
    const empty = toText(report(aReport(aCaseFile, [])));
    expect(empty).toContain('retenus par un enquêteur : 0.');
    expect(empty).toContain('Aucun rapprochement.');
  });
});

describe('L11 the certificate', () => {
  it('L11 says what was done, what the browser keeps and what is left to do', () => {
    const text = toText(certificate(aCertificate()));
    for (const part of [
      '3 supprimées',
      '92 supprimés',
      'l’historique des téléchargements',
      'le dernier dossier ouvert',
      'détruire la clé de dossier',
      'supprimer le dossier du profil navigateur',
      'cote D 45',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('L11 without a third share it claims no more than a logical erasure', () => {
    const input = aCertificate();
    const account = input.account === undefined ? undefined : { ...input.account, hadShare: false };
    const text = toText(certificate({ ...input, account }));
    expect(text).toContain('purge du profil navigateur requise');
    expect(text).not.toContain('détruire la clé de dossier');
  });

  it('L12 a case that nobody opened at its deadline has a certificate without number', () => {
    const input = aCertificate();
    const deadline = input.erasedAt;
    const text = toText(
      certificate({
        ...input,
        procedureNumber: '',
        framework: undefined,
        report: undefined,
        cause: { kind: 'DEADLINE', deadline },
      }),
    );
    expect(text).toContain('Procédure : chiffré et non relu');
    expect(text).toContain('date limite de conservation atteinte');
  });

  it('L11 names no person and no file', () => {
    const text = toText(certificate(aCertificate()));
    for (const secret of ['Lefèvre', 'N’Guyen', 'EXEMPLE', 'camera-3', 'matricule', 'gare']) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('L34 the control file', () => {
  const text = toText(controlFile(aControlFile()));

  it('L34 counts cases by state and those that are late', () => {
    expect(text).toContain('État « en exploitation » : 1');
    expect(text).toContain('État « clos » : 1');
    expect(text).toContain('État « effacé » : 1');
    expect(text).toContain('En retard d’effacement : 1');
  });

  it('L34 says versions, hashes, models, habilitations, journals, and nothing of a case', () => {
    expect(text).toContain(hashText('weights'));
    expect(text).toContain('matricule 300400');
    expect(text).toContain('NON CONFORME : chaîne rompue, entrée 12');
    for (const content of ['2026/1234', 'vol avec violences', 'camera-3', 'P-0001', 'gare']) {
      expect(text).not.toContain(content);
    }
  });

  it('L21 says that the version in use is not the one that is covered', () => {
    const input = aControlFile();
    const installation = { ...input.installation, coveredBuild: hashText('another') };
    expect(toText(controlFile({ ...input, installation }))).toContain('engagement à mettre à jour');
    expect(text).not.toContain('engagement à mettre à jour');
  });
});

describe('L26 the page of a document', () => {
  it('L26 fetches nothing, runs nothing, and its policy lets its own style through', async () => {
    const page = await sealedPage(report(aReport()));
    expect(page).not.toMatch(/<script|<link|<iframe|<form|https?:|\son\w+=|\sstyle=/);
    const style = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? '';
    const expected = Buffer.from(hashText(style), 'hex').toString('base64');
    expect(page).toContain(`default-src 'none'; img-src data:; style-src 'sha256-${expected}'`);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  });

  it('L26 text of a case is never markup', async () => {
    const file = { ...aCaseFile, service: `<img src=x onerror="alert('1')">&` };
    const page = await sealedPage(mentionM1(anM1(file)));
    expect(page).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;');
    expect(page).not.toContain('<img src=x');
  });

  it('L06 a changed letter is seen by the hash that the report carries, in either form', async () => {
    for (const sealed of [await sealedPage(report(aReport())), await sealedText(report(aReport()))]) {
      expect(await readDocumentSeal(sealed, hashText)).toMatchObject({ isIntact: true });
      const changed = await readDocumentSeal(sealed.replace('haut rouge', 'haut bleu'), hashText);
      expect(changed?.isIntact ?? false).toBe(false);
    }
  });

  it('L06 the hash of a document is the one that its page carries, that of a mention the one of its text', async () => {
    const [whole, mention] = [report(aReport()), mentionM1(anM1())];
    const issued = await issueDocument(whole, hashText);
    expect(await readDocumentSeal(issued.html, hashText)).toEqual({ stated: issued.sha256, isIntact: true });
    const { text, sha256 } = await issueDocument(mention, hashText);
    expect(sha256).toBe(hashText(text));
  });

  it('L05 mentions carry no hash of their own', () => {
    expect(ALL.filter(([, make]) => !isSealed(make())).map(([name]) => name)).toEqual(['m1', 'm1-preliminary', 'm2']);
  });
});
