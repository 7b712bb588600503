import type { Catalogue } from '../message.ts';

/** The codes of `WARNING_CODES` in shared/import. */
export const warning = {
  'warning.equal_responses':
    'Two responses to one prompt are the same text. Comparing them says nothing; judge such a pair as equal.',
  'warning.similar_responses':
    'Two responses to one prompt are nearly the same text (more than 95 % alike), so they are hard to tell apart.',
  'warning.mixed_types':
    'A field is text in one row and a number, a list or the like in another. Other programs refuse such files; write it the same way in every row.',
  'warning.replacement_character':
    'A character was lost (�) before the file came here. Get the file from where it was whole, or correct the text.',
  'warning.control_character':
    'The text holds a control character, which no text needs. See whether it is damaged there.',
  'warning.invisible_character':
    'The text holds a character that nobody can see, but models read. See what it does there.',
  'warning.chat_token':
    'The text holds a mark of a chat template, such as <|im_start|>. Trainers read it as the mark itself; see whether it was left over.',
  'warning.unbalanced_think':
    'The marks <think> and </think> do not belong together, so thoughts and answer cannot be told apart. Add the missing one.',
  'warning.email_address': 'This looks like an e-mail address. Take it out if it is somebody’s.',
  'warning.phone_number': 'This looks like a telephone number. Take it out if it is somebody’s.',
  'warning.identity_card':
    'This looks like the number of a Chinese identity card. Take it out if it is somebody’s.',
  'warning.social_security_number':
    'This looks like a social security number of the United States. Take it out if it is somebody’s.',
  'warning.bank_card': 'This looks like the number of a bank card. Take it out if it is somebody’s.',
  'warning.bank_account': 'This looks like a bank account number (IBAN). Take it out if it is somebody’s.',
} as const satisfies Catalogue;
