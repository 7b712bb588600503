/**
 * Runs in the page: notes for every decision when its key went down and when what it brought was painted.
 *
 * From: the event's `timeStamp`, taken when the browser process got the key, so that the way to the page is in.
 * Until: the first frame whose `requestAnimationFrame` finds the new content in the document, after style, layout and
 * paint of that frame. A message posted in the callback arrives then: the frame is one task, and the message the next
 * one. (The callback itself would be too early, as layout comes after it; a second callback would add a frame of waiting;
 * the entries of the Event Timing API are right, but rounded to 8 ms. They are kept beside, as a check.)
 */
export function installProbe() {
  const channel = new MessageChannel();
  let waiting = [];
  let pressed = 0;
  const bench = {
    /** Only each n-th key finishes a decision. */
    everyKey: 1,
    shows: 'app',
    decisions: [],
    longTasks: [],
    presented: [],
    blank: 0,
    /** Starts over, with the floor or the app on the screen. */
    begin(shows, everyKey) {
      Object.assign(bench, { shows, everyKey, decisions: [], longTasks: [], presented: [], blank: 0 });
      pressed = 0;
    },
    painted: (count) =>
      new Promise((settle) => {
        waiting.push({ count, settle });
        tellWaiting();
      }),
  };

  function tellWaiting() {
    const isPainted = ({ count }) => bench.decisions.filter(({ time }) => time !== undefined).length >= count;
    for (const { settle } of waiting.filter(isPainted)) settle();
    waiting = waiting.filter((wait) => !isPainted(wait));
  }

  /** What has to become another one; `undefined` while there is none. */
  function content() {
    return bench.shows === 'floor'
      ? document.getElementById('bench-floor')?.textContent
      : (document.querySelector('[data-item]')?.dataset.item ?? undefined);
  }

  channel.port1.addEventListener('message', ({ data: decision }) => {
    const end = performance.now();
    bench.decisions[decision].time = end - bench.decisions[decision].start;
    if (bench.shows === 'app') {
      const texts = [...document.querySelectorAll('[data-item] [data-scroll]')];
      if (texts.length === 0 || texts.some((text) => text.textContent.trim() === '')) bench.blank += 1;
    }
    tellWaiting();
  });
  channel.port1.start();

  addEventListener(
    'keydown',
    (event) => {
      if (event.repeat || event.key === 'Shift') return;
      pressed += 1;
      if (pressed % bench.everyKey !== 0) return;
      const before = content();
      const decision = bench.decisions.push({ key: event.key, item: before, start: event.timeStamp }) - 1;
      requestAnimationFrame(function look() {
        const now = content();
        if (now !== undefined && now !== before) channel.port2.postMessage(decision);
        else requestAnimationFrame(look);
      });
    },
    { capture: true },
  );

  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.longTasks.push(duration);
  }).observe({ type: 'longtask' });
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name === 'keydown') bench.presented.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 });

  window.bench = bench;
}
