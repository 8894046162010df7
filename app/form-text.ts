/** The text of a field; "" when it was not sent, or when a file was sent in its place. */
export function formText(form: { get(name: string): unknown }, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
