import type { AnswerOf } from '../../api/operations.ts';

export type PersonCard = AnswerOf<'contingent.getPerson'>;
