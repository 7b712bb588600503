/** The metadata field of a prompt that keeps the `question_id` of MT-bench files. */
export const QUESTION_ID = 'question_id';
/** The metadata field that marks a further answer of one model to one question; votes mean the first. */
export const CHOICE = 'choice';
