import type { InputFile } from '../input-file.ts';
import { LIMITS } from '../limits.ts';
import { damaged, UnreadableError } from '../unreadable-error.ts';
import { type CellFormat, toCellFormat } from './cell-formats.ts';
import { StringTable } from './string-table.ts';
import { readWholeXmlPart, type XmlListener } from './xml-part.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** What the sheets of a workbook have in common, and where they are. */
export interface Workbook {
  /** The sheets that a person sees, by name, in their order. */
  readonly sheets: ReadonlyMap<string, ZipEntry>;
  readonly calendar: 1900 | 1904;
  /** By the number that a cell names. */
  readonly formats: readonly CellFormat[];
  readonly strings: readonly string[];
}

/** Bytes of a part that is read whole and not expected to be large, unpacked. */
const MOST_PART_BYTES = 16 * 1024 * 1024;

/** The names of the sheets of a workbook. Throws an `UnreadableError` when the file is none. */
export async function listSheets(file: InputFile): Promise<readonly string[]> {
  const { sheets } = await readSheetList(file, await readZipDirectory(file));
  return [...sheets.keys()];
}

/** Reads everything but the sheets themselves. Throws an `UnreadableError` when it cannot be read. */
export async function openWorkbook(file: InputFile): Promise<Workbook> {
  const directory = await readZipDirectory(file);
  const list = await readSheetList(file, directory);
  const strings = new StringTable();
  const texts = directory.get(findPart(directory, 'sharedStrings.xml'));
  if (texts !== undefined) await readWholeXmlPart(file, texts, LIMITS.unpackedAtOnce, strings);
  return { ...list, formats: await readFormats(file, directory), strings: strings.strings };
}

type Directory = ReadonlyMap<string, ZipEntry>;

/** Parts have fixed names in practice, and only their folder's case varies. */
function findPart(directory: Directory, name: string): string {
  const wanted = `xl/${name}`.toLowerCase();
  return [...directory.keys()].find((part) => part.toLowerCase() === wanted) ?? '';
}

async function readSheetList(
  file: InputFile,
  directory: Directory,
): Promise<Pick<Workbook, 'sheets' | 'calendar'>> {
  const main = directory.get(findPart(directory, 'workbook.xml'));
  if (main === undefined) {
    throw new UnreadableError(
      'unsupported_container',
      'this is a zip file and no Excel workbook (.xlsx); unpack it and open what is inside, or open a .pairwright file as a pack',
    );
  }
  const targets = await readTargets(file, directory);
  const all: { readonly name: string; readonly entry: ZipEntry; readonly isHidden: boolean }[] = [];
  let calendar: Workbook['calendar'] = 1900;
  await readPart(file, main, (element, attributes) => {
    if (element === 'workbookPr' && isTrue(attributes['date1904'])) calendar = 1904;
    if (element !== 'sheet') return;
    const entry = directory.get(targets.get(attributes['id'] ?? '') ?? '');
    // Sheets of charts or macros have no cells, and are not among the targets.
    if (entry === undefined) return;
    all.push({ name: attributes['name'] ?? '', entry, isHidden: /hidden/i.test(attributes['state'] ?? '') });
  });
  const visible = all.filter(({ isHidden }) => !isHidden);
  const shown = visible.length > 0 ? visible : all;
  if (shown.length === 0) throw damaged('the workbook has no sheet with cells');
  return { sheets: new Map(shown.map(({ name, entry }) => [name, entry])), calendar };
}

/** Where the parts are that the workbook names by an id: of sheets with cells. */
async function readTargets(file: InputFile, directory: Directory): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  const relations = directory.get(findPart(directory, '_rels/workbook.xml.rels'));
  if (relations === undefined) throw damaged('the list of the sheets is missing');
  await readPart(file, relations, (element, attributes) => {
    if (element !== 'Relationship' || !(attributes['Type'] ?? '').endsWith('/worksheet')) return;
    const target = attributes['Target'] ?? '';
    targets.set(attributes['Id'] ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  });
  return targets;
}

async function readFormats(file: InputFile, directory: Directory): Promise<readonly CellFormat[]> {
  const styles = directory.get(findPart(directory, 'styles.xml'));
  const codes = new Map<number, string>();
  const formats: CellFormat[] = [];
  if (styles === undefined) return formats;
  let isInCells = false;
  const listener: XmlListener = {
    open(element, getAttributes) {
      if (element === 'cellXfs') isInCells = true;
      if (element === 'numFmt') {
        const attributes = getAttributes();
        codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      }
      if (element === 'xf' && isInCells) {
        const id = Number(getAttributes()['numFmtId'] ?? 0);
        formats.push(toCellFormat(id, codes.get(id)));
      }
    },
    close(element) {
      if (element === 'cellXfs') isInCells = false;
    },
    text: ignore,
  };
  await readWholeXmlPart(file, styles, MOST_PART_BYTES, listener);
  return formats;
}

function readPart(
  file: InputFile,
  entry: ZipEntry,
  open: (element: string, attributes: Readonly<Record<string, string>>) => void,
): Promise<void> {
  return readWholeXmlPart(file, entry, MOST_PART_BYTES, {
    open: (element, getAttributes) => {
      open(element, getAttributes());
    },
    close: ignore,
    text: ignore,
  });
}

function ignore(): void {
  // Elements say it all.
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
