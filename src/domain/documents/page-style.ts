// How a document looks on paper: sober, black on white, the system's own typefaces, no emblem of the State.

export const STYLE = `
@page { size: A4; margin: 20mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #444; } }
* { box-sizing: border-box; }
html { color: #111; background: #fff; font: 10pt/1.45 "Liberation Sans", Arial, Helvetica, sans-serif; }
body { max-width: 174mm; margin: 0 auto; padding: 8mm 0; }
header { border-bottom: 0.5pt solid #111; font-size: 8.5pt; color: #333; }
header p { margin: 0 0 2mm; }
h1 { margin: 8mm 0 6mm; font-size: 17pt; line-height: 1.2; }
h2 { margin: 8mm 0 3mm; padding-bottom: 1mm; border-bottom: 0.5pt solid #888; font-size: 12.5pt; break-after: avoid; }
h3 { margin: 5mm 0 2mm; font-size: 10pt; break-after: avoid; }
p, ul, dl, table, figure { margin: 0 0 3mm; }
ul { padding-left: 5mm; }
.notice { padding: 2mm 3mm; border: 0.75pt solid #111; font-weight: bold; }
dl div { display: flex; gap: 3mm; break-inside: avoid; }
dt { flex: 0 0 45mm; color: #444; }
dd { flex: 1; margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; line-height: 1.35; }
thead { display: table-header-group; }
th, td { padding: 1mm 1.5mm; border: 0.5pt solid #999; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th, .short { overflow-wrap: normal; white-space: nowrap; }
th { background: #eee; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
tr { break-inside: avoid; }
figure { display: flex; gap: 4mm; padding: 3mm 0; border-top: 0.5pt solid #ccc; break-inside: avoid; }
figure > div { flex: 1; min-width: 0; }
figure dt { flex-basis: 38mm; }
figure dl { margin-bottom: 1.5mm; }
figure img, .empty { flex: 0 0 40mm; width: 40mm; height: auto; max-height: 60mm; object-fit: contain; align-self: flex-start; }
.empty { padding: 8mm 2mm; border: 0.5pt dashed #999; color: #555; text-align: center; }
figcaption { color: #444; font-size: 8pt; overflow-wrap: anywhere; }
.break { height: 0; margin: 0; border: 0; break-after: page; }
.seal { margin-top: 8mm; padding-top: 2mm; border-top: 0.5pt solid #111; font-size: 8.5pt; break-inside: avoid; }
code { font: 8.5pt/1.4 "Liberation Mono", "Courier New", monospace; overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; } }
`;
