import type { ItemRecord } from '../domain/item-record.ts';
import { judgeReasoning } from '../domain/reasoning.ts';
import type { Response } from '../domain/response.ts';
import { FieldTypes } from './content/field-types.ts';
import { inspectText } from './content/inspect-text.ts';
import { RecentResponses, type Twin } from './content/recent-responses.ts';
import { showPlace } from './content/show-place.ts';
import { findTextField, visitTexts } from './content/visit-texts.ts';
import type { Finding, Warning } from './content/warning.ts';
import { cutExcerpt } from './excerpt.ts';
import type { Row } from './row.ts';

const NOTHING: readonly Warning[] = [];

/** Looks through what an import keeps. Changes nothing. */
export class ContentInspector {
  readonly #responses = new RecentResponses();
  #fieldTypes = new FieldTypes();

  /** Kinds of values belong to a file; responses are compared across files. */
  beginFile(): void {
    this.#fieldTypes = new FieldTypes();
  }

  /**
   * What deserves a second look in a row: one warning of each code, in the place that comes first; of fields with values
   * of several kinds, one for each field of the file.
   *
   * @param added the records that the row has brought
   */
  inspect(row: Row, added: readonly ItemRecord[]): readonly Warning[] {
    const warnings = this.#fieldTypes.inspect(row);
    const contents: Warning[] = [];
    const add = ({ code, message, excerpt }: Finding, toField: () => string | null): void => {
      if (contents.some((warning) => warning.code === code)) return;
      contents.push({ code, field: toField(), message, excerpt });
    };
    visitTexts(row.value, (text, path) => {
      for (const finding of inspectText(text)) add(finding, () => path.join('.'));
    });
    for (const record of added) {
      if (!('response' in record)) continue;
      for (const { finding, text } of this.#inspectResponse(record.response)) {
        add(finding, () => findField(row, text));
      }
    }
    if (contents.length === 0) return warnings.length === 0 ? NOTHING : warnings;
    return [...warnings, ...contents];
  }

  /** What is the matter with a response, and the text that it is in. */
  #inspectResponse(response: Response): { readonly finding: Finding; readonly text: string }[] {
    const found: { finding: Finding; text: string }[] = [];
    for (const text of response.turns) {
      const finding = inspectReasoning(text);
      if (finding !== undefined) found.push({ finding, text });
    }
    const twin = this.#responses.add(response);
    const text = response.turns.at(-1) ?? '';
    if (twin !== undefined) found.push({ finding: toFinding(twin, response, text), text });
    return found;
  }
}

/** The field that is a text, or in which it stands among other things (a transcript); layouts may have put it together. */
function findField({ value }: Row, text: string): string | null {
  return (
    findTextField(value, (other) => other === text) ?? findTextField(value, (other) => other.includes(text))
  );
}

function inspectReasoning(text: string): Finding | undefined {
  if (judgeReasoning(text) !== 'broken') return undefined;
  // The last mark is the one that most often has no other.
  const at = Math.max(text.lastIndexOf('<think'), text.lastIndexOf('</think'));
  return {
    code: 'unbalanced_think',
    message:
      '<think> and </think> do not belong together here: what the model thought cannot be told from its answer; add the missing one',
    excerpt: showPlace(text, at, '</think>'.length),
  };
}

function toFinding({ is, model }: Twin, { origin }: Response, text: string): Finding {
  const one = origin.model ?? 'this response';
  const other = model ?? 'another one';
  return {
    code: is === 'equal' ? 'equal_responses' : 'similar_responses',
    message:
      is === 'equal'
        ? `${one} and ${other} answer this prompt with the same text; comparing them says nothing`
        : `${one} and ${other} answer this prompt with nearly the same text (more than 95 % alike); they will be hard to tell apart`,
    excerpt: cutExcerpt(text),
  };
}
