/** The name of the fields of a lot that an addendum adds. */
export const NEW_LOT = "nouveau";
/** The criteria of every lot, where they are judged alike. */
export const EVERY_LOT = "tous";
