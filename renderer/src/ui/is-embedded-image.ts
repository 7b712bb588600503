/**
 * Whether a reference is an image in itself: pixels of a kind that cannot hold script or fetch anything. SVG can, and an
 * address would have to be fetched.
 */
export function isEmbeddedImage(reference: string): boolean {
  return /^data:image\/(?:png|jpeg|gif|webp);base64,/i.test(reference);
}
