import { useEffect, useState } from 'react';

/** The same value, once the frame that its change brought about has been painted. */
export function useAfterFrame<Value>(value: Value): Value {
  const [painted, setPainted] = useState<{ readonly value: Value }>({ value });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      // The callback comes before layout and paint, a task after it behind them.
      timer = setTimeout(() => {
        setPainted({ value });
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [value]);
  return painted.value;
}
