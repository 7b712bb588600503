import type { Catalogue } from '../message.ts';

export const problem = {
  'problem.empty_response': 'The response is empty. Give the model’s text or remove the row.',
  'problem.unknown_model':
    'This model has no answers among the files. Open the file with its answers as well.',
  'problem.unknown_prompt':
    'No prompt with this id is among the files. Open the file with the questions as well.',
  'problem.identical_responses': 'Both responses are the same text, so neither can be better.',
  'problem.no_responses':
    'The prompt has no response. Open the files with the answers as well, or remove the row.',
  'problem.duplicate_response':
    'The same model answers the same prompt with the same text twice; one is kept.',
  'problem.duplicate_id': 'The id is used twice for different texts; the first one is kept.',
  'problem.not_text': 'The field should be text. Put it in quotes, or choose another column.',
  'problem.missing_field': 'A field is missing that this layout needs.',
  'problem.unknown_layout':
    'The layout is not one that is known. Rename the columns, or say which column is what.',
  'problem.unknown_winner': 'The verdict is none of those that are known.',
  'problem.empty_file': 'The file is empty.',
  'problem.empty_prompt': 'The prompt is empty. Give its text or remove the row.',
  'problem.truncated_json': 'The file ends in the middle of a value. Copy it again from where it came from.',
  'problem.bad_json': 'The line is not valid JSON.',
  'problem.bad_csv': 'The row does not fit the table’s header.',
  'problem.bad_encoding': 'The file is not UTF-8. Save it as UTF-8 and open it again.',
  'problem.lone_surrogate': 'The text holds half a character, which no file can store.',
  'problem.line_too_long': 'The line is longer than 64 MB.',
  'problem.too_deep': 'The value is nested more than 200 levels deep.',
  'problem.too_many_fields': 'The row has more than 10,000 fields.',
  'problem.not_an_object': 'The row should be an object with named fields.',
  'problem.directory': 'This is a folder. Open the files in it.',
} as const satisfies Catalogue;
