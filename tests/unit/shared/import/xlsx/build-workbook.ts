import { strToU8, zipSync } from 'fflate';

/** What every workbook has that is not a sheet. Parts given by *replaced* take the place of these. */
function createParts(sheets: readonly string[]): Record<string, string> {
  const names = sheets.map((_, index) => `sheet${index + 1}`);
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${names
      .map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map(
        (name, index) =>
          `<Relationship Id="r${index + 1}" Type="x/worksheet" Target="worksheets/${name}.xml"/>`,
      )
      .join('')}</Relationships>`,
    ...Object.fromEntries(
      sheets.map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  };
}

/** A workbook of sheets whose rows are given as XML. */
export function buildWorkbook(
  sheets: readonly string[],
  replaced: Readonly<Record<string, string>> = {},
): Uint8Array {
  const parts = { ...createParts(sheets), ...replaced };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

/** The rows of a sheet in which every cell is a text, as Excel writes them. */
export function toSheetXml(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells, index) => {
      const xml = cells.map((text) =>
        text === ''
          ? '<c/>'
          : `<c t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`,
      );
      return `<row r="${index + 1}">${xml.join('')}</row>`;
    })
    .join('');
}

// oxlint-disable-next-line no-control-regex -- these are the characters that XML cannot hold
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[\dA-Fa-f]{4}_)/g;

function escapeText(text: string): string {
  return text
    .replaceAll(UNWRITABLE, (character) => `_x${character.charCodeAt(0).toString(16).padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
