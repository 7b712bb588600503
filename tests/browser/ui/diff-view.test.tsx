import { describe, expect, test } from 'vitest';
import { DiffView } from '../../../renderer/src/ui/diff-view.tsx';
import { diffWords } from '../../../shared/diff/word-diff.ts';
import { MarkedText } from '../../../renderer/src/ui/marked-text.tsx';
import { show } from './support/show.tsx';

describe('a diff view', () => {
  test('says what was removed and added in words of markup, not only in colour', () => {
    const { element } = show(<DiffView diff={diffWords('祝您春节快乐', '祝您新春快乐')} lang="zh-CN" />);
    const removed = element.querySelector('del');
    const added = element.querySelector('ins');
    expect([removed?.textContent, added?.textContent]).toEqual(['春节', '新春']);
    expect(getComputedStyle(removed ?? element).textDecorationLine).toBe('line-through');
    expect(getComputedStyle(added ?? element).textDecorationLine).toBe('underline');
    expect(element.textContent).toBe('祝您春节新春快乐');
  });

  test('says so when nothing differs, and when too much does', () => {
    const { element, again } = show(<DiffView diff={diffWords('same', 'same')} />);
    expect(element.textContent).toBe('No differences');
    const unrelated = (letter: string) =>
      Array.from({ length: 2000 }, (_, index) => `${letter}${index}`).join(' ');
    again(<DiffView diff={diffWords(unrelated('a'), unrelated('b'))} />);
    expect(element.textContent).toContain('too different');
  });

  test('shows markup as text', () => {
    const { element } = show(<DiffView diff={diffWords('a', '<img src=x onerror=alert(1)>')} />);
    expect(element.querySelector('img')).toBeNull();
    expect(element.querySelector('ins')?.textContent).toBe('<img src=x onerror=alert(1)>');
  });
});

test('a name shows what hides in it, and keeps every character', () => {
  const name = 'annex\u202egpj.exe\u200b';
  const { element } = show(<MarkedText text={name} />);
  expect(element.textContent).toBe(name);
  expect(
    [...element.querySelectorAll<HTMLElement>('.invisible')].map(({ dataset }) => dataset['name']),
  ).toEqual(['RLO', 'ZWSP']);
});
