/** Everything that an import keeps and says a word about. Stable: screens translate by code. */
export const WARNING_CODES = [
  // Responses of one prompt.
  'equal_responses',
  'similar_responses',
  // The file.
  'mixed_types',
  // Characters.
  'replacement_character',
  'control_character',
  'invisible_character',
  // What programs read as more than text.
  'chat_token',
  'unbalanced_think',
  // Likely personal data.
  'email_address',
  'phone_number',
  'identity_card',
  'social_security_number',
  'bank_card',
  'bank_account',
] as const;

export type WarningCode = (typeof WARNING_CODES)[number];

/** What a check has found in a text. */
export interface Finding {
  readonly code: WarningCode;
  /** For people: what it is and what one may want to do. */
  readonly message: string;
  /** What stands there, at most 200 characters; personal data without its middle, since reports are passed on. */
  readonly excerpt: string;
}

/** Something that was kept as it is and deserves a second look. */
export interface Warning extends Finding {
  /** The field it is in as a path (`messages.1.content`), or `null`. */
  readonly field: string | null;
}
