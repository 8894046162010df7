import { ErrorSummary } from "~/ui/error-summary";

/** What was refused, at the head of its form: each line leads to its field, whose id begins with `prefix`. */
export function Refused({
  errors,
  prefix = "",
}: {
  errors: Readonly<Record<string, string>> | undefined;
  prefix?: string;
}) {
  const lines = Object.entries(errors ?? {});
  return (
    <ErrorSummary errors={lines.map(([name, message]) => ({ ...(name ? { id: `${prefix}${name}` } : {}), message }))} />
  );
}
