/**
 * Runs in the page: notes for every decision when its key went down and when what it brought was painted.
 *
 * From: the event's `timeStamp`, taken when the browser process got the key, so that the way to the page is in.
 * Until: the first frame whose `requestAnimationFrame` finds the new content in the document, after style, layout and
 * paint of that frame. A task posted in the callback with the highest priority runs then, since the frame is one task and
 * this the next one. (The callback itself would be too early, as layout comes after it; a second callback would add a
 * frame of waiting; a message through a `MessageChannel` stands in line behind what has arrived meanwhile, up to a
 * whole further frame. The entries of the Event Timing API go on until the screen has it, and are rounded to 8 ms: they
 * are kept beside, as a check.)
 */
export function installProbe() {
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

  function finish(decision) {
    decision.time = performance.now() - decision.start;
    if (bench.shows === 'app') {
      const texts = [...document.querySelectorAll('[data-item] [data-scroll]')];
      if (texts.length === 0 || texts.some((text) => text.textContent.trim() === '')) bench.blank += 1;
    }
    tellWaiting();
  }

  addEventListener(
    'keydown',
    (event) => {
      if (event.repeat || event.key === 'Shift') return;
      pressed += 1;
      if (pressed % bench.everyKey !== 0) return;
      const before = content();
      const decision = { key: event.key, item: before, start: event.timeStamp };
      bench.decisions.push(decision);
      requestAnimationFrame(function look() {
        const now = content();
        if (now === undefined || now === before) requestAnimationFrame(look);
        else void scheduler.postTask(() => finish(decision), { priority: 'user-blocking' });
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
