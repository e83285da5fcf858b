/** What stands before a cure that was run, and passes where it fails without it. */
export const VERIFIED_CURE = 'Verified cure';

/** What stands before advice of knowledge or of a kind, which no run has confirmed as it is worded. */
export const ADVICE = 'Advice (not run)';
