/** What is counted as one client: an IPv4 address, or the /64 that an IPv6 subscriber gets as a whole. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("::");
  const groups = head.split(":").filter(Boolean);
  const last = tail.split(":").filter(Boolean);
  const missing = address.includes("::") ? Math.max(0, 8 - groups.length - last.length) : 0;
  return [...groups, ...Array<string>(missing).fill("0"), ...last].slice(0, 4).join(":");
}
