import { resolve, sep } from 'node:path';

/** The importer tells reference answers from answers by the name of the folder, so that is part of the file's name. */
const TELLING_FOLDER = /^reference_answer/;

/** The shortest ends of the paths that are all different, with `/` whatever the system. */
export function nameApart(files: readonly { readonly path: string; readonly atLeast: number }[]): string[] {
  const segments = files.map(({ path }) => resolve(path).split(sep).filter(Boolean));
  const lengths = files.map(({ atLeast }, index) => {
    const folder = segments[index]?.at(-2) ?? '';
    return atLeast === 1 && TELLING_FOLDER.test(folder) ? 2 : atLeast;
  });
  for (;;) {
    const names = segments.map((parts, index) => parts.slice(-(lengths[index] ?? 1)).join('/'));
    const times = new Map<string, number>();
    for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
    let changed = false;
    for (const [index, name] of names.entries()) {
      const length = lengths[index] ?? 1;
      if ((times.get(name) ?? 0) < 2 || length >= (segments[index]?.length ?? 0)) continue;
      lengths[index] = length + 1;
      changed = true;
    }
    if (!changed) return names;
  }
}
