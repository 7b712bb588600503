import { expect, test } from 'vitest';
import { isEmbeddedImage } from '../../../../renderer/src/ui/is-embedded-image.ts';

test.each([
  ['data:image/png;base64,iVBORw0KGgo=', true],
  ['data:image/jpeg;base64,/9j/', true],
  ['DATA:IMAGE/WEBP;BASE64,UklGRg==', true],
  ['data:image/svg+xml;base64,PHN2Zz4=', false],
  ['data:image/svg+xml,<svg onload="alert(1)"/>', false],
  ['data:text/html;base64,PGI+', false],
  ['https://example.org/a.png', false],
  [' data:image/png;base64,iVBORw0KGgo=', false],
  ['images/1.png', false],
  ['', false],
])('%s', (reference, embedded) => {
  expect(isEmbeddedImage(reference)).toBe(embedded);
});
