import type { OpenedFile } from './host.ts';

/** Files that the page holds itself: dropped on it, or picked with an input element. */
export function openDroppedFiles(files: readonly File[]): readonly OpenedFile[] {
  return files.map((file) => ({
    // The path counts when a whole folder was picked.
    name: file.webkitRelativePath || file.name,
    size: file.size,
    read: async (offset, length) => new Uint8Array(await file.slice(offset, offset + length).arrayBuffer()),
  }));
}
