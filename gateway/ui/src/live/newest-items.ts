/** How many items of the inbox are asked for at once. */
export const inboxPageSize = 30;

/** The question for the newest of them. */
export const newestItems = { query: { limit: inboxPageSize } } as const;
