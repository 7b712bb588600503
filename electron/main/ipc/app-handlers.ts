import { nativeTheme, shell } from 'electron';
import { join } from 'node:path';
import { version } from '../../../package.json' with { type: 'json' };
import { ok } from '../../../shared/base/result.ts';
import type { HandlersOf } from '../../../shared/ipc/contract.ts';
import { type Settings, settingsSchema } from '../../../shared/ipc/settings.ts';
import type { Folder } from '../../../shared/project/folder.ts';
import type { ProjectLibrary } from '../../../shared/project/project-library.ts';
import { JsonFile } from '../../../shared/project/json-file.ts';

type AppChannel = 'app/about' | 'settings/load' | 'settings/save' | 'projects/reveal';

export type SettingsFile = JsonFile<typeof settingsSchema>;

export function openSettings(profile: Folder): SettingsFile {
  return new JsonFile(profile, 'settings.json', settingsSchema);
}

/** Reads the settings; defaults for what is missing or damaged. */
export async function loadSettings(file: SettingsFile): Promise<Settings> {
  return (await file.read()) ?? settingsSchema.parse({});
}

/** Lets the window's frame, menus and dialogs follow the theme. */
export function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}

/** Answers what concerns the program and this machine. */
export function createAppHandlers(
  settingsFile: SettingsFile,
  library: ProjectLibrary,
  projectsFolder: string,
): HandlersOf<AppChannel> {
  return {
    'app/about': () => Promise.resolve(ok({ version, projectsFolder, platform: process.platform })),
    'settings/load': async () => ok(await loadSettings(settingsFile)),
    'settings/save': async (settings) => {
      const saved = await settingsFile.write(settings);
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
