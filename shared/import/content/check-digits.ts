/** Whether the last digit checks the others by Luhn's formula (ISO/IEC 7812-1, annex B), as on bank cards. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const IDENTITY_CHECKS = '10X98765432';

/** Whether the last of 18 characters checks the digits before it: ISO 7064 mod 11-2, as GB 11643-1999 has it. */
export function passesIdentityCheck(number: string): boolean {
  const sum = IDENTITY_WEIGHTS.reduce((total, weight, place) => total + weight * Number(number[place]), 0);
  return IDENTITY_CHECKS[sum % 11] === number[17]?.toUpperCase();
}

/** Whether the two digits after the country check an account number: ISO 7064 mod 97-10, as ISO 13616 (IBAN) has it. */
export function passesIbanCheck(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    // A to Z count as 10 to 35.
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
