import type { problem as english } from '../en/problem.ts';
import type { TranslationOf } from '../message.ts';

export const problem = {
  'problem.empty_file': '文件为空。',
  'problem.file_too_large': '文件超过 8 GB。请拆分后再打开。',
  'problem.cannot_read': '无法读取文件。请确认文件仍在原处并且可以读取。',
  'problem.wrong_encoding': '字节与编码不符。请选择其他编码，或将文件另存为 UTF-8 后再打开。',
  'problem.unsupported_container': '无法读取这种文件。请另存为 JSONL、JSON、CSV 或 Excel。',
  'problem.compressed_bomb':
    '文件解压后的大小远超正常文本。请自行解压，确认内容无误后再打开。',
  'problem.damaged_file':
    '文件已损坏或不完整。请从原处重新复制。',
  'problem.unknown_sheet':
    '工作簿中没有这个名称的工作表。请从已有的工作表中选择。',
  'problem.other_list':
    '文件中还有另一个记录列表，未被读取。请把它另存为单独的文件。',
  'problem.unknown_layout': '无法识别该文件的格式。请修改列名，或指定各列的含义。',
  'problem.unsupported_layout': '能够识别该格式，但不支持导入。请改为打开含有文本的文件。',
  'problem.bad_mapping': '所选的列与文件不符。请重新选择提示列和回答列。',
  'problem.bad_json': '这一行不是有效的 JSON。',
  'problem.truncated_json': '文件在数据中途结束。请从来源处重新复制。',
  'problem.bad_csv': '这一行的引号不配对。含分隔符或换行的单元格请用双引号括起来。',
  'problem.cell_count': '这一行的单元格数量与表头不一致。',
  'problem.row_too_long': '这一行超过 64 MB。',
  'problem.too_deep': '数据嵌套超过 200 层。',
  'problem.too_many_fields': '这一行的字段超过 10,000 个。',
  'problem.not_an_object': '这一行应为带字段名的对象。',
  'problem.lone_surrogate': '文本中含有半个字符，无法写入文件。',
  'problem.missing_field': '缺少该格式必需的字段。',
  'problem.not_text': '该字段应为文本。请加上引号，或选择另一列。',
  'problem.bad_value': '该字段的值不符合要求。',
  'problem.unknown_role': '消息的角色无法识别。',
  'problem.bad_turns': '对话顺序不对：应由用户开始，以回答结束。',
  'problem.empty_prompt': '提示为空。请补上文本，或删除这一行。',
  'problem.empty_response': '回答为空。请补上模型的文本，或删除这一行。',
  'problem.no_responses': '这条提示没有回答。请把回答文件一并打开，或删除这一行。',
  'problem.duplicate_response': '同一模型对同一提示重复给出相同文本，只保留一条。',
  'problem.duplicate_id': '同一编号对应不同的文本，只保留第一条。',
  'problem.identical_responses': '两条回答的文本相同，无法分出好坏。',
  'problem.unknown_question': '所选文件中没有这个编号的问题。请把问题文件一并打开。',
  'problem.unknown_model': '所选文件中没有这个模型的回答。请把它的回答文件一并打开。',
  'problem.ambiguous_model': '所选文件中这个模型有多条回答，无法确定指的是哪一条。',
  'problem.same_model': '两侧是同一个模型；比较需要两个模型。',
  'problem.unknown_winner': '评判结果不在已知的取值之中。',
  'problem.no_answer': '标注者在此处没有作答，因此没有评判；回答仍会保留。',
} as const satisfies TranslationOf<typeof english>;
