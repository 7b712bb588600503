/** Bytes that tell what an image is. */
export const IMAGE_HEAD_BYTES = 12;

/**
 * What an image is by its first bytes, whatever its name says: PNG, JPEG, GIF or WebP, which hold pixels and nothing else.
 * SVG can hold script and addresses, and is none of them.
 */
export function detectImageType(head: Uint8Array): string | undefined {
  const text = String.fromCharCode(...head.subarray(0, IMAGE_HEAD_BYTES));
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8) === 'WEBP') return 'image/webp';
  return undefined;
}
