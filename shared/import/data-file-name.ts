/** What files that can be imported are called; each also with `.gz` behind it. */
export const DATA_EXTENSIONS = [
  '.json',
  '.jsonl',
  '.ndjson',
  '.csv',
  '.tsv',
  '.tab',
  '.xlsx',
  '.parquet',
] as const;

/**
 * Whether a file that lies in a folder is looked at: a folder may well hold other things beside the data. A file that
 * is named is read whatever it is called.
 */
export function isDataFileName(name: string): boolean {
  const plain = name.toLowerCase().replace(/\.gz$/, '');
  return DATA_EXTENSIONS.some((extension) => plain.endsWith(extension));
}
