import { z } from 'zod';
import { MAX_SAVED_MAPPINGS, savedMappingSchema } from '../domain/saved-mapping.ts';

export const settingsSchema = z.object({
  /** `system` follows the operating system. */
  language: z.enum(['system', 'en', 'zh-CN']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Reading size in per cent. */
  textScale: z.int().min(80).max(200).default(100),
  /** The name that the person at this machine gave; asked once. */
  raterName: z.string().max(200).default(''),
  /** Column mappings that were kept for further tables, the newest last. */
  mappings: z.array(savedMappingSchema).max(MAX_SAVED_MAPPINGS).readonly().default([]),
});

/** What belongs to this machine and not to a project. */
export type Settings = z.infer<typeof settingsSchema>;
