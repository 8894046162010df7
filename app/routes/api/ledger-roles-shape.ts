import { z } from "zod";
import { Id } from "~/http/api-shapes";
import { BOOK_ROLES, type BookRole } from "~server/ledger";

/** Which account stands for what, where entries are written. */
export const BookRoles = z.object(
  Object.fromEntries(BOOK_ROLES.map((role) => [role, Id])) as Record<BookRole, typeof Id>,
);
