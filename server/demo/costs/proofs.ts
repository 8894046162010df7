import type { Paper } from "./documents";

const TITLES: Readonly<Record<Paper | "notification", string>> = {
  invoice: "Facture",
  payslip: "Bulletin de paie",
  ticket: "Ticket de caisse",
  notification: "Notification de subvention",
};

/** A page with a line on it, as small a PDF as there is: the proofs of the demonstration are these four. */
function smallPdf(line: string): Buffer {
  const text = `BT /F1 24 Tf 60 760 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let pdf = "%PDF-1.4\n";
  const offsets = objects.map((object, rank) => {
    const offset = pdf.length;
    pdf += `${rank + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  return Buffer.from(
    `${pdf}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
    "latin1",
  );
}

/** The proof of a document, named after it. */
export function proofOf(paper: keyof typeof TITLES, name: string): { name: string; bytes: Buffer } {
  return { name: `${name}.pdf`, bytes: smallPdf(TITLES[paper]) };
}
