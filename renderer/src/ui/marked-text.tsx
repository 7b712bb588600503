import { Fragment } from 'react';
import { findInvisible } from './markdown/mark-invisible.ts';

export interface MarkedTextProps {
  readonly text: string;
}

/**
 * A name, path or piece of text that came from outside, on one line of somebody else's: it turns nothing round that is
 * beside it, and invisible characters stand behind their marks.
 */
export function MarkedText({ text }: MarkedTextProps) {
  const marks = findInvisible(text);
  const rests = [-1, ...marks.keys()].map((mark) => {
    const before = marks[mark];
    const from = before === undefined ? 0 : before.index + before.character.length;
    return { before, text: text.slice(from, marks[mark + 1]?.index), from };
  });
  return (
    <bdi>
      {rests.map(({ before, text: rest, from }) => (
        <Fragment key={from}>
          {before && (
            <span className="invisible" data-name={before.name}>
              {before.character}
            </span>
          )}
          {rest}
        </Fragment>
      ))}
    </bdi>
  );
}
