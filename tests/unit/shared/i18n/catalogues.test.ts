import { expect, test } from 'vitest';
import { en } from '../../../../shared/i18n/en.ts';
import type { Message } from '../../../../shared/i18n/message.ts';
import { zhCn } from '../../../../shared/i18n/zh-cn.ts';

const english: Readonly<Record<string, Message>> = en;
const chinese: Readonly<Record<string, Message>> = zhCn;
const keys = Object.keys(english);

function formsOf(message: Message | undefined): string[] {
  if (message === undefined) return [];
  return typeof message === 'string' ? [message] : [message.one ?? message.other, message.other];
}

function placeholdersOf(message: Message | undefined): string[] {
  const names = formsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}

test('both catalogues have the same keys', () => {
  expect(keys.length).toBeGreaterThan(300);
  expect(Object.keys(chinese).toSorted()).toEqual(keys.toSorted());
});

test('both languages use the same placeholders in every message', () => {
  const different = keys.filter(
    (key) => placeholdersOf(english[key]).join() !== placeholdersOf(chinese[key]).join(),
  );
  expect(different).toEqual([]);
});

test('no message is empty, has stray braces or loose white space', () => {
  const faulty = keys.filter((key) =>
    [...formsOf(english[key]), ...formsOf(chinese[key])].some((text) => {
      const rest = text.replaceAll(/\{\w+\}/g, 'x');
      return text.trim() === '' || text !== text.trim() || /[{}]|\s{2}/.test(rest);
    }),
  );
  expect(faulty).toEqual([]);
});

test('a message that changes with a number takes count, in both forms', () => {
  const faulty = keys.filter((key) => {
    const message = english[key];
    return typeof message === 'object' && (message.one === undefined || !message.other.includes('{count}'));
  });
  expect(faulty).toEqual([]);
});

test('messages that are named by a code take no parameters', () => {
  const areas = ['problem.', 'pack.', 'export.reason.', 'agreement.undefined.'];
  const coded = keys.filter((key) => areas.some((area) => key.startsWith(area)));
  expect(coded.length).toBeGreaterThan(40);
  expect(coded.filter((key) => placeholdersOf(english[key]).length > 0)).toEqual([]);
});

test('every Chinese message with words in it is in Chinese', () => {
  const left = keys.filter((key) =>
    formsOf(chinese[key]).some((text) => {
      const words = text.replaceAll(/\{\w+\}/g, '');
      const isSame = formsOf(english[key]).includes(text);
      return !isSame && /\p{L}{2}/u.test(words) && !/\p{Script=Han}/u.test(words);
    }),
  );
  expect(left).toEqual(['agreement.alpha']);
});
