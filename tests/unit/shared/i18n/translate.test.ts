import { describe, expect, test } from 'vitest';
import { createNumberFormats } from '../../../../shared/i18n/number-formats.ts';
import { resolveLanguage } from '../../../../shared/i18n/language.ts';
import { createTranslator, isMessageKey, translateCode } from '../../../../shared/i18n/translate.ts';

const english = createTranslator('en');
const chinese = createTranslator('zh-CN');

describe('a translator', () => {
  test('puts parameters in place, and numbers in the way of the language', () => {
    expect(english('review.position', { position: 1214, total: 20000 })).toBe('Item 1,214 of 20,000');
    expect(chinese('review.position', { position: 1214, total: 20000 })).toBe('第 1,214 项，共 20,000 项');
  });

  test('picks the plural form by count', () => {
    expect(english('count.prompts', { count: 1 })).toBe('1 prompt');
    expect(english('count.prompts', { count: 0 })).toBe('0 prompts');
    expect(english('count.prompts', { count: 2946 })).toBe('2,946 prompts');
    expect(chinese('count.prompts', { count: 1 })).toBe('1 条提示');
  });

  test('does not read parameters or replacement patterns inside a value', () => {
    expect(english('home.openProject', { name: '{name} $& $1' })).toBe('Open “{name} $& $1”');
  });

  test('says a code in words, and an unknown code in the words that came with it', () => {
    expect(translateCode(chinese, 'problem', 'empty_file', 'the file is empty')).toBe('文件为空。');
    expect(translateCode(chinese, 'problem', 'from_the_future', 'something new')).toBe('something new');
    expect(isMessageKey('toString')).toBe(false);
  });

  test('does not compile without its key or its parameters', () => {
    // @ts-expect-error there is no such message
    expect(() => english('review.nothing')).toThrow(TypeError);
    // @ts-expect-error the parameter is missing
    expect(english('home.openProject')).toContain('{name}');
    // @ts-expect-error the parameter has another name
    expect(english('home.openProject', { title: 'x' })).toContain('{name}');
  });
});

describe('the language', () => {
  test('follows the setting before the system', () => {
    expect(resolveLanguage('en', ['zh-CN'])).toBe('en');
    expect(resolveLanguage('zh-CN', ['en-GB'])).toBe('zh-CN');
  });

  test('is the first of the reader’s languages that we speak, else English', () => {
    expect(resolveLanguage('system', ['fr-FR', 'zh-Hant-TW', 'en'])).toBe('zh-CN');
    expect(resolveLanguage('system', ['fr', 'en-GB', 'zh'])).toBe('en');
    expect(resolveLanguage('system', ['zh_CN'])).toBe('zh-CN');
    expect(resolveLanguage('system', ['de-DE'])).toBe('en');
    expect(resolveLanguage('system', [])).toBe('en');
  });
});

test('numbers are written with the decimals and signs that people read', () => {
  const formats = createNumberFormats('en');
  expect([formats.count(1234.4), formats.percent(0.784), formats.coefficient(0.6449)]).toEqual([
    '1,234',
    '78%',
    '0.64',
  ]);
  expect([formats.coefficient(-0.101), formats.coefficient(-0.001)]).toEqual(['\u22120.10', '0.00']);
  expect([0, 999, 4_300_000, 2 ** 40].map((bytes) => formats.bytes(bytes))).toEqual([
    '0 bytes',
    '999 bytes',
    '4.3 MB',
    '1,099.5 GB',
  ]);
});
