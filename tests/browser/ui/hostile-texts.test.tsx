import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ResponseView } from '../../../renderer/src/ui/response-view.tsx';
import { toSafeFragment } from '../../../renderer/src/ui/markdown/to-safe-fragment.ts';
import { loadRichText } from '../../../renderer/src/ui/markdown/use-rich-text.ts';
import { hostileTexts } from './support/hostile-texts.ts';
import { show } from './support/show.tsx';

/** What a response may carry. */
const allowed = new Set(
  'class dir start title lang aria-busy data-address data-formula data-name'.split(' '),
);
/** What KaTeX must not write: it draws with dozens of attributes, of which none leads or loads or runs. */
const forbiddenInFormulas = /^(?:on.*|.*href|src.*|action|id|name|data-.*|target|ping|actiontype)$/;

let runs = 0;
let address = '';

beforeEach(async () => {
  runs = 0;
  address = location.href;
  Object.assign(window, {
    hostileTextRan: () => {
      runs += 1;
    },
  });
  await loadRichText();
  performance.clearResourceTimings();
});

afterEach(() => {
  Reflect.deleteProperty(window, 'hostileTextRan');
});

/** Lets whatever was started come to its end: errors of images, timers, frames. */
async function settle(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 50);
  });
  await new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}

function loaded(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.includes('beacon'));
}

function press(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    for (const kind of ['mouseover', 'pointerenter', 'focus', 'toggle'])
      element.dispatchEvent(new Event(kind));
    if (typeof element.click === 'function') element.click();
  }
}

function unexpectedAttributes(root: ParentNode): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => {
    const isFormula = element.closest('.katex') !== null;
    return [...element.attributes]
      .filter(({ name, value }) =>
        isFormula ? forbiddenInFormulas.test(name) || value.includes('url(') : !allowed.has(name),
      )
      .map(({ name, value }) => `<${element.localName} ${name}="${value}">`);
  });
}

describe('the watch', () => {
  test('sees a script that runs and an image that loads', async () => {
    const trap = document.createElement('div');
    document.body.append(trap);
    trap.innerHTML = '<img src=x onerror="window.hostileTextRan()"><img src="/beacon.png">';
    await expect.poll(() => runs).toBe(1);
    await expect.poll(() => loaded()).toHaveLength(1);
    trap.remove();
  });
});

test('there are enough hostile texts', () => {
  expect(new Set(hostileTexts).size).toBeGreaterThanOrEqual(100);
});

describe.each(['rendered', 'raw'] as const)('hostile texts, %s', (mode) => {
  test('run nothing, load nothing, lead nowhere', async () => {
    const { element } = show(hostileTexts.map((text) => <ResponseView key={text} text={text} mode={mode} />));
    await settle();
    expect(unexpectedAttributes(element)).toEqual([]);
    press(element);
    // Written out and parsed again, as a clipboard or a careless extension would do.
    const copy = document.createElement('div');
    document.body.append(copy);
    copy.innerHTML = element.innerHTML;
    press(copy);
    await settle();
    copy.remove();
    expect({ runs, loaded: loaded(), address: location.href }).toEqual({ runs: 0, loaded: [], address });
  });

  test('say what they say: the text is still there', () => {
    const lost = hostileTexts.filter((text) => {
      const { element } = show(<ResponseView text={text} mode={mode} />);
      return element.textContent?.trim() === '';
    });
    // A reference that defines an address and says nothing else is the exception, and there is none.
    expect(lost).toEqual([]);
  });
});

test('the sanitiser alone, given the hostile texts as HTML, lets nothing through', async () => {
  const place = document.createElement('div');
  document.body.append(place);
  for (const text of hostileTexts) {
    place.replaceChildren(toSafeFragment(text));
    expect(unexpectedAttributes(place)).toEqual([]);
    expect([
      ...place.querySelectorAll('script, style, svg, math, iframe, img, form, input, link, meta'),
    ]).toEqual([]);
    press(place);
    const written = place.innerHTML;
    place.innerHTML = written;
    press(place);
  }
  await settle();
  place.remove();
  expect({ runs, loaded: loaded(), address: location.href }).toEqual({ runs: 0, loaded: [], address });
});
