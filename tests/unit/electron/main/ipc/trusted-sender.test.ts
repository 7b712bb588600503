import { describe, expect, it } from 'vitest';
import { isTrustedSender } from '../../../../../electron/main/ipc/trusted-sender.ts';

describe('a message', () => {
  it('from the page of the app is taken', () => {
    expect(isTrustedSender({ origin: 'app://pairwright', parent: null })).toBe(true);
  });

  it.each([
    { origin: 'app://pairwright', parent: {} },
    { origin: 'https://pairwright', parent: null },
    { origin: 'app://pairwright.example', parent: null },
    { origin: 'null', parent: null },
    { origin: 'file://', parent: null },
    { origin: '', parent: null },
    null,
    undefined,
  ])('from %j is refused', (frame) => {
    expect(isTrustedSender(frame)).toBe(false);
  });
});
