import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { err, ok, type Result } from '../base/result.ts';
import { toCanonicalJson } from '../domain/canonical-json.ts';
import { type Judgment, judgmentSchema } from '../domain/judgment.ts';
import { type Prompt, promptSchema } from '../domain/prompt.ts';
import { type Response, responseSchema } from '../domain/response.ts';
import {
  MANIFEST_NAME,
  type Pack,
  PACK_FORMAT,
  PACK_VERSION,
  type PackFailure,
  type PackManifest,
  packManifestSchema,
  type PackPart,
  PART_NAMES,
} from './pack.ts';
import { LineCutter } from './part-lines.ts';
import { checkSeal, isTooLarge, listEntries, unpackEntry, type ZipEntry } from './sealed-zip.ts';
import { sortPack } from './write-pack.ts';

/** A manifest holds raters and sources, a few hundred bytes each. */
const MAX_MANIFEST_BYTES = 64 * 2 ** 20;

/**
 * Reads a hand-off file whole or not at all: seal, limits, checksums, and the schema of every line.
 *
 * Never throws on any bytes. What comes back is in canonical order, so `writePack` gives the same content again.
 */
export function readPack(bytes: Uint8Array): Result<Pack, PackFailure> {
  if (bytes.length === 0) {
    return err({ code: 'empty-file', part: null, message: 'the file is empty; ask for it again' });
  }
  const seal = checkSeal(bytes);
  if (seal === 'absent') {
    const message =
      'not a Pairwright pack, or packed again by another program; give the original .pairwright file';
    return err({ code: 'not-a-pack', part: null, message });
  }
  const pack = readContent(bytes);
  if (seal === 'intact') return pack;
  // Some byte has changed. Reading on was only for finding out where.
  if (!pack.ok && pack.error.code === 'damaged') return pack;
  return damaged('container', 'some of its bytes have changed or are missing');
}

function readContent(bytes: Uint8Array): Result<Pack, PackFailure> {
  const entries = listEntries(bytes);
  if (typeof entries === 'string') return damaged('container', entries);
  if (isTooLarge(entries.values())) {
    return err({
      code: 'too-large',
      part: null,
      message: 'it would unpack to more than a pack may hold; do not use it',
    });
  }
  const manifest = readManifest(bytes, entries.get(MANIFEST_NAME));
  if (!manifest.ok) return manifest;

  const expected = new Set<string>([MANIFEST_NAME, ...PART_NAMES]);
  const extra = [...entries.keys()].find((name) => !expected.has(name));
  if (extra !== undefined) return damaged('container', `it holds ${extra}, which does not belong in a pack`);

  const prompts = new Map<string, Prompt>();
  const responses = new Map<string, Response>();
  const judgments = new Map<string, Judgment>();
  const raters = new Set(manifest.value.raters.map(({ id }) => id));
  const take: Record<PackPart['name'], (line: string) => string | null> = {
    'prompts.jsonl': (line) => takeLine(line, promptSchema, prompts),
    'responses.jsonl': (line) => takeLine(line, responseSchema, responses),
    'judgments.jsonl': (line) =>
      takeLine(line, judgmentSchema, judgments, ({ raterId }) =>
        raters.has(raterId) ? null : 'is by a rater that the manifest does not name',
      ),
  };
  for (const part of manifest.value.parts) {
    const complaint = readPart(bytes, entries.get(part.name), part, take[part.name]);
    if (complaint !== null) return damaged(part.name, complaint);
  }
  const { kind, project, sources } = manifest.value;
  return ok(
    sortPack({
      kind,
      project,
      sources,
      raters: manifest.value.raters,
      prompts: [...prompts.values()],
      responses: [...responses.values()],
      judgments: [...judgments.values()],
    }),
  );
}

function readManifest(bytes: Uint8Array, entry: ZipEntry | undefined): Result<PackManifest, PackFailure> {
  if (!entry) return damaged(MANIFEST_NAME, 'it is missing');
  if (entry.size > MAX_MANIFEST_BYTES) return damaged(MANIFEST_NAME, 'it is too long');
  const content = new Uint8Array(entry.size);
  let at = 0;
  const complaint = unpackEntry(bytes, entry, (chunk) => {
    content.set(chunk, at);
    at += chunk.length;
    return null;
  });
  if (complaint !== null) return damaged(MANIFEST_NAME, complaint);
  const json = parseJson(decode(content));
  const head = headSchema.safeParse(json);
  if (!head.success) return damaged(MANIFEST_NAME, 'it does not describe a Pairwright pack');
  if (head.data.version > PACK_VERSION) {
    return err({
      code: 'newer-version',
      part: null,
      message: `written by a newer Pairwright (pack version ${head.data.version}, this program reads up to ${PACK_VERSION}); update this program`,
    });
  }
  const manifest = packManifestSchema.safeParse(json);
  if (!manifest.success) {
    const [issue] = manifest.error.issues;
    return damaged(
      MANIFEST_NAME,
      `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as described'}`,
    );
  }
  const contradiction = findContradiction(manifest.data);
  return contradiction === null ? ok(manifest.data) : damaged(MANIFEST_NAME, contradiction);
}

const headSchema = z.object({ format: z.literal(PACK_FORMAT), version: z.int().min(1) });

function findContradiction({ parts, counts, raters, sources }: PackManifest): string | null {
  const rows = new Map(parts.map((part) => [part.name, part.rows]));
  if (rows.size !== PART_NAMES.length) return 'it describes a part twice';
  const counted =
    rows.get('prompts.jsonl') === counts.prompts &&
    rows.get('responses.jsonl') === counts.responses &&
    rows.get('judgments.jsonl') === counts.judgments;
  if (!counted) return 'its counts differ from the rows of its parts';
  if (new Set(raters.map(({ id }) => id)).size !== raters.length) return 'it names a rater twice';
  if (new Set(sources.map(({ id }) => id)).size !== sources.length) return 'it names a source twice';
  return null;
}

/** Checks one part against what the manifest says of it and hands on its lines. */
function readPart(
  bytes: Uint8Array,
  entry: ZipEntry | undefined,
  part: PackPart,
  take: (line: string) => string | null,
): string | null {
  if (!entry) return 'it is missing';
  if (entry.size !== part.bytes) return 'it has another size than the manifest says';
  const hash = sha256.create();
  const cutter = new LineCutter((text, line) => {
    const complaint = take(text);
    return complaint === null ? null : `line ${line} ${complaint}`;
  });
  const complaint =
    unpackEntry(bytes, entry, (chunk) => {
      hash.update(chunk);
      return cutter.push(chunk);
    }) ?? cutter.finish();
  if (complaint !== null) return complaint;
  if (bytesToHex(hash.digest()) !== part.sha256) return 'its checksum is wrong';
  return cutter.lines === part.rows ? null : 'it has another number of rows than the manifest says';
}

/**
 * Takes in one record. Its line must be the canonical JSON of what the schema lets through, which also says that the
 * line holds nothing that this version does not know and would lose without a word.
 */
function takeLine<Item extends { readonly id: string }>(
  line: string,
  schema: z.ZodType<Item>,
  items: Map<string, Item>,
  check: (item: Item) => string | null = () => null,
): string | null {
  const raw = parseJson(line);
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return `is not as it should be: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
  }
  const item = parsed.data;
  if (toCanonicalJson(item) !== line) return 'holds something that this version does not know';
  if (items.has(item.id)) return `has an id that was there before: ${item.id}`;
  const complaint = check(item);
  if (complaint !== null) return complaint;
  items.set(item.id, item);
  return null;
}

/** The value, or `undefined`, which no schema accepts, when the text is not JSON. */
function parseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function damaged(part: NonNullable<PackFailure['part']>, what: string): Result<never, PackFailure> {
  return err({
    code: 'damaged',
    part,
    message: `the pack is damaged in ${part}: ${what}; nothing was read, ask for the file again`,
  });
}
