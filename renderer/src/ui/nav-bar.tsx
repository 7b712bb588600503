import type { ReactNode } from 'react';
import styles from './nav-bar.module.css';

export interface NavItem<Place extends string> {
  readonly place: Place;
  readonly label: string;
  readonly icon?: ReactNode;
}

export interface NavBarProps<Place extends string> {
  readonly label: string;
  readonly items: readonly NavItem<Place>[];
  readonly current: Place | undefined;
  readonly onGo: (place: Place) => void;
}

/** The parts of the program in a row; the one we are in is marked. */
export function NavBar<Place extends string>({ label, items, current, onGo }: NavBarProps<Place>) {
  return (
    <nav className={styles['bar']} aria-label={label}>
      <ul className={styles['list']}>
        {items.map(({ place, label: words, icon }) => (
          <li key={place}>
            <button
              type="button"
              className={styles['item']}
              aria-current={place === current ? 'page' : undefined}
              onClick={() => onGo(place)}
            >
              {icon !== undefined && (
                <span className={styles['icon']} aria-hidden="true">
                  {icon}
                </span>
              )}
              {words}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
