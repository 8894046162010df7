/** The shape of a message file: English must have exactly the keys of French. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
