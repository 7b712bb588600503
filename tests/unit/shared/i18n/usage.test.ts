import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../../scripts/lib/root.mjs';
import { en } from '../../../../shared/i18n/en.ts';

/** Sources that may say something: everything but the catalogues. */
const sources = ['renderer/src', 'shared']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/i18n[\\/](?:en|zh-cn)[\\/]/.test(name))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  )
  .join('\n');

/** Keys that are put together from a code: `failure.${code}`. What may follow is held by `codes.test.ts`. */
const areas = [
  ...new Set([...sources.matchAll(/`([a-z][\w.-]*\.)\$\{/gi)].flatMap(([, area]) => (area ? [area] : []))),
  // `translateCode` puts area and code together itself; the area may be one of two.
  ...[...sources.matchAll(/translateCode\(\s*\w+,([^,]*),/g)]
    .flatMap(([, area = '']) => [...area.matchAll(/'([\w.]+)'/g)])
    .map(([, area]) => `${area}.`),
];

test('every message is said somewhere', () => {
  const unused = Object.keys(en).filter(
    (key) => !sources.includes(`'${key}'`) && !areas.some((area) => key.startsWith(area)),
  );
  expect(unused).toEqual([]);
});
