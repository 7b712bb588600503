import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createNodeFolder } from '../../../../electron/main/files/node-folder.ts';
import { settingsSchema } from '../../../../shared/ipc/settings.ts';
import { JsonFile } from '../../../../shared/project/json-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'pairwright-json-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('of many writes at once the last one stays, none fails, and nothing is left beside the file', async () => {
  const file = new JsonFile(createNodeFolder(folder), 'settings.json', settingsSchema);
  const writes = Array.from({ length: 20 }, (_, index) =>
    file.write(settingsSchema.parse({ raterName: `Ann ${index}` })),
  );
  expect((await Promise.all(writes)).every(({ ok }) => ok)).toBe(true);
  expect((await file.read())?.raterName).toBe('Ann 19');
  expect(readdirSync(folder)).toEqual(['settings.json']);
});
