import type { AnswerOf } from '../../api/operations.ts';

export type Offer = AnswerOf<'reporting.listReports'>;
