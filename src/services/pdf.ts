// A document as PDF, made on the spot. The library is loaded when the first one is asked for, not before.

import type { DocumentModel, Picture } from '../domain/documents/model.ts';

export interface PdfRequest {
  readonly model: DocumentModel;
  /** SHA-256 that the page of this document carries: printed, so that the two are known to belong together. */
  readonly pageSha256: string;
  /** PDF knows JPEG and PNG only; the browser's own codec turns other pictures into JPEG unless another is given. */
  readonly toJpeg?: (picture: Picture) => Promise<Uint8Array<ArrayBuffer>>;
}

/** The same request gives the same bytes. */
export async function pdfOf({ model, pageSha256, toJpeg = reencode }: PdfRequest): Promise<Blob> {
  const { drawPdf } = await import('./pdf-draw.ts');
  return new Blob([await drawPdf(model, pageSha256, toJpeg)], { type: 'application/pdf' });
}

/** On white: JPEG knows no transparency. */
async function reencode({ bytes, mime, width, height }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: mime }));
  try {
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) {
      throw new Error('No 2D context for a picture of a document');
    }
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    bitmap.close();
  }
}
