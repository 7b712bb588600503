/** Which columns of a table, or fields of a flat record, hold what. */
export interface WideMapping {
  /** The prompt; several columns are joined with a line end, blank ones left away. */
  readonly prompt: readonly string[];
  readonly system: string | null;
  readonly reference: string | null;
  readonly responses: readonly WideResponse[];
  /** Each text in these columns becomes a tag. */
  readonly tags: readonly string[];
  /** Kept as text with the prompt. */
  readonly metadata: readonly string[];
}

export interface WideResponse {
  /** Where the text is. */
  readonly column: string;
  /** Who wrote it: a fixed name, a column with the name, or nobody knows. */
  readonly model: { readonly name: string } | { readonly column: string } | null;
}
