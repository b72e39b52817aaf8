import { InvalidValueError } from '../errors/invalid-value.error.js';

/** Lowest and highest answer of a rating question. */
export interface RatingScale {
  readonly lowest: number;
  readonly highest: number;
}

export const SEVEN_POINTS: RatingScale = { lowest: 1, highest: 7 };
export const FIVE_POINTS: RatingScale = { lowest: 1, highest: 5 };
export const ELEVEN_POINTS: RatingScale = { lowest: 0, highest: 10 };

/** The answer itself when it lies on the scale. Throws `INVALID_NUMBER`. */
export function onScale(answer: number, { lowest, highest }: RatingScale): number {
  if (!(answer >= lowest && answer <= highest)) throw new InvalidValueError('INVALID_NUMBER', answer);
  return answer;
}
