/**
 * The floor: React swaps one text node when F9 is pressed, and does nothing else. Built for the page with the app's own
 * React and put into the app's window while the app itself is hidden.
 */
import { createElement, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';

let count = 0;
const listeners = new Set();

function Floor() {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => count,
  );
}

const place = document.createElement('p');
place.id = 'bench-floor';
document.body.append(place);
createRoot(place).render(createElement(Floor));

addEventListener(
  'keydown',
  (event) => {
    if (event.code !== 'F9') return;
    // The app's own listener has no part in the floor.
    event.stopImmediatePropagation();
    event.preventDefault();
    count += 1;
    for (const listener of listeners) listener();
  },
  { capture: true },
);
