import type { AnswerOf } from '../../api/operations.ts';

export type ClassCard = AnswerOf<'contingent.getClass'>;
