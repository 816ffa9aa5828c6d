/** The parts of the figures of allocation, as the screen shows them one at a time. Without words: the address is read before they come. */
export const parts = ['waiting', 'answers', 'choices', 'fairness'] as const;
export type Part = (typeof parts)[number];
