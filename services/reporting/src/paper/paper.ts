import { renderSVG } from 'uqr';
import { type Child, Html, html } from '@parta/chassis/html/html';
import type { TableModel } from '@parta/contracts/values/table-model';
import { printedCheckCode } from '../archive/check-code.ts';
import type { DescribedReport, Imprint } from '../reports/report-definition.ts';
import { fontSheet } from './fonts.ts';
import { dataMoment } from './data-moment.ts';
import { layOut, type PaperPage } from './lay-out.ts';
import { paperStyles } from './paper-styles.ts';
import { tableOnPage } from './paper-table.ts';

interface Paper {
  readonly report: DescribedReport;
  readonly imprint: Imprint;
  /** Where anyone can check the paper, without a path: `https://parta.example`. */
  readonly publicUrl: string;
}

/** Any report's table as a document to print and sign: one HTML page with all that it needs inside. */
export function paperOf({ report, imprint, publicUrl }: Paper): string {
  const { table } = report;
  const pages = layOut(table);
  const styles = fontSheet() + paperStyles({ orientation: table.orientation, smallPrint: smallPrint(table, imprint) });
  const body = pages.map((page) => onePage(page, { report, imprint, publicUrl }));
  const head = html`<head><meta charset="utf-8"><title>${table.title}</title><style>${new Html(styles)}</style></head>`;
  return `<!doctype html>${html`<html lang="ru">${head}<body>${body}</body></html>`.text}`;
}

function onePage(page: PaperPage, paper: Paper): Html {
  const { table } = paper.report;
  return html`<section class="page">
    ${table.incomplete.length > 0 && html`<div class="watermark" aria-hidden="true">Предварительный</div>`}
    ${page.first ? documentHead(table, paper.imprint) : caption(table)}
    ${table.emptyReason === null || page.rows.length > 0 ? tableOnPage(table, page) : null}
    ${page.last && table.emptyReason !== null && html`<p class="empty">${table.emptyReason}</p>`}
    ${page.last && closing(paper)}
  </section>`;
}

const documentHead = (table: TableModel, { edition }: Imprint): Html => html`
  <p class="org">${table.institution}</p>
  <h1>${table.title}</h1>
  <p class="parameters">${[...table.subtitle, `${dataMoment(table)}, издание ${edition}`].join('. ')}</p>`;

const caption = (table: TableModel): Html =>
  html`<p class="caption"><span>${table.title}</span><span>${table.subtitle.at(-1)}</span></p>`;

function smallPrint(table: TableModel, { edition, madeBy, parameters, checkCode }: Imprint): string {
  const given = Object.entries(parameters).map(([name, value]) => `${name}=${String(value)}`);
  return [
    `Сформировано в системе «Парта»: ${madeBy}; ${dataMoment(table)}; издание ${edition}; код проверки ${printedCheckCode(checkCode)}`,
    `${table.key}; ${given.join('; ')}`,
  ].join('\n');
}

function closing({ report: { table }, imprint, publicUrl }: Paper): Child {
  const address = `${publicUrl.replace(/\/$/, '')}/check/${imprint.checkCode}`;
  const notes = [
    ...table.footnotes,
    ...(table.incomplete.length > 0 ? [`Предварительный: ${table.incomplete.join('; ')}`] : []),
  ];
  return [
    notes.length > 0 && html`<div class="footnotes">${notes.map((note) => html`<p>${note}</p>`)}</div>`,
    html`<div class="closing">
      <div class="signatures">${table.signatures.map(
        ({ position, name }) =>
          html`<span>${position}</span><span class="line"></span><span>${name ?? ''}</span><span class="date">«____» ______________ 20___ г.</span>`,
      )}<span class="stamp">М. П.</span></div>
      <div class="qr">${new Html(renderSVG(address, { border: 0 }))}Проверка подлинности:<br>${address.replace(/^https?:\/\//, '').replace(imprint.checkCode, '')}<br>${printedCheckCode(imprint.checkCode)}</div>
    </div>`,
  ];
}
