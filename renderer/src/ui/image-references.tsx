import { useEffect, useRef, useState } from 'react';
import { isEmbeddedImage } from './is-embedded-image.ts';
import styles from './image-references.module.css';
import { joinClasses } from './join-classes.ts';
import { useTranslate } from './translation.tsx';

/** Finds the address under which an image can be loaded; `undefined` when there is none to show. */
export type FindImage = (reference: string) => Promise<string | undefined>;

export interface ImageReferencesProps {
  /** What the images are, for those who listen. */
  readonly label: string;
  /** Paths, addresses or `data:` URLs, in the order in which a text refers to them. */
  readonly references: readonly string[];
  readonly find: FindImage;
}

/** The images that belong to a text, numbered: those that can be found are shown, of the others the place. */
export function ImageReferences({ label, references, find }: ImageReferencesProps) {
  if (references.length === 0) return null;
  return (
    <ol className={styles['images']} aria-label={label}>
      {references.map((reference, index) => (
        // Images of a prompt never change place.
        <li key={index}>
          <ImageReference reference={reference} number={index + 1} find={find} />
        </li>
      ))}
    </ol>
  );
}

interface ImageReferenceProps {
  readonly reference: string;
  readonly number: number;
  readonly find: FindImage;
}

function ImageReference({ reference, number, find }: ImageReferenceProps) {
  const translate = useTranslate();
  const [address, forget] = useImageAddress(reference, find);
  const [isLarge, setLarge] = useState(false);
  if (address === undefined) {
    return (
      <span className={styles['address']}>{translate('text.image', { address: shorten(reference) })}</span>
    );
  }
  const name = address === reference ? translate('text.image.number', { number }) : shorten(reference);
  return (
    <button
      type="button"
      className={styles['frame']}
      aria-expanded={isLarge}
      onClick={() => {
        setLarge(!isLarge);
      }}
    >
      <img
        className={joinClasses(styles['image'], isLarge && styles['large'])}
        src={address}
        alt={name}
        decoding="async"
        onError={forget}
      />
    </button>
  );
}

/** The address of an image, once it is known, and how to say that it does not load. */
function useImageAddress(reference: string, find: FindImage): [string | undefined, () => void] {
  const isEmbedded = isEmbeddedImage(reference);
  const [found, setFound] = useState<string>();
  // Whoever draws this gives a new function each time; the reference is what matters.
  const latestFind = useRef(find);
  useEffect(() => {
    latestFind.current = find;
  });
  useEffect(() => {
    let isWanted = !isEmbedded;
    if (isWanted) {
      void latestFind.current(reference).then((address) => {
        if (isWanted) setFound(address);
      });
    }
    return () => {
      isWanted = false;
      setFound(undefined);
    };
  }, [reference, isEmbedded]);
  return [
    isEmbedded ? reference : found,
    () => {
      setFound(undefined);
    },
  ];
}

/** Addresses are shown to be read; `data:` ones of other kinds can be megabytes. */
function shorten(address: string): string {
  const most = 200;
  return address.length > most ? `${address.slice(0, most)}…` : address;
}
