import purify, { type Config } from 'dompurify';

/**
 * Exactly what `renderMarkdown` writes, and nothing that loads, runs, submits, styles or navigates: no `href`, no `src`,
 * no `style`, no `id`, no SVG, no MathML. (Formulas are built afterwards, as nodes.)
 */
const config = {
  ALLOWED_TAGS:
    '#text p br hr blockquote pre code div span a em strong s h3 h4 h5 h6 ul ol li details summary table thead tbody tr th td'.split(
      ' ',
    ),
  ALLOWED_ATTR: ['class', 'dir', 'start', 'data-address', 'data-formula'],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  KEEP_CONTENT: true,
} satisfies Config;

/** The classes that the renderer and the highlighter write; a text cannot borrow those of the interface. */
const allowedClasses =
  /^(?:(?:hljs-[\w-]+|function_|class_|inherited__|escape_|heading-[1-4]|align-(?:left|center|right)|formula|link|image|table|reasoning)(?: |$))+$/;

const purifier = purify(window);
purifier.addHook('uponSanitizeAttribute', (_element, attribute) => {
  if (attribute.attrName === 'class' && !allowedClasses.test(attribute.attrValue)) attribute.keepAttr = false;
  if (attribute.attrName === 'dir' && !/^(?:rtl|ltr)$/.test(attribute.attrValue)) attribute.keepAttr = false;
});

/**
 * Parses HTML into nodes and leaves out whatever is not on the list. To be called at every insertion, on a fresh parse:
 * what was clean as text need not be clean after being serialised and parsed again.
 */
export function toSafeFragment(html: string): DocumentFragment {
  return purifier.sanitize(html, { ...config, RETURN_DOM_FRAGMENT: true });
}
