export interface Announcement {
  readonly text: string;
  /** Counts announcements, so that the same words twice are spoken twice. */
  readonly sequence: number;
}

export interface LiveRegionProps {
  readonly announcement: Announcement | undefined;
  /** Interrupts what is being spoken: for failures only. */
  readonly urgent?: boolean | undefined;
}

/** Speaks what just happened to those who listen; shows nothing. */
export function LiveRegion({ announcement, urgent = false }: LiveRegionProps) {
  // Two places by turns: a screen reader speaks only text that has changed.
  const place = (announcement?.sequence ?? 0) % 2;
  return (
    <div
      className="visually-hidden"
      role={urgent ? 'alert' : 'status'}
      aria-live={urgent ? 'assertive' : 'polite'}
      aria-atomic="true"
    >
      <span>{place === 0 ? announcement?.text : ''}</span>
      <span>{place === 1 ? announcement?.text : ''}</span>
    </div>
  );
}
