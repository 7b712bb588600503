import { markByte, type TextCodec } from './text-codec.ts';

/** The characters of 0x80 to 0x9F; a blank where Windows-1252 has none. */
const CHARACTERS = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

// Not a fatal one: every byte is decoded, and what is no character is found below.
const decoder = new TextDecoder('windows-1252');

export const windows1252Codec: TextCodec = {
  decode(bytes) {
    const text = rescue(bytes);
    return MARKS.test(text) ? undefined : text;
  },
  completeLength: (bytes) => bytes.length,
  rescue,
};

const MARKS = /\p{Surrogate}/u;
// Some runtimes decode 0x80 to 0x9F as Latin-1 does, to control characters; all decode the rest alike.
const CONTROLS = /[\u0080-\u009f]/g;

function rescue(bytes: Uint8Array): string {
  return decoder.decode(bytes).replaceAll(CONTROLS, (control) => {
    const byte = control.charCodeAt(0);
    const character = CHARACTERS[byte - 0x80];
    return character === undefined || character === ' ' ? markByte(byte) : character;
  });
}
