/**
 * Cleans a text for training: Unicode NFC, line ends as `\n`, and without what breaks loaders or trains nonsense.
 *
 * Taken out: control characters except tab and line feed, and byte order marks. A half of a surrogate pair, which the
 * datasets reader refuses, becomes U+FFFD; String.prototype.toWellFormed would do the same where it exists.
 */
export function toTrainingText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // oxlint-disable-next-line no-control-regex -- these are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]/g, '')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .normalize('NFC')
  );
}

/**
 * Cleans an answer: as `toTrainingText`, and trimmed at both ends.
 *
 * Trainers that look the answer up in the rendered template lose it when the template trims and the answer is not trimmed.
 * Prompts are not trimmed: white space there may be code.
 */
export function toTrainingAnswer(text: string): string {
  return toTrainingText(text).trim();
}

/** Whether cleaning had to replace or take out characters (line ends, composition and outer white space aside). */
export function needsRepair(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- as above; a carriage return is only a line end
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufeff]|\p{Surrogate}/u.test(text);
}
