import { ROW_MM } from './lay-out.ts';

/** Text for a `content` of CSS: nothing of it may end the string or the style. */
const cssText = (text: string): string =>
  `"${text.replaceAll(/["\\<>\n]/g, (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `)}"`;

interface PageFrame {
  readonly orientation: 'portrait' | 'landscape';
  /** Foot of every page, left. */
  readonly smallPrint: string;
}

/** The paper of the mock-up: serif head, table in sans 9 pt, thin rules, every fifth line stronger. [reports §0, layout] */
export const paperStyles = ({ orientation, smallPrint }: PageFrame): string => `
@page { size: A4 ${orientation}; margin: 10mm 10mm 10mm 20mm;
  @bottom-left { content: ${cssText(smallPrint)}; font: 6.5pt/8pt 'PT Sans'; color: #444; white-space: pre-line; vertical-align: top; padding-top: 1.2mm; width: 85% }
  @bottom-right { content: "Стр. " counter(page) " из " counter(pages); font: 8pt 'PT Sans'; color: #222; vertical-align: top; padding-top: 1.2mm } }
* { box-sizing: border-box }
html, body { margin: 0; padding: 0 }
body { font: 9pt/11pt 'PT Sans'; color: #111; -webkit-print-color-adjust: exact }
.page { position: relative; break-after: page }
.page:last-child { break-after: auto }
.org { margin: 0; font: 9pt/4.8mm 'PT Serif'; text-align: center }
h1 { margin: 1mm 0 0; font: 700 14pt/6.8mm 'PT Serif'; text-align: center }
.parameters { margin: .6mm 0 2.2mm; font: 9.5pt/4.8mm 'PT Serif'; text-align: center }
.caption { margin: 0 0 1.6mm; font: 8.5pt/5mm 'PT Serif'; display: flex; justify-content: space-between }
table { border-collapse: collapse; table-layout: fixed; border: .35mm solid #222; margin: 0 auto 0 0 }
thead { display: table-header-group }
tr { break-inside: avoid }
th, td { border: .18mm solid #777; padding: 0; height: ${ROW_MM}mm; text-align: center; font-weight: 400; overflow: hidden; white-space: nowrap }
thead th { border-color: #222 }
thead .group { height: 8mm; font-size: 8pt; line-height: 3.3mm; white-space: normal; padding: 0 .6mm }
thead .title { font-size: 7.5pt; line-height: 3mm }
thead .upright { white-space: normal; font-size: 8.5pt; line-height: 3.6mm; padding: .5mm 1mm }
.edge { border-left: .35mm solid #222 }
tbody tr.fifth > * { border-bottom: .3mm solid #222 }
.text { text-align: left; padding: 0 1.2mm }
.small { font-size: 7.6pt }
.smallest { font-size: 6.2pt; letter-spacing: -.1pt }
.text.smallest { font-size: 6.6pt; letter-spacing: 0; line-height: 2.5mm; white-space: normal }
.quiet { color: #555 }
.italic { font-style: italic } .bold { font-weight: 700 } .struck { text-decoration: line-through }
.left > * { color: #444 }
.total > * { font-weight: 700 }
.note td { text-align: left; padding-left: 1.2mm; font-style: italic; font-size: 8.5pt }
.empty { margin: 8mm 0; text-align: center; font: 11pt 'PT Serif' }
.footnotes { margin: 2mm 0 0; font-size: 7.5pt; line-height: 3.6mm; color: #333 }
.footnotes p { margin: 0 }
.closing { break-inside: avoid; margin-top: 5mm; display: grid; grid-template-columns: 1fr 42mm; gap: 10mm; align-items: end }
.signatures { display: grid; grid-template-columns: 62mm 46mm 44mm 1fr; gap: 4.4mm 4mm; align-items: end }
.signatures .line { border-bottom: .25mm solid #111; height: 6mm }
.signatures .date { color: #333; white-space: nowrap }
.stamp { grid-column: 1; color: #333; font-size: 8.5pt }
.qr { text-align: center; font-size: 7pt; line-height: 3.2mm }
.qr svg { width: 25mm; height: 25mm; display: block; margin: 0 auto 1mm }
.watermark { position: absolute; left: 0; right: 0; top: 62mm; text-align: center; font: 700 66pt/1 'PT Serif'; letter-spacing: 2pt; color: #000; opacity: .085; transform: rotate(-24deg) }
`;
