/**
 * A SIRET, spaces aside, by its length and its key (Luhn's, or for La Poste the sum of the figures, a multiple of 5).
 * A zero at the head that a spreadsheet dropped is put back.
 */
export function readSiret(text: string): { value: string } | { problem: "siret_length" | "siret_key" } {
  const digits = text.replace(/[ \u00a0\u202f.-]/g, "").replace(/^(\d{12,13})$/, (short) => short.padStart(14, "0"));
  if (!/^\d{14}$/.test(digits)) return { problem: "siret_length" };
  return hasSiretKey(digits) ? { value: digits } : { problem: "siret_key" };
}

function hasSiretKey(siret: string): boolean {
  const figures = [...siret].map(Number);
  const luhn = figures.reduce((sum, figure, index) => {
    const doubled = index % 2 === 0 ? figure * 2 : figure;
    return sum + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  if (luhn % 10 === 0) return true;
  return siret.startsWith("356000000") && figures.reduce((sum, figure) => sum + figure, 0) % 5 === 0;
}
