import { nativeTheme, shell } from 'electron';
import { join } from 'node:path';
import { version } from '../../../package.json' with { type: 'json' };
import { ok } from '../../../shared/base/result.ts';
import type { HandlersOf } from '../../../shared/ipc/contract.ts';
import { type Settings, settingsSchema } from '../../../shared/ipc/settings.ts';
import type { Folder } from '../../../shared/project/folder.ts';
import type { ProjectLibrary } from '../../../shared/project/project-library.ts';
import { readJsonFile, writeJsonFile } from '../../../shared/project/json-file.ts';

const settingsName = 'settings.json';

type AppChannel = 'app/about' | 'settings/load' | 'settings/save' | 'projects/reveal';

/** Reads the settings; defaults for what is missing or damaged. */
export async function loadSettings(profile: Folder): Promise<Settings> {
  return (await readJsonFile(profile, settingsName, settingsSchema)) ?? settingsSchema.parse({});
}

/** Lets the window's frame, menus and dialogs follow the theme. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}

/** Answers what concerns the program and this machine. */
export function createAppHandlers(
  profile: Folder,
  library: ProjectLibrary,
  projectsFolder: string,
): HandlersOf<AppChannel> {
  return {
    'app/about': () => Promise.resolve(ok({ version, projectsFolder, platform: process.platform })),
    'settings/load': async () => ok(await loadSettings(profile)),
    'settings/save': async (settings) => {
      const saved = await writeJsonFile(profile, settingsName, settings);
      if (!saved.ok) return saved;
      applyTheme(settings);
      return ok(null);
    },
    'projects/reveal': async ({ id }) => {
      const name = await library.findFolder(id);
      if (!name.ok) return name;
      shell.showItemInFolder(join(projectsFolder, name.value, 'manifest.json'));
      return ok(null);
    },
  };
}
