import type { Language } from './language.ts';

export interface NumberFormats {
  /** `1,234`. */
  readonly count: (value: number) => string;
  /** A share from 0 to 1 as whole per cent: `78%`. */
  readonly percent: (share: number) => string;
  /** A coefficient with two decimals: `0.64`, `−0.10`. More decimals would promise more than the data hold. */
  readonly coefficient: (value: number) => string;
  /** Bytes with a unit that people read: `4.3 MB`. */
  readonly bytes: (value: number) => string;
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Creates the ways in which numbers are written for readers of *language*. */
export function createNumberFormats(language: Language): NumberFormats {
  const count = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const coefficient = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const sizes = units.map(
    (unit, index) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        // `999 byte` is how the short form has it.
        unitDisplay: index === 0 ? 'long' : 'short',
        maximumFractionDigits: index < 2 ? 0 : 1,
      }),
  );
  return {
    count: (value) => count.format(value),
    percent: (share) => percent.format(share),
    coefficient: (value) => toTypographicMinus(coefficient.format(value)),
    bytes: (value) => {
      const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
      // The power is within the list.
      return (sizes[power] as Intl.NumberFormat).format(value / 1000 ** power);
    },
  };
}

/** A hyphen in front of a number is easily missed; a minus sign is as wide as a plus. Minus zero is zero. */
function toTypographicMinus(text: string): string {
  return text.replace(/^-(?=0\.00$)/, '').replace(/^-/, '\u2212');
}
