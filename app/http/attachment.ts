/**
 * A file that somebody sent, handed on to be kept, never to be shown by the browser: whatever it holds, it does nothing
 * here (attachment, a type that no browser opens, nothing allowed to it; every answer of ours says nosniff).
 */
export function attachment({ name, bytes }: { name: string; bytes: Uint8Array }): Response {
  const plain =
    name
      .normalize("NFD")
      .replace(/[^\w .-]/g, "")
      .trim() || "document";
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes.byteLength),
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, no-store",
    },
  });
}

/** As RFC 5987 has it: what encodeURIComponent leaves and a header may not hold is encoded too. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
