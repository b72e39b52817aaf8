import type { ItemAnswer, SheetAnswers } from '@mortise/domain';
import { z } from 'zod';
import { line, rowId } from '../../platform/errors/input-schemas.js';

/** Checks what a rater hands in, of either side; whether the answers can stand is for the rules to say. */
export const answersArguments = z.object({
  id: rowId,
  answers: z
    .array(
      z.object({
        item: line(60),
        answer: z.int().nullish(),
        evidence: z
          .string()
          .trim()
          .max(2_000)
          .regex(/^[^\u0000]*$/, 'must not contain NUL')
          .nullish(),
      }),
    )
    .max(60)
    .refine((answers) => new Set(answers.map(({ item }) => item)).size === answers.length, 'names a question twice'),
});

/** Answers as a sheet. */
export function sheetOf(answers: z.output<typeof answersArguments>['answers']): {
  readonly answers: SheetAnswers;
  readonly evidence: Readonly<Record<string, string>>;
} {
  return {
    answers: Object.fromEntries(answers.map(({ item, answer }) => [item, (answer ?? null) as ItemAnswer | null])),
    evidence: Object.fromEntries(
      answers.flatMap(({ item, evidence }) => (evidence ? [[item, evidence] as const] : [])),
    ),
  };
}
