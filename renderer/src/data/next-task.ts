/** Lets the page do what has come up meanwhile (input, a frame) before long work goes on. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
