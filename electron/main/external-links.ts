/**
 * The address to open in the user's browser, or `undefined` when it must not be: only http and https, no user name or
 * password (which make a host look like another), nothing that cannot be parsed.
 *
 * The result is the parsed form, so that what is shown, asked for and opened is one and the same.
 */
export function toExternalLink(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.username !== '' || url.password !== '' || url.hostname === '') return undefined;
  return url;
}
