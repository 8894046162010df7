import { z } from "zod";

/** A password as typed; its own rules are in password-rules.ts, because they depend on whose it is. */
const password = z.string({ error: "required" }).max(1000, "password_too_long");

/** An e-mail address, in one spelling. */
export const emailField = z
  .string({ error: "required" })
  .trim()
  .toLowerCase()
  .max(254, "too_long")
  .pipe(z.email("invalid_email"));

/** A person's name. */
export const nameField = z.string({ error: "required" }).trim().min(1, "required").max(120, "too_long");

/** A telephone number, however it is spaced. */
export const telephoneField = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .max(30, "too_long")
  .refine((text) => {
    const figures = text.replace(/\D/g, "").length;
    return /^[+\d(][\d\s.()/\u00a0\u202f-]*$/.test(text) && figures >= 6 && figures <= 15;
  }, "telephone_invalid");

export const signInForm = z.object({ email: emailField, password, remember: z.boolean().default(false) });

export const requestLinkForm = z.object({ email: emailField });

export const useLinkForm = z.object({ remember: z.boolean().default(false) });

export const newPasswordForm = z.object({ password });

export const changePasswordForm = z.object({ current: password, password });

export const profileForm = z.object({
  name: nameField,
  locale: z.enum(["fr", "en"]).optional(),
  // Only asked of those who have given it.
  telephone: telephoneField.optional(),
});

export const languageForm = z.object({ locale: z.enum(["fr", "en"]), back: z.string().optional() });
