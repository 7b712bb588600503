import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../../scripts/lib/root.mjs';

const pages = [
  ...readdirSync(root).map((name) => join(root, name)),
  ...readdirSync(join(root, 'docs')).map((name) => join(root, 'docs', name)),
].filter((path) => path.endsWith('.md'));

/** Targets of links and pictures, code left out: `[words](target)`, `src="target"`, `srcset="target"`. */
function findTargets(markdown: string): string[] {
  const words = markdown.replaceAll(/^```[^]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, '');
  const found = [...words.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g)];
  return found.map(([, inline, attribute]) => inline ?? attribute ?? '');
}

/** The anchors of a page's headings, as GitHub makes them. */
function findAnchors(markdown: string): Set<string> {
  const headings = markdown.replaceAll(/^```[^]*?^```$/gm, '').matchAll(/^#{1,6} (.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .trim()
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}

/** What is wrong with a link on a page, if anything. */
function findFault(page: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : resolve(dirname(page), decodeURIComponent(path));
  if (!existsSync(file)) return `${target}: no such file`;
  if (anchor === undefined || !file.endsWith('.md')) return undefined;
  return findAnchors(readFileSync(file, 'utf8')).has(anchor) ? undefined : `${target}: no such heading`;
}

describe('the links of the documentation', () => {
  it('finds the links there are', () => {
    expect(findTargets('[a](docs/a.md#b) `[no](no)` <img src="c.png">')).toEqual(['docs/a.md#b', 'c.png']);
    expect(findFault(join(root, 'README.md'), 'docs/nothing.md')).toContain('no such file');
    expect(findFault(join(root, 'README.md'), 'docs/judging.md#nothing')).toContain('no such heading');
  });

  it.each(pages.map((page) => relative(root, page)))('leads somewhere, every one in %s', (page) => {
    const path = join(root, page);
    const faults = findTargets(readFileSync(path, 'utf8')).flatMap((target) => findFault(path, target) ?? []);
    expect(faults).toEqual([]);
  });

  it('names files of the sources that are there', () => {
    const faults = pages.flatMap((page) => {
      const named = readFileSync(page, 'utf8').matchAll(
        /`((?:shared|electron|renderer|resources|tests|scripts)\/[\w./-]+\.\w+)`/g,
      );
      return [...named].flatMap(([, path = '']) =>
        existsSync(join(root, path)) ? [] : [`${relative(root, page)}: ${path}`],
      );
    });
    expect(faults).toEqual([]);
  });
});
