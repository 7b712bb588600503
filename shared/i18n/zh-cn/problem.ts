import type { problem as english } from '../en/problem.ts';
import type { TranslationOf } from '../message.ts';

export const problem = {
  'problem.empty_response': '回答为空。请补上模型的文本，或删除这一行。',
  'problem.unknown_model': '所选文件中没有这个模型的回答。请把它的回答文件一并打开。',
  'problem.unknown_prompt': '所选文件中没有这个编号的提示。请把问题文件一并打开。',
  'problem.identical_responses': '两条回答的文本相同，无法分出好坏。',
  'problem.no_responses': '这条提示没有回答。请把回答文件一并打开，或删除这一行。',
  'problem.duplicate_response': '同一模型对同一提示重复给出相同文本，只保留一条。',
  'problem.duplicate_id': '同一编号对应不同的文本，只保留第一条。',
  'problem.not_text': '该字段应为文本。请加上引号，或选择另一列。',
  'problem.missing_field': '缺少该格式必需的字段。',
  'problem.unknown_layout': '无法识别该文件的格式。请修改列名，或指定各列的含义。',
  'problem.unknown_winner': '评判结果不在已知的取值之中。',
  'problem.empty_file': '文件为空。',
  'problem.empty_prompt': '提示为空。请补上文本，或删除这一行。',
  'problem.truncated_json': '文件在数据中途结束。请从来源处重新复制。',
  'problem.bad_json': '这一行不是有效的 JSON。',
  'problem.bad_csv': '这一行与表头不符。',
  'problem.bad_encoding': '文件不是 UTF-8 编码。请另存为 UTF-8 后再打开。',
  'problem.lone_surrogate': '文本中含有半个字符，无法写入文件。',
  'problem.line_too_long': '这一行超过 64 MB。',
  'problem.too_deep': '数据嵌套超过 200 层。',
  'problem.too_many_fields': '这一行的字段超过 10,000 个。',
  'problem.not_an_object': '这一行应为带字段名的对象。',
  'problem.directory': '这是一个文件夹。请打开其中的文件。',
} as const satisfies TranslationOf<typeof english>;
