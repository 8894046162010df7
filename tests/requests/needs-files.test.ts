import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../app/paths";
import { newId } from "../../server/kernel/ids";
import { addAnswerFile } from "../../server/tenders";
import { draftAnswer, publishNeed, type Published } from "../support/needs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// Files of any content are safe to receive and to give back: kept as they are, saved by the browser, never opened by it.

const POLE = "val-d-orme";
let world: World;
let server: TestServer;
let buyer: Visitor;
let bidder: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  buyer = await signedIn(server, world.people.owner.email);
  bidder = await signedIn(server, world.people.administrator.email);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const text = (words: string) => new TextEncoder().encode(words);
/** What comes to harm people, by what it says it is. */
const HOSTILE: [what: string, name: string, type: string, bytes: Uint8Array<ArrayBuffer>][] = [
  ["a page with a script", "devis.html", "text/html", text("<script>fetch('/compte')</script>")],
  [
    "a drawing with a script",
    "logo.svg",
    "image/svg+xml",
    text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
  ],
  ["a script that says it is a picture", "photo.png", "image/png", text("alert(document.cookie)")],
  ["a page that says it is a PDF", "mémoire.pdf", "application/pdf", text("%PDF-1.7\n<html><script>alert(1)</script>")],
  [
    "the test of viruses",
    "eicar.com",
    "application/x-msdownload",
    text("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"),
  ],
  [
    "a page of XML that calls elsewhere",
    "prix.xml",
    "application/xml",
    text('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
  ],
  ["bytes of no sort", "x", "", Uint8Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256)],
  ["a path that climbs", "../../../etc/passwd", "text/plain", text("root")],
  ["a path of Windows", "..\\..\\C:\\evil.exe", "text/plain", text("MZ")],
  ["a name that turns around", "facture\u202efdp.exe", "text/plain", text("MZ")],
  ["a name that writes headers", 'a"\r\nSet-Cookie: session=vol; x="\r\n.html', "text/html", text("x")],
  ["a hidden name", ".htaccess", "text/plain", text("Require all granted")],
  ["a name of a device", "CON", "text/plain", text("x")],
  ["a name without end", `${"😀".repeat(400)}.pdf`, "application/pdf", text("x")],
  ["a name that is none", "\u0001\u0002", "text/plain", text("x")],
];

/** Given back, it is what was sent, to be saved under a plain name, and nothing else. */
async function expectSafe(response: Response, bytes: Uint8Array): Promise<void> {
  expect(response.status).toBe(200);
  expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  expect(response.headers.get("content-type")).toBe("application/octet-stream");
  expect(response.headers.get("x-content-type-options")).toContain("nosniff");
  expect(response.headers.get("content-security-policy")).toContain("sandbox");
  expect(response.headers.get("cache-control")).toContain("no-store");
  const disposition = response.headers.get("content-disposition") ?? "";
  expect(disposition).toMatch(/^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w%.~!-]+$/);
  expect(disposition).not.toMatch(/%(0D|0A|00|2F|5C|E2%80%AE)/i);
  expect(response.headers.getSetCookie().some((line) => line.includes("vol"))).toBe(false);
}

describe("a file of an answer", () => {
  let need: Published;
  let answerId: string;
  beforeAll(async () => {
    need = await publishNeed(world);
    answerId = await draftAnswer(world.actors.administrator, need);
  });
  const own = () => world.owner<{ id: string; name: string }[]>`
    select id, name from answer_files where answer_id = ${answerId} and name <> 'memoire.pdf' and removed_at is null`;

  it.each(HOSTILE)("that is %s is kept as it is and given back to be saved", async (_, name, type, bytes) => {
    const before = new Set((await own()).map(({ id }) => id));
    const form = new FormData();
    form.append("reponse", answerId);
    form.append("fichier", new File([bytes], name, { type }));
    const sent = await bidder.post(paths.answerFiles(POLE, need.needId), form);
    expect(sent.status).toBe(302);
    const [file] = (await own()).filter(({ id }) => !before.has(id));
    expect(file!.name).not.toMatch(/[\p{Cc}\p{Cf}<>:"/\\|?*]/u);
    expect([...file!.name].length).toBeLessThanOrEqual(200);
    await expectSafe(await bidder.get(paths.answerFile(POLE, need.needId, file!.id)), bytes);
    // Its page shows the name as words, whatever they are.
    expect(await bidder.read(paths.answerFiles(POLE, need.needId))).not.toContain("<script>fetch");
    await bidder.post(paths.answerFiles(POLE, need.needId), { reponse: answerId, retirer: file!.id });
  });

  it("whose name comes past the page, as a program sends it, is cleaned all the same", async () => {
    for (const [, name, , bytes] of HOSTILE) {
      const key = { needId: need.needId, answerId };
      const added = await addAnswerFile(world.actors.administrator, key, { name, bytes, priced: false });
      if (!added.ok) throw new Error(added.problem.code);
      await expectSafe(await bidder.get(paths.answerFile(POLE, need.needId, added.value)), bytes);
    }
  });

  it("is not taken when it is empty, nor from whoever does not write the answer", async () => {
    const empty = new FormData();
    empty.append("reponse", answerId);
    empty.append("fichier", new File([], "vide.pdf"));
    expect((await bidder.post(paths.answerFiles(POLE, need.needId), empty)).status).toBe(422);
    const form = new FormData();
    form.append("reponse", answerId);
    form.append("fichier", new File(["x"], "x.pdf"));
    const outsider = await signedIn(server, world.people.observer.email);
    expect([403, 404]).toContain((await outsider.post(paths.answerFiles(POLE, need.needId), form)).status);
  });
});

describe("a document of a need", () => {
  it.each(HOSTILE)("that is %s is given to bidders to be saved", async (_, name, type, bytes) => {
    const id = newId();
    await buyer.post(`${paths.needs(POLE)}/nouveau`, { id, kind: "quotes", title: "Verdir" });
    const form = new FormData();
    form.append("files", new File([bytes], name, { type }));
    expect((await buyer.post(paths.needDocuments(POLE, id), form)).status).toBe(302);
    const [file] = await world.owner<{ id: string }[]>`select id from need_files where need_id = ${id}`;
    await buyer.post(paths.publishNeed(POLE, id));
    await expectSafe(await bidder.get(paths.needDocument(POLE, id, file!.id)), bytes);
  });
});
