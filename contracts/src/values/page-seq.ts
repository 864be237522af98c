/** After a restore of the journal its pages go on from the next multiple, far above every seq that was lost: none is given twice. */
export const SEQ_LIFT = 1_000_000;

/** Where a page goes on whose newest save, as far as the restored database knows, is `seq`. */
export const liftedSeq = (seq: number): number => (Math.floor(seq / SEQ_LIFT) + 1) * SEQ_LIFT;

/** The first seq of the stretch that `seq` belongs to, between two restores. */
export const stretchStart = (seq: number): number => Math.max(1, Math.floor(seq / SEQ_LIFT) * SEQ_LIFT);
