import type { Catalogue } from '../message.ts';

/** The codes of `FAULT_CODES` in shared/import. */
export const problem = {
  'problem.empty_file': 'The file is empty.',
  'problem.file_too_large': 'The file is larger than 8 GB. Split it.',
  'problem.cannot_read': 'The file could not be read. Check that it is still there and may be read.',
  'problem.wrong_encoding':
    'The bytes do not fit the encoding. Choose another encoding, or save the file as UTF-8 and open it again.',
  'problem.unsupported_container': 'This kind of file cannot be read. Save it as JSONL, JSON, CSV or Excel.',
  'problem.compressed_bomb':
    'The file unpacks to far more than a file of texts does. Unpack it yourself, look whether it is what you expect, and open that.',
  'problem.damaged_file': 'The file is damaged or incomplete. Copy it again from where it came from.',
  'problem.unknown_sheet': 'The workbook has no sheet of this name. Choose one of its sheets.',
  'problem.other_list':
    'The file has a second list of records, which was not read. Save it as a file of its own.',
  'problem.unknown_layout':
    'The layout is not one that is known. Rename the columns, or say which column is what.',
  'problem.prompts_only':
    'These are prompts without answers. Open a file that has the answers of the models too, or choose the column that holds them.',
  'problem.bad_mapping': 'The chosen columns do not fit the file. Choose the prompt and the responses again.',
  'problem.bad_json': 'This is not valid JSON.',
  'problem.truncated_json': 'The file ends in the middle of a value. Copy it again from where it came from.',
  'problem.bad_csv':
    'The quotes of the row do not fit. Put cells with delimiters or line ends in double quotes.',
  'problem.cell_count': 'The row has more or fewer cells than the header.',
  'problem.row_too_long': 'The row is longer than 64 MB.',
  'problem.too_deep': 'The value is nested more than 200 levels deep.',
  'problem.too_many_fields': 'The row has more than 10,000 fields.',
  'problem.not_an_object': 'The row should be an object with named fields.',
  'problem.lone_surrogate': 'The text holds half a character, which no file can store.',
  'problem.missing_field': 'A field is missing that this layout needs.',
  'problem.not_text': 'The field should be text. Put it in quotes, or choose another column.',
  'problem.bad_value': 'The value is not one that this field may have.',
  'problem.unknown_role': 'The role of the message is not known.',
  'problem.bad_turns': 'The turns do not follow one another: a user speaks first, and the answer comes last.',
  'problem.empty_prompt': 'The prompt is empty. Give its text or remove the row.',
  'problem.empty_response': 'The response is empty. Give the model’s text or remove the row.',
  'problem.no_responses':
    'The prompt has no response. Open the files with the answers as well, or remove the row.',
  'problem.duplicate_response':
    'The same model answers the same prompt with the same text twice; one is kept.',
  'problem.duplicate_id': 'The id is used twice for different texts; the first one is kept.',
  'problem.identical_responses': 'Both responses are the same text, so neither can be better.',
  'problem.unknown_question':
    'No question with this id is among the files. Open the file with the questions as well.',
  'problem.unknown_model':
    'This model has no answers among the files. Open the file with its answers as well.',
  'problem.ambiguous_model':
    'Several answers of this model are among the files, so it is not clear which one is meant.',
  'problem.same_model': 'Both sides are the same model; a comparison needs two.',
  'problem.unknown_winner': 'The verdict is none of those that are known.',
  'problem.no_answer': 'The rater gave no answer here, so there is no judgment; the responses are kept.',
} as const satisfies Catalogue;
