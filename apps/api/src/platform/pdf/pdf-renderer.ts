import PDFDocument from 'pdfkit';
import { PdfPages } from './pdf-pages.js';
import { type Report, textsOf } from './pdf-report.js';
import { PdfTypefaces } from './pdf-text.js';

/** Digits and what else a foot may have beside its words. */
const FOOT = '0123456789';

/** Turns reports into PDF: the same report into the same bytes, its text embedded so that it can be searched and copied. */
export class PdfRenderer {
  private readonly typefaces = new PdfTypefaces();

  async render(report: Report): Promise<Buffer> {
    const { title, author, language, madeAt } = report;
    const document = new PDFDocument({
      ...{ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false },
      ...{ pdfVersion: '1.7', tagged: true, lang: language, displayTitle: true },
      info: {
        Title: title,
        Author: author,
        Creator: 'Mortise',
        Producer: 'Mortise',
        CreationDate: madeAt,
        ModDate: madeAt,
      },
    });
    const chunks: Buffer[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      document
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', resolve)
        .on('error', reject);
    });
    const words = await this.typefaces.prepare(document, [...textsOf(report), report.foot(1, 1), FOOT], language);
    const pages = new PdfPages(document, words);
    for (const block of report.blocks) await pages.add(block);
    pages.finish(report.foot);
    document.end();
    await ended;
    return Buffer.concat(chunks);
  }
}
