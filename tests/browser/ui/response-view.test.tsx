import axe from 'axe-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ResponseView } from '../../../renderer/src/ui/response-view.tsx';
import { loadRichText } from '../../../renderer/src/ui/markdown/use-rich-text.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { show } from './support/show.tsx';

beforeAll(async () => {
  await loadRichText();
});

function view(text: string, mode: 'rendered' | 'raw' = 'rendered', language: Language = 'en'): HTMLElement {
  const { element } = show(<ResponseView text={text} mode={mode} />, language);
  const frame = element.querySelector<HTMLElement>('[aria-busy]');
  if (!frame) throw new Error('The view is not there');
  return frame;
}

/** What somebody who selects it all would copy. */
function copy(element: HTMLElement): string {
  const selection = getSelection();
  selection?.selectAllChildren(element);
  return selection?.toString() ?? '';
}

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

describe('Markdown', () => {
  test('sets headings below those of the screen, lists, emphasis and quotes', () => {
    const frame = view('# Title\n\n- one\n- **two**\n\n3. three\n\n> said');
    expect(frame.querySelector('h3.heading-1')?.textContent).toBe('Title');
    expect(frame.querySelectorAll('ul > li')).toHaveLength(2);
    expect(frame.querySelector('strong')?.textContent).toBe('two');
    expect(frame.querySelector('ol')?.getAttribute('start')).toBe('3');
    expect(frame.querySelector('blockquote')?.textContent?.trim()).toBe('said');
  });

  test('keeps single line ends, as in a greeting', () => {
    expect(view('新春快乐！\n万事如意！').querySelectorAll('br')).toHaveLength(1);
  });

  test('sets tables with their alignment, and lets a wide one scroll in itself', () => {
    const wide = Array.from({ length: 30 }, (_, index) => `column${index}`).join(' | ');
    const frame = view(`| a | b |\n|:--|--:|\n| 1 | 2 |\n\n| ${wide} |\n|${'---|'.repeat(30)}\n| ${wide} |`);
    expect(frame.querySelector('td.align-right')?.textContent).toBe('2');
    const table = frame.querySelectorAll('.table')[1];
    expect((table?.scrollWidth ?? 0) > (table?.clientWidth ?? 0)).toBe(true);
    expect(frame.scrollWidth).toBeLessThanOrEqual(frame.clientWidth);
  });

  test('colours code in a known language and leaves other code alone', () => {
    const frame = view('```python\ndef add(a, b):\n    return a + b  # sum\n```\n\n```nonsense\n<b>\n```');
    const [python, other] = frame.querySelectorAll('pre > code');
    expect(python?.querySelector('.hljs-keyword')?.textContent).toBe('def');
    expect(python?.textContent).toBe('def add(a, b):\n    return a + b  # sum\n');
    expect(other?.children).toHaveLength(0);
    expect(other?.textContent).toBe('<b>\n');
  });

  test('shows an answer that is one JSON value as code, to the letter', () => {
    const json = '{\n  "ticket": "退款",\n  "fields": ["a_b_c", 1]\n}';
    const frame = view(json);
    expect(frame.querySelector('pre > code')?.textContent).toBe(json);
    expect(frame.querySelectorAll('.hljs-attr')).toHaveLength(2);
    expect(view('[not json]').querySelector('pre')).toBeNull();
  });

  test('names the address of links and images and loads neither', () => {
    const frame = view('[the bank](https://example.invalid/a?b=1) ![a chart](https://example.invalid/c.png)');
    const link = frame.querySelector('a');
    expect([link?.textContent, link?.hasAttribute('href'), link?.title]).toEqual([
      'the bank',
      false,
      'Link, not followed: https://example.invalid/a?b=1',
    ]);
    expect(frame.querySelector('.image')?.textContent).toBe(
      'a chart Image, not loaded: https://example.invalid/c.png',
    );
  });

  test('folds away what the model thought first, in the words of the interface', () => {
    const frame = view('<think>\nFirst *this*.\n</think>\n\nThe answer.', 'rendered', 'zh-CN');
    const details = frame.querySelector('details');
    expect([details?.open, details?.querySelector('summary')?.textContent]).toEqual([false, '思考过程']);
    expect(details?.querySelector('em')?.textContent).toBe('this');
    expect(frame.querySelector(':scope > p')?.textContent).toBe('The answer.');
  });

  test('unfolds it on demand, also in the texts that follow, without building anything anew', () => {
    const text = '<think>First this.</think>The answer.';
    const { element, again } = show(<ResponseView text={text} mode="rendered" />);
    const details = element.querySelector('details');
    again(<ResponseView text={text} mode="rendered" isReasoningOpen />);
    expect([details?.isConnected, details?.open]).toEqual([true, true]);
    again(<ResponseView text="<think>Then that.</think>So." mode="rendered" isReasoningOpen />);
    expect(element.querySelector('details')?.open).toBe(true);
    again(<ResponseView text="<think>Then that.</think>So." mode="rendered" />);
    expect(element.querySelector('details')?.open).toBe(false);
  });

  test('does not fold a thought that never ends: it is all there is', () => {
    const frame = view('<think>First this');
    expect(frame.querySelector('details')).toBeNull();
    expect(frame.textContent).toContain('First this');
  });
});

describe('formulas', () => {
  test.each([
    ['$E = mc^2$', 'E = mc^2', false],
    ['\\(a_1 + b\\)', 'a_1 + b', false],
    ['$$\\frac{1}{2}$$', '\\frac{1}{2}', true],
    ['\\[\n\\sum_{t=1}^{n} \\frac{C_t}{(1+r)^t}\n\\]', '\n\\sum_{t=1}^{n} \\frac{C_t}{(1+r)^t}\n', true],
    ['so $$x$$ holds', 'x', true],
  ] as const)('%s is set', (text, tex, isDisplay) => {
    const frame = view(text);
    expect(frame.querySelectorAll('.formula.set .katex-html')).toHaveLength(1);
    expect(frame.querySelectorAll('.katex-display')).toHaveLength(isDisplay ? 1 : 0);
    // For those who listen.
    expect(frame.querySelector('math annotation')?.textContent).toBe(tex);
  });

  test.each(['It costs $5 and not $10.', 'a $ b $ c', 'price: 5$', '\\$x$', 'US$100, HK$780'])(
    'money and lonely signs are no formulas: %s',
    (text) => {
      expect(view(text).querySelector('.formula')).toBeNull();
    },
  );

  test('in code stay code', () => {
    expect(view('`$x$` and\n\n```\n$$y$$\n```').querySelector('.formula')).toBeNull();
  });

  test('that cannot be set stay as they were written', () => {
    const frame = view('$\\frac{1}{$ and $\\nosuchthing$');
    expect(frame.querySelector('.set')).toBeNull();
    expect(frame.textContent).toContain('$\\frac{1}{$');
  });

  test('define nothing for the next one', () => {
    expect(view('$\\gdef\\z{Q}\\z$ $\\z$').querySelectorAll('.set')).toHaveLength(1);
  });

  test('stand in lists and tables too', () => {
    expect(view('- $a$\n- b\n\n| x |\n|---|\n| $c$ |').querySelectorAll('.set')).toHaveLength(2);
  });

  test('are all set in the end, however many they are', async () => {
    const frame = view('$\\frac{a}{b}$ '.repeat(1500));
    await expect.poll(() => frame.querySelectorAll('.formula.set').length, { timeout: 20_000 }).toBe(1500);
  });

  test('use the fonts that came with the program', async () => {
    const frame = view('$\\int_0^1 x\\,dx$');
    await document.fonts.ready;
    const font = getComputedStyle(frame.querySelector('.mathnormal') ?? frame).fontFamily;
    expect(font).toContain('KaTeX_Math');
    const addresses = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin);
    expect(new Set(addresses)).toEqual(new Set([location.origin]));
  });
});

describe('what hides in a text', () => {
  const trojan = 'access = "user\u202e \u2066// admin\u2069 \u2066"; a\u200bb';

  test.each(['rendered', 'raw'] as const)('is marked, and copied as it was (%s)', (mode) => {
    const frame = view(trojan, mode);
    const marks = [...frame.querySelectorAll<HTMLElement>('.invisible')];
    expect(marks.map(({ dataset }) => dataset['name'])).toEqual(['RLO', 'LRI', 'PDI', 'LRI', 'ZWSP']);
    expect(marks.every((mark) => getComputedStyle(mark, '::before').content !== 'none')).toBe(true);
    expect(copy(frame)).toContain(trojan);
  });

  test('is counted above the text', () => {
    expect(view(trojan).querySelector('.note')?.textContent).toBe('5 invisible characters are marked');
  });

  test('turns nothing round any more', () => {
    const frame = view('ab\u202ecd', 'rendered');
    const text = frame.querySelector('p:not(.note)')?.lastChild;
    const range = document.createRange();
    if (!text) throw new Error('no text');
    range.setStart(text, 0);
    range.setEnd(text, 1);
    const c = range.getBoundingClientRect();
    range.setStart(text, 1);
    range.setEnd(text, 2);
    expect(text.textContent).toBe('cd');
    expect(range.getBoundingClientRect().left).toBeGreaterThanOrEqual(c.right - 0.5);
  });

  test('includes control characters of terminals', () => {
    const names = [...view('\u001b[31mred\u0007', 'raw').querySelectorAll<HTMLElement>('.invisible')];
    expect(names.map(({ dataset }) => dataset['name'])).toEqual(['ESC', 'BEL']);
  });

  test('does not include the joints of emoji, flags and Persian words', () => {
    expect(view('👩‍👩‍👧 👩🏽‍💻 ❤️‍🔥 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم').querySelector('.invisible')).toBeNull();
    expect(view('pay\u200dment').querySelectorAll('.invisible')).toHaveLength(1);
  });

  test('is marked in code and in the text of links as well', () => {
    expect(
      view('`a\u202eb` [c\u200bd](https://example.invalid)').querySelectorAll('.invisible'),
    ).toHaveLength(2);
  });
});

describe('raw text', () => {
  test('shows every character as it is, with its white space', () => {
    const text = '# *a*  b\tc \r\n\r\n<b>\u3000';
    const frame = view(text, 'raw');
    expect(frame.textContent).toBe(text);
    const marks = [...frame.querySelectorAll('.tab, .space, .spaces, .line-end')];
    expect(marks.map(({ className, textContent }) => [className, textContent])).toEqual([
      ['spaces', '  '],
      ['tab', '\t'],
      ['spaces', ' '],
      ['line-end', '\r\n'],
      ['line-end', '\r\n'],
      ['space', '\u3000'],
    ]);
  });

  test('changes at once when the mode does', () => {
    const { element, again } = show(<ResponseView text="**a**" mode="rendered" />);
    expect(element.querySelector('strong')).not.toBeNull();
    again(<ResponseView text="**a**" mode="raw" />);
    expect(element.textContent).toBe('**a**');
  });
});

describe('directions', () => {
  test('every block runs in its own', () => {
    const frame = view('مرحبا بالعالم\n\nhello\n\n- سلام\n\n```\nlet x;\n```');
    const [arabic, english] = frame.querySelectorAll('p');
    expect(getComputedStyle(arabic ?? frame).direction).toBe('rtl');
    expect(getComputedStyle(english ?? frame).direction).toBe('ltr');
    expect(getComputedStyle(frame.querySelector('li') ?? frame).direction).toBe('rtl');
    expect(getComputedStyle(frame.querySelector('pre') ?? frame).direction).toBe('ltr');
  });
});

describe('large and hostile amounts', () => {
  const paragraph =
    '客户您好，关于**分期付款**的计算：$P = \\frac{L r}{1-(1+r)^{-n}}$，见 `code` 与下表。\n\n| 期 | 额 |\n|--|--|\n| 1 | 2 |\n\n';

  test('a text of 20,000 characters is there in one go', () => {
    const text = paragraph.repeat(Math.ceil(20_000 / paragraph.length));
    expect(text.length).toBeGreaterThanOrEqual(20_000);
    const frame = view(text);
    expect(frame.querySelectorAll('table')).toHaveLength(text.length / paragraph.length);
    expect(frame.getBoundingClientRect().height).toBeGreaterThan(5_000);
  });

  test.each(['rendered', 'raw'] as const)('100 KB on one line stay inside the column (%s)', (mode) => {
    const frame = view('x'.repeat(100_000), mode);
    expect(frame.textContent?.trim()).toHaveLength(100_000);
    expect(frame.scrollWidth).toBeLessThanOrEqual(frame.clientWidth);
  });

  test('more than 200 KB are shown as plain text, and said to be', () => {
    const frame = view('**a** '.repeat(40_000));
    expect(frame.querySelector('strong')).toBeNull();
    expect(frame.querySelector('.note')?.textContent).toContain('plain text');
  });

  test.each([
    ['open brackets', '['.repeat(50_000)],
    ['brackets and links', '[a](b'.repeat(20_000)],
    ['emphasis', '*a **a '.repeat(15_000)],
    ['underscores', '_a __a '.repeat(15_000)],
    ['quotes', '>'.repeat(100_000)],
    ['lists', '- '.repeat(50_000)],
    ['back ticks', Array.from({ length: 400 }, (_, index) => '`'.repeat(index)).join(' ')],
    ['dollars', '$a '.repeat(50_000)],
    ['opened formulas', '\\(a '.repeat(40_000)],
    ['opened display formulas', '$$\n'.repeat(40_000)],
    ['bracket formulas', '\\[\n'.repeat(40_000)],
    ['escaped dollars', '$\\$ '.repeat(40_000)],
    ['a long formula', `$${'\\$'.repeat(50_000)}`],
    ['lines without letters', '1\n'.repeat(50_000)],
    ['lists without letters', '- 1\n'.repeat(20_000)],
    ['addresses', 'https://a.b/'.repeat(10_000)],
    ['angle brackets', '<'.repeat(100_000)],
    ['exclamation marks', '!['.repeat(50_000)],
    ['table columns', `|${'a|'.repeat(2_000)}\n|${'-|'.repeat(2_000)}\n`],
    ['formulas', '$\\frac{a}{b}$ '.repeat(3_000)],
    ['formulas that expand', `$\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a$ `.repeat(200)],
    ['code', `\`\`\`js\n${'(('.repeat(14_000)}\n\`\`\``],
    ['entities', '&amp;'.repeat(30_000)],
    ['think', '<think>'.repeat(20_000)],
    ['braces', `{${'['.repeat(49_000)}}`],
    ['spaces in raw text', ' '.repeat(100_000)],
  ])('a bomb of %s does not go off', (name, text) => {
    const took = milliseconds(() => view(text, name.endsWith('raw text') ? 'raw' : 'rendered'));
    console.log(`${name}: ${took.toFixed(0)} ms`);
    // A bomb that goes off takes minutes; a busy machine takes seconds.
    expect(took).toBeLessThan(5_000);
  });
});

test('nothing is wrong with accessibility', async () => {
  document.title = 'Text';
  const { element } = show(
    <main>
      <ResponseView
        mode="rendered"
        text={
          '## Title\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n$x^2$ `code` [link](https://example.invalid) \u202e\n\n```js\nlet a = 1; // b\n```'
        }
      />
    </main>,
  );
  const { violations } = await axe.run(element, { rules: { 'page-has-heading-one': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
});
