import type { ResponseViewProps } from '../../ui/response-view.tsx';

/** Formatted, or every character as it is. */
export type ViewMode = ResponseViewProps['mode'];
