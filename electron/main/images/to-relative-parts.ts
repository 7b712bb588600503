/**
 * Takes a reference to an image apart when it is a path below the folder of its data file; `undefined` for everything else:
 * addresses, absolute paths of any system, drives, streams of NTFS, and whatever climbs up.
 *
 * Both slashes part, since data sets are made on one system and opened on another. Nothing is decoded: `%2e` is a name.
 */
export function toRelativeParts(reference: string): readonly string[] | undefined {
  // oxlint-disable-next-line no-control-regex -- names with control characters are tricks
  if (reference === '' || /[\u0000-\u001f:]/.test(reference)) return undefined;
  if (/^[/\\]/.test(reference)) return undefined;
  const parts = reference.split(/[/\\]/).filter((part) => part !== '' && part !== '.');
  // Windows takes dots and spaces off the end of a name, so ".. " is "..".
  const isClimbing = parts.some((part) => /^[. ]+$/.test(part));
  return parts.length === 0 || isClimbing ? undefined : parts;
}
