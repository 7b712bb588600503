import type { InputFile } from '../input-file.ts';
import { LIMITS, type RowLimits } from '../limits.ts';
import type { RowOrFault } from '../row.ts';
import { toRowFault } from '../row-faults.ts';
import type { RowBatch, RowStream } from '../row-stream.ts';
import { TableRows } from '../table-rows.ts';
import { damaged } from '../unreadable-error.ts';
import { toNumberText } from './cell-formats.ts';
import { RichText, unescapeText } from './string-table.ts';
import { openWorkbook, type Workbook } from './workbook.ts';
import { readXmlPart, type XmlListener } from './xml-part.ts';

/** Reads the rows of one sheet of an Excel workbook, under the column names of its first row that has any text. */
export class SheetRows implements RowStream {
  readonly #file: InputFile;
  readonly #sheet: string;
  readonly #table: TableRows;

  constructor(file: InputFile, sheet: string, limits: RowLimits) {
    this.#file = file;
    this.#sheet = sheet;
    // A broken escape in a text can give half a character, as broken bytes do.
    this.#table = new TableRows(limits, { mayBeShort: true, isDamaged: () => true });
  }

  get header(): readonly string[] | undefined {
    return this.#table.header;
  }

  async *batches(): AsyncGenerator<RowBatch, void, undefined> {
    const workbook = await openWorkbook(this.#file);
    const entry = workbook.sheets.get(this.#sheet);
    if (entry === undefined) throw damaged(`the sheet ${this.#sheet} is missing`);
    const cells = new SheetCells(workbook);
    for await (const bytesDone of readXmlPart(this.#file, entry, LIMITS.fileBytes, cells)) {
      const rows = cells.take();
      if (rows.length > 0) yield { rows: this.#toRows(rows), bytesDone };
    }
    yield { rows: this.#toRows(cells.take()), bytesDone: this.#file.size };
  }

  *#toRows(rows: readonly SheetRow[]): Generator<RowOrFault, void, undefined> {
    for (const { number, cells, badCell } of rows) {
      const row =
        badCell === undefined
          ? this.#table.take(cells, number)
          : this.#table.refuse(
              toRowFault(
                number,
                'damaged_file',
                `the cell ${badCell} has no value that can be read; open the file in Excel and save it again`,
              ),
            );
      if (row !== undefined) yield row;
    }
  }
}

/** A row of a sheet. */
interface SheetRow {
  /** 1-based, as Excel shows it. */
  readonly number: number;
  /** From the first column on. */
  readonly cells: readonly string[];
  /** The first cell that could not be understood. */
  readonly badCell: string | undefined;
}

/** Columns of a sheet: ECMA-376 has `A` to `XFD`. */
const MOST_COLUMNS = 16_384;

/** Puts the cells of a sheet together to rows: ECMA-376 Part 1, section 18.3.1. */
class SheetCells implements XmlListener {
  readonly #workbook: Workbook;
  #rows: SheetRow[] = [];
  #number = 0;
  #cells: string[] = [];
  #badCell: string | undefined;
  /** Of the current cell. */
  #column = 0;
  #type = '';
  #style = 0;
  #value: string[] = [];
  #isInValue = false;
  readonly #inline = new RichText();

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  /** The rows that have ended since. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(element: string, getAttributes: () => Readonly<Record<string, string>>): void {
    if (element === 'c') this.#openCell(getAttributes());
    else if (element === 'v') this.#isInValue = true;
    else if (element === 'row') this.#openRow(Number(getAttributes()['r']));
    else this.#inline.open(element);
  }

  close(element: string): void {
    if (element === 'c') this.#closeCell();
    else if (element === 'v') this.#isInValue = false;
    else if (element === 'row') {
      this.#rows.push({ number: this.#number, cells: this.#cells, badCell: this.#badCell });
    } else this.#inline.close(element);
  }

  text(text: string): void {
    if (this.#isInValue) this.#value.push(text);
    else this.#inline.text(text);
  }

  #openRow(number: number): void {
    // The number may be left out, and then it is the next.
    this.#number = Number.isInteger(number) && number > 0 ? number : this.#number + 1;
    this.#cells = [];
    this.#badCell = undefined;
    this.#column = -1;
  }

  #openCell(attributes: Readonly<Record<string, string>>): void {
    const { r, t, s } = attributes as { r?: string; t?: string; s?: string };
    this.#column = r === undefined ? this.#column + 1 : toColumn(r);
    this.#type = t ?? 'n';
    this.#style = Number(s ?? 0);
    this.#value = [];
    this.#inline.clear();
  }

  #closeCell(): void {
    const column = this.#column;
    if (!(column >= 0 && column < MOST_COLUMNS)) throw damaged('a cell lies outside of the sheet');
    const text = this.#toText(this.#value.join(''));
    if (text === undefined) this.#badCell ??= `${toColumnName(column)}${this.#number}`;
    if (text === undefined || text === '') return;
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  /** The text that a person reads in the cell; `undefined` when it makes no sense. */
  #toText(value: string): string | undefined {
    switch (this.#type) {
      case 's':
        return value === '' ? '' : this.#workbook.strings[Number(value)];
      case 'inlineStr':
        return this.#inline.take();
      case 'str':
        return unescapeText(value);
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : value === '0' ? 'FALSE' : undefined;
      case 'n':
        if (value === '') return '';
        return toNumberText(
          value,
          this.#workbook.formats[this.#style] ?? { kind: 'number' },
          this.#workbook.calendar,
        );
      // Errors (#N/A) and dates stand there as they are read.
      case 'e':
      case 'd':
        return value;
      default:
        return undefined;
    }
  }
}

/** `B7` → 1; -1 when it is no cell. */
function toColumn(cell: string): number {
  let column = 0;
  for (const character of cell.toUpperCase()) {
    const letter = character.charCodeAt(0) - 0x40;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** 1 → `B`. */
function toColumnName(column: number): string {
  const letter = String.fromCharCode(0x41 + (column % 26));
  return column < 26 ? letter : toColumnName(Math.floor(column / 26) - 1) + letter;
}
