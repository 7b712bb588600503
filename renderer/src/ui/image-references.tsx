import { isEmbeddedImage } from './is-embedded-image.ts';
import styles from './image-references.module.css';
import { useTranslate } from './translation.tsx';

export interface ImageReferencesProps {
  /** What the images are, for those who listen. */
  readonly label: string;
  /** Paths, addresses or `data:` URLs, in the order in which a text refers to them. */
  readonly references: readonly string[];
}

/** The images that belong to a text, numbered: those that the data holds itself are shown, of the others the place. */
export function ImageReferences({ label, references }: ImageReferencesProps) {
  const translate = useTranslate();
  if (references.length === 0) return null;
  return (
    <ol className={styles['images']} aria-label={label}>
      {references.map((reference, index) => (
        // Images of a prompt never change place.
        <li key={index}>
          {isEmbeddedImage(reference) ? (
            <img
              className={styles['image']}
              src={reference}
              alt={translate('text.image.number', { number: index + 1 })}
              decoding="async"
            />
          ) : (
            <span className={styles['address']}>
              {translate('text.image', { address: shorten(reference) })}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Addresses are shown to be read; `data:` ones of other kinds can be megabytes. */
function shorten(address: string): string {
  const most = 200;
  return address.length > most ? `${address.slice(0, most)}…` : address;
}
