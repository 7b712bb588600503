import { useEffect, useState } from 'react';

export interface DrawnItems {
  /** Places in the queue, in its order, so that none of them moves in the page. */
  readonly places: readonly number[];
  /** The one that can be clicked and read aloud; the others are inert. */
  readonly awake: number | undefined;
}

/**
 * Which items are in the page: the one on the screen at once; what else is *wanted* (nearest first) one by one, when the
 * window has nothing else to do; and what is no longer wanted until then.
 *
 * Drawing an item takes many times as long as bringing up one that is drawn. Removing one and waking one (the browser
 * looks at every element of an item whose `inert` changes) take long as well, so that none of these stands between a key
 * and what it brings.
 */
export function useDrawnItems(current: number | undefined, wanted: readonly number[]): DrawnItems {
  const [drawn, setDrawn] = useState<DrawnItems>({ places: [], awake: undefined });
  const { places, awake } = drawn;
  const missing = wanted.find((place) => !places.includes(place));
  const next =
    awake === current ? [...places.filter((place) => wanted.includes(place)), missing] : [...places, current];
  // As a text, because it is a new list each time.
  const nextText = toSorted(next).join(' ');
  const isDone = awake === current && nextText === places.join(' ');
  useEffect(() => {
    if (isDone) return undefined;
    const request = requestIdleCallback(() => {
      setDrawn({ places: nextText === '' ? [] : nextText.split(' ').map(Number), awake: current });
    });
    return () => {
      cancelIdleCallback(request);
    };
  }, [nextText, isDone, current]);
  return { places: toSorted([...places, current]), awake };
}

/** Each number once, in order, without the gaps. */
function toSorted(places: readonly (number | undefined)[]): number[] {
  return [...new Set(places)].filter((place) => place !== undefined).toSorted((left, right) => left - right);
}
