import axe from 'axe-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { PromptPanel } from '../../../renderer/src/features/review/prompt-panel.tsx';
import { loadRichText } from '../../../renderer/src/ui/markdown/use-rich-text.ts';
import { createPrompt, type PromptInput } from '../../../shared/domain/prompt.ts';
import { show } from '../ui/support/show.tsx';

/** One red pixel. */
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

beforeAll(async () => {
  document.title = 'Prompt';
  await loadRichText();
});

function panel(input: PromptInput): HTMLElement {
  const findImage = (reference: string) => Promise.resolve(reference === 'beside.png' ? PIXEL : undefined);
  const prompt = createPrompt(input);
  return show(<PromptPanel prompt={prompt} mode="rendered" isOpen findImage={findImage} />).element;
}

/** What stands in each fold, by its title. */
function folds(element: HTMLElement): Record<string, string> {
  const texts = [...element.querySelectorAll('section > div > details')].map((fold): [string, string] => [
    fold.querySelector('summary')?.textContent ?? '',
    [...fold.querySelectorAll(':scope > :not(summary)')].map(({ textContent }) => textContent).join('|'),
  ]);
  return Object.fromEntries(texts);
}

describe('the prompt of a conversation with tools', () => {
  const call = '{"name": "search", "arguments": {"q": "rice"}}';
  const tools = '[{"name": "search"}]';

  test('says who spoke, and shows calls, results and the tools offered as code', async () => {
    const element = panel({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is in it?' },
        { role: 'assistant', content: '<think>\nLook.\n</think>\n\n', toolCalls: call },
        { role: 'tool', content: '{"found": 3}' },
        { role: 'user', content: 'And now?' },
      ],
      tools,
      context: ['A passage.'],
      reference: ['Three.'],
    });
    expect(folds(element)).toEqual({
      'System message': 'SystemBe brief.\n',
      'Earlier turns': `UserWhat is in it?\n|AssistantReasoningLook.\nCalls a tool${call}\n|Tool{"found": 3}\n`,
      'Tools offered': `${tools}\n`,
      Passages: 'A passage.\n',
      'Reference answer': 'Three.\n',
    });
    expect([...element.querySelectorAll('pre > code')].map(({ textContent }) => textContent)).toEqual([
      call,
      '{"found": 3}',
      tools,
    ]);
    expect((await axe.run(element)).violations).toEqual([]);
  });

  test('shows the question in full, with what the tools were asked and said since', () => {
    const element = panel({
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Yes?' },
        { role: 'user', content: 'Look.' },
        { role: 'assistant', content: '', toolCalls: call },
        { role: 'tool', content: 'Three.' },
      ],
    });
    expect(Object.keys(folds(element))).toEqual(['Earlier turns']);
    expect(element.querySelector('section > div:last-child')?.textContent).toBe(
      `UserLook.\nAssistantCalls a tool${call}\nToolThree.\n`,
    );
  });
});

describe('the images of a prompt', () => {
  test('are shown when the data holds them, and named when they lie elsewhere', async () => {
    const svg = 'data:image/svg+xml;base64,PHN2Zy8+';
    const element = panel({
      messages: [{ role: 'user', content: '<image> <image> <image>' }],
      images: [PIXEL, 'https://example.invalid/b.png', svg],
    });
    const items = [...element.querySelectorAll('li')];
    expect(items.map(({ textContent }) => textContent)).toEqual([
      '',
      'Image, not loaded: https://example.invalid/b.png',
      `Image, not loaded: ${svg}`,
    ]);
    const images = [...element.querySelectorAll('img')];
    await images[0]?.decode();
    expect(images.map(({ alt, naturalWidth }) => [alt, naturalWidth])).toEqual([['Image 1', 1]]);
    expect((await axe.run(element)).violations).toEqual([]);
  });

  test('are shown when they are found, under their reference, and get larger', async () => {
    const element = panel({
      messages: [{ role: 'user', content: '<image> <image>' }],
      images: ['beside.png', 'gone.png'],
    });
    await expect.poll(() => element.querySelector('img')?.alt).toBe('beside.png');
    const button = element.querySelector('button');
    expect(button?.getAttribute('aria-expanded')).toBe('false');
    button?.click();
    await expect.poll(() => button?.getAttribute('aria-expanded')).toBe('true');
    expect([...element.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      '',
      'Image, not loaded: gone.png',
    ]);
    expect((await axe.run(element)).violations).toEqual([]);
  });

  test('leave no empty list where there are none', () => {
    expect(panel({ messages: [{ role: 'user', content: 'Hi' }] }).querySelector('ol')).toBeNull();
  });
});
