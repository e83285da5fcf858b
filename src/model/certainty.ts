/**
 * How sure an explanation is: `certain` where message and log both say so or the message itself states the cause, `likely`
 * where only the message does, `possible` where only its kind is known.
 */
export const CERTAINTIES = ['certain', 'likely', 'possible'] as const;

/** One of `CERTAINTIES`. */
export type Certainty = (typeof CERTAINTIES)[number];
