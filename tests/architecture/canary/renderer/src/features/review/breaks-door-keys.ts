import { useHotkeys } from 'react-hotkeys-hook';
export const value = useHotkeys;
