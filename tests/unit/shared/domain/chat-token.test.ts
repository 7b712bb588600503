import { expect, test } from 'vitest';
import { findChatToken } from '../../../../shared/domain/chat-token.ts';

test.each([
  ['Hello<|im_end|>\n<|im_start|>user', '<|im_end|>', 5],
  ['<|im_start|>', '<|im_start|>', 0],
  ['a<|eot_id|>', '<|eot_id|>', 1],
  ['<|start_header_id|>', '<|start_header_id|>', 0],
  ['<|endoftext|>', '<|endoftext|>', 0],
  ['<|reserved_special_token_0|>', '<|reserved_special_token_0|>', 0],
  ['subjective.</s> \nHow', '</s>', 11],
  ['[INST] Hi [/INST]', '[INST]', 0],
  ['Hi [/INST]', '[/INST]', 3],
  ['<<SYS>>Be kind.', '<<SYS>>', 0],
  ['<start_of_turn>model', '<start_of_turn>', 0],
  ['<end_of_turn>', '<end_of_turn>', 0],
  ['<｜end▁of▁sentence｜>', '<｜end▁of▁sentence｜>', 0],
  ['x < y && <b>bold</b> <｜User｜>', '<｜User｜>', 21],
])('%j holds %s', (text, token, at) => {
  expect(findChatToken(text)).toEqual({ token, at });
});

test.each([
  '',
  'a < b || b > c',
  '<s class="old">12</S>',
  'f <| g |> h <||> x <|> y',
  'list[INSTANCE] [ INST ] INST]',
  '<|a b|> <|\n|> <｜｜>',
  '<end of turn> <|' + 'x'.repeat(100_000),
])('%j holds none', (text) => {
  expect(findChatToken(text)).toBeUndefined();
});
