/** How the bytes of one encoding become text. */
export interface TextCodec {
  /** The text, or `undefined` when a byte does not belong. */
  decode(bytes: Uint8Array): string | undefined;
  /** Up to where no character is cut. */
  completeLength(bytes: Uint8Array): number;
  /** Decodes what can be decoded; each byte that does not belong becomes a mark (`markByte`). */
  rescue(bytes: Uint8Array): string;
}

/** The mark of a byte that does not belong: half a surrogate pair, which decoded text cannot contain otherwise. */
export function markByte(byte: number): string {
  return String.fromCharCode(0xdc00 + byte);
}

/** @param decoder a fatal one */
export function tryDecode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    // A fatal decoder has no other way to say that the bytes are malformed.
    return undefined;
  }
}
