/**
 * Takes the files out of a drop, those inside dropped folders too; a file in a folder is named by its path from the
 * dropped folder on, with `/`. Folders that cannot be listed are left out.
 *
 * Call it in the event itself: what was dropped is out of reach as soon as the event is over.
 */
export async function collectDroppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const found = await Promise.all(
    entries.map(async ({ entry, file }) => {
      // Some sources hand over a file without an entry.
      if (entry === null) return file === null ? [] : [file];
      return collectEntry(entry, '');
    }),
  );
  return found.flat();
}

async function collectEntry(entry: FileSystemEntry, folder: string): Promise<readonly File[]> {
  const path = `${folder}${entry.name}`;
  if (entry.isFile) {
    // `isFile` says which of the two kinds it is; the types do not know.
    const file = await readFile(entry as FileSystemFileEntry);
    if (file === undefined) return [];
    // The new file shares the bytes of the old one.
    return [folder === '' ? file : new File([file], path, { lastModified: file.lastModified })];
  }
  const children = await listFolder((entry as FileSystemDirectoryEntry).createReader());
  const files = await Promise.all(children.map(async (child) => collectEntry(child, `${path}/`)));
  return files.flat();
}

async function readFile(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((resolve) => {
    entry.file(resolve, () => resolve(undefined));
  });
}

/** A reader gives at most 100 entries at a time, and an empty list at the end. */
async function listFolder(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  const batch = await new Promise<FileSystemEntry[]>((resolve) => {
    reader.readEntries(resolve, () => resolve([]));
  });
  if (batch.length === 0) return [];
  return [...batch, ...(await listFolder(reader))];
}
