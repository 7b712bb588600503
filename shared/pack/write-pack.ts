import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { toCanonicalJson } from '../domain/canonical-json.ts';
import { compareCodePoints } from '../domain/ids.ts';
import { compareJudgments } from '../domain/judgment.ts';
import type { Source } from '../domain/source.ts';
import {
  countPack,
  MANIFEST_NAME,
  PACK_FORMAT,
  PACK_VERSION,
  type PackContent,
  type PackManifest,
  type PackPart,
  PART_NAMES,
  type PartName,
} from './pack.ts';
import { encodeLines } from './part-lines.ts';
import { writeSealedZip } from './sealed-zip.ts';

/**
 * Puts the lists of a pack into the order in which they are written: by id in code-point order, judgments in the order
 * of the log. Of sources with one id, the first in the order of canonical JSON stays.
 */
export function sortPack(content: PackContent): PackContent {
  return {
    kind: content.kind,
    project: content.project,
    raters: content.raters.toSorted(compareIds),
    sources: uniteSources(content.sources),
    prompts: content.prompts.toSorted(compareIds),
    responses: content.responses.toSorted(compareIds),
    judgments: content.judgments.toSorted(compareJudgments),
  };
}

/**
 * Writes a hand-off file (`docs/pack-format.md`). There is no clock in it: the same content gives the same bytes.
 *
 * @throws when an id is there twice or a judgment's rater is not among *raters*: the caller has mixed something up
 */
export function writePack(content: PackContent): Uint8Array {
  const sorted = sortPack(content);
  assertConsistent(sorted);
  const parts = new Map<PartName, Uint8Array>([
    ['judgments.jsonl', encodeLines(sorted.judgments)],
    ['prompts.jsonl', encodeLines(sorted.prompts)],
    ['responses.jsonl', encodeLines(sorted.responses)],
  ]);
  const rows: Record<PartName, number> = {
    'judgments.jsonl': sorted.judgments.length,
    'prompts.jsonl': sorted.prompts.length,
    'responses.jsonl': sorted.responses.length,
  };
  const manifest: PackManifest = {
    format: PACK_FORMAT,
    version: PACK_VERSION,
    kind: sorted.kind,
    project: sorted.project,
    raters: [...sorted.raters],
    sources: [...sorted.sources],
    counts: countPack(sorted),
    parts: PART_NAMES.map((name) => describePart(name, rows[name], parts.get(name) ?? new Uint8Array())),
  };
  return writeSealedZip(new Map([...parts, [MANIFEST_NAME, encodeManifest(manifest)]]));
}

function describePart(name: PartName, rows: number, bytes: Uint8Array): PackPart {
  return { name, rows, bytes: bytes.length, sha256: bytesToHex(sha256(bytes)) };
}

/** Canonical order of keys, but on many lines: this is what a person looks at first. */
function encodeManifest(manifest: PackManifest): Uint8Array {
  const canonical: unknown = JSON.parse(toCanonicalJson(manifest));
  return new TextEncoder().encode(`${JSON.stringify(canonical, null, 2)}\n`);
}

function assertConsistent(content: PackContent): void {
  const { raters, sources, prompts, responses, judgments } = content;
  for (const list of [raters, sources, prompts, responses, judgments]) {
    const ids = new Set<string>();
    for (const { id } of list) {
      if (ids.has(id)) throw new Error(`The id ${id} is in the pack twice`);
      ids.add(id);
    }
  }
  const known = new Set(raters.map(({ id }) => id));
  for (const { id, raterId } of judgments) {
    if (!known.has(raterId))
      throw new Error(`Judgment ${id} is by a rater that the pack does not name: ${raterId}`);
  }
}

/** One file may have been imported twice, under two names or with other counts: one account of it is enough. */
function uniteSources(sources: readonly Source[]): Source[] {
  const byId = new Map<string, Source>();
  for (const source of sources) {
    const known = byId.get(source.id);
    if (!known || compareCodePoints(toCanonicalJson(source), toCanonicalJson(known)) < 0) {
      byId.set(source.id, source);
    }
  }
  return [...byId.values()].toSorted(compareIds);
}

function compareIds(left: { readonly id: string }, right: { readonly id: string }): number {
  return compareCodePoints(left.id, right.id);
}
