export function values(): unknown[] {
  return [
    Date.now(),
    new Date(),
    performance.now(),
    crypto.randomUUID(),
    window,
    document,
    localStorage,
    process.env,
    setTimeout(() => {}, 1),
    fetch('/'),
  ];
}
console.log(values());
