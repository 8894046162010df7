import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sessionsOf } from "../../server/identity";
import { newId } from "../../server/kernel/ids";
import { inviteColleague } from "../../server/poles";
import { lastIdentityMail } from "../support/jobs";
import { startServer, type TestServer } from "../support/server";
import { signedIn, Visitor } from "../support/visitor";
import { openWorld, PASSWORD, type World } from "../support/world";

let world: World;
let server: TestServer;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
}, 180_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});
beforeEach(() => world.owner`delete from rate_limits`.then());

const GOOD = "tilleul lampadaire moufle";
const someone = () => new Visitor(server);
const textOf = (html: string) =>
  html
    .replace(/<script[^]*?<\/script>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ");
const cookieOf = (response: Response) => /grappe=([^;]*)/.exec(response.headers.get("set-cookie") ?? "")?.[1] ?? "";

describe("the sign-in page", () => {
  it("ships no script: it works without, and nothing can read the password", async () => {
    for (const path of ["/connexion", "/connexion/lien", "/mot-de-passe", "/invitation/x", "/connexion/lien/x"]) {
      expect(await someone().read(path), path).not.toContain("<script");
    }
  });

  it("goes to the pôle of the person, or to the page they wanted", async () => {
    const { email } = world.people.employee;
    const home = await someone().post("/connexion", { email, password: PASSWORD });
    expect([home.status, home.headers.get("location")]).toEqual([302, "/poles/val-d-orme"]);
    const wanted = "/poles/val-d-orme/planning?vue=semaine";
    const sent = await someone().get(wanted);
    expect([sent.status, sent.headers.get("location")]).toEqual([
      302,
      `/connexion?retour=${encodeURIComponent(wanted)}`,
    ]);
    const back = await someone().post(sent.headers.get("location") ?? "", { email, password: PASSWORD });
    expect(back.headers.get("location")).toBe(wanted);
    const outsider = await someone().post("/connexion", { email: world.people.outsider.email, password: PASSWORD });
    expect(outsider.headers.get("location")).toBe("/agir-pour");
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/%09/evil.example", "javascript:alert(1)"])(
    "never leads to another site: %s",
    async (retour) => {
      const { email } = world.people.employee;
      const query = retour.includes("%") ? retour : encodeURIComponent(retour);
      const response = await someone().post(`/connexion?retour=${query}`, { email, password: PASSWORD });
      expect([response.status, response.headers.get("location")]).toEqual([302, "/poles/val-d-orme"]);
      const visitor = await signedIn(server, email);
      expect((await visitor.get(`/connexion?retour=${query}`)).headers.get("location")).toBe("/poles/val-d-orme");
    },
  );

  it("says the same of a wrong password and an unknown address, and keeps what was typed but for the password", async () => {
    const pages = [];
    for (const email of [world.people.employee.email, "nobody@test.example"]) {
      const response = await someone().post("/connexion", { email, password: "wrong wrong wrong", remember: "on" });
      expect(response.status).toBe(422);
      const html = await response.text();
      expect(html).toContain(`value="${email}"`);
      expect(html).toMatch(/name="remember"[^>]*checked/);
      expect(html).not.toContain("wrong wrong wrong");
      pages.push(textOf(html));
    }
    expect(pages[0]).toBe(pages[1]);
    expect(pages[0]).toContain("Cette adresse et ce mot de passe ne vont pas ensemble.");
  });

  it("shows errors beside the fields and above, each line leading to its field", async () => {
    const html = await (await someone().post("/connexion", { email: "pas une adresse", password: "" })).text();
    expect(html).toContain('href="#sign-in-email"');
    expect(html).toContain('href="#sign-in-password"');
    expect(html).toMatch(/id="sign-in-email"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="sign-in-email"/);
    expect(html).toContain('id="sign-in-email-error"');
    expect(textOf(html)).toContain("Mot de passe : Ce champ est à remplir.");
  });

  it("answers 429 after too many attempts, saying when to come back", async () => {
    const { email } = world.people.employee;
    for (let turn = 0; turn < 8; turn += 1) await someone().post("/connexion", { email, password: "wrong" });
    const response = await someone().post("/connexion", { email, password: PASSWORD });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(800);
    expect(textOf(await response.text())).toContain("Réessayez dans 15 minutes.");
  });

  it.each([
    ["a body that is no form", "[1]", "application/json"],
    ["conform's own fields", "email=a%40b.fr&password=x&__intent__=%7B", "application/x-www-form-urlencoded"],
    [
      "fields of another shape",
      "email%5B0%5D=a&email.x=b&__proto__.x=1&password=x",
      "application/x-www-form-urlencoded",
    ],
  ])("is not broken by %s", async (_what, body, type) => {
    const response = await fetch(`${server.url}/connexion`, {
      method: "POST",
      body,
      headers: { "Content-Type": type, Origin: server.url },
    });
    expect(response.status).toBe(422);
  });

  it("gives a new session each time, and ends the one the browser had", async () => {
    const { email, id } = world.people.treasurer;
    const visitor = someone();
    const first = cookieOf(await visitor.post("/connexion", { email, password: PASSWORD }));
    const second = cookieOf(await visitor.post("/connexion", { email, password: PASSWORD }));
    expect(first).not.toBe(second);
    expect(await sessionsOf(id)).toHaveLength(1);
    const old = await fetch(`${server.url}/compte`, { headers: { Cookie: `grappe=${first}` }, redirect: "manual" });
    expect(old.headers.get("location")).toBe("/connexion?retour=%2Fcompte");
  });

  it("takes nobody's cookie for a session: one planted before signing in stays worthless", async () => {
    const planted = "bm90LWEtc2Vzc2lvbg%3D%3D";
    const response = await fetch(`${server.url}/connexion`, {
      method: "POST",
      redirect: "manual",
      headers: { Origin: server.url, Cookie: `grappe=${planted}` },
      body: new URLSearchParams({ email: world.people.employee.email, password: PASSWORD }),
    });
    expect(cookieOf(response)).not.toBe(planted);
    const after = await fetch(`${server.url}/compte`, { headers: { Cookie: `grappe=${planted}` }, redirect: "manual" });
    expect(after.status).toBe(302);
  });
});

describe("signing out", () => {
  it("takes a post, ends the session on the server and forgets the cookie", async () => {
    const visitor = await signedIn(server, world.people.employee.email);
    expect((await visitor.get("/deconnexion")).headers.get("location")).toBe("/");
    expect((await visitor.get("/compte")).status).toBe(200);
    const sessions = (await sessionsOf(world.people.employee.id)).length;
    const out = await visitor.post("/deconnexion");
    expect(out.headers.get("location")).toBe("/");
    expect((await visitor.get("/compte")).status).toBe(302);
    expect(await sessionsOf(world.people.employee.id)).toHaveLength(sessions - 1);
    expect(textOf(await visitor.read("/"))).toContain("Vous êtes déconnecté.");
  });
});

describe("a one-time link", () => {
  it("shows a page that uses nothing up, and a button that signs in, once", async () => {
    const { email } = world.people.employee;
    const asked = await someone().post("/connexion/lien?retour=/compte", { email });
    expect(asked.headers.get("location")).toBe("/connexion/lien?retour=%2Fcompte&envoye=1");
    const { secret } = await lastIdentityMail(world);
    const path = `/connexion/lien/${secret}?retour=/compte`;
    for (let turn = 0; turn < 3; turn += 1) expect(await someone().read(path)).toContain("Bonjour Claire Morin");
    const visitor = someone();
    expect((await visitor.post(path, { remember: "on" })).headers.get("location")).toBe("/compte");
    expect((await visitor.get("/compte")).status).toBe(200);
    const again = someone();
    const refused = await again.post(path);
    expect(textOf(await again.read(refused.headers.get("location") ?? ""))).toContain("Ce lien ne marche plus");
  });

  it("is asked for from the sign-in page with the address typed there, whoever has it", async () => {
    for (const email of [world.people.manager.email, "nobody@test.example"]) {
      const response = await someone().post("/connexion/lien", { email, password: "" });
      expect(response.headers.get("location")).toBe("/connexion/lien?envoye=1");
    }
    expect(textOf(await someone().read("/connexion/lien?envoye=1"))).toContain("Si un compte existe à cette adresse");
  });
});

describe("a forgotten password", () => {
  it("is replaced by link, which signs in and ends other sessions", async () => {
    const { email } = world.people.colleague;
    const other = await signedIn(server, email);
    await someone().post("/mot-de-passe", { email });
    const path = `/mot-de-passe/${(await lastIdentityMail(world)).secret}`;
    const visitor = someone();
    expect(await visitor.read(path)).toContain("Samir Haddad");
    const easy = await visitor.post(path, { password: "motdepasse2026" });
    expect(easy.status).toBe(422);
    const html = await easy.text();
    expect(html).not.toContain("motdepasse2026");
    expect(textOf(html)).toContain("se devine trop vite");
    expect((await visitor.post(path, { password: GOOD })).headers.get("location")).toBe("/poles/val-d-orme");
    expect((await other.get("/compte")).status).toBe(302);
    expect(textOf(await someone().read(path))).toContain("Ce lien ne marche plus");
    await signedIn(server, email, GOOD);
  });
});

describe("an account", () => {
  it("shows its sessions in words, and ends the others", async () => {
    const { email, id } = world.people.owner;
    const here = await signedIn(server, email);
    const there = someone();
    await there.post(
      "/connexion",
      { email, password: PASSWORD },
      { "User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0" },
    );
    const page = textOf(await here.read("/compte"));
    expect(page).toContain("Firefox sur Windows");
    expect(page).toContain("Cet appareil");
    const other = (await sessionsOf(id)).find(({ userAgent }) => userAgent.includes("Firefox"));
    expect((await here.post(`/compte/sessions/${other?.id}/fin`)).headers.get("location")).toBe("/compte");
    expect((await there.get("/compte")).status).toBe(302);
    const third = await signedIn(server, email);
    await here.post("/compte/sessions/fin");
    expect((await third.get("/compte")).status).toBe(302);
    expect((await here.get("/compte")).status).toBe(200);
  });

  it("cannot end somebody else's session, by guessing its id either", async () => {
    const victim = await signedIn(server, world.people.owner.email);
    const [session] = await sessionsOf(world.people.owner.id);
    const visitor = await signedIn(server, world.people.employee.email);
    for (const id of [session?.id ?? "", newId(), "x", "../fin"]) {
      expect((await visitor.post(`/compte/sessions/${encodeURIComponent(id)}/fin`)).status).toBe(404);
    }
    expect((await victim.get("/compte")).status).toBe(200);
  });

  it("changes its name and language", async () => {
    const visitor = await signedIn(server, world.people.partner.email);
    const blank = await visitor.post("/compte", { name: "   ", locale: "fr" });
    expect(blank.status).toBe(422);
    expect((await visitor.post("/compte", { name: " Paul  Besson-Roy ", locale: "en" })).status).toBe(302);
    const page = await visitor.read("/compte");
    expect(page).toContain('<html lang="en"');
    expect(page).toContain('value="Paul  Besson-Roy"');
    expect(textOf(page)).toContain("Signed-in devices");
    await visitor.post("/langue", { locale: "fr", back: "/compte" });
    expect(await visitor.read("/compte")).toContain('<html lang="fr"');
  });

  it("asks for the current password before it takes another", async () => {
    const { email } = world.people.treasurer;
    const visitor = await signedIn(server, email);
    const refused = await visitor.post("/compte/mot-de-passe", { current: "wrong wrong", password: GOOD });
    expect(refused.status).toBe(422);
    const html = await refused.text();
    expect(html).not.toContain(GOOD);
    expect(textOf(html)).toContain("Mot de passe actuel : Ce n’est pas votre mot de passe actuel.");
    const done = await visitor.post("/compte/mot-de-passe", { current: PASSWORD, password: GOOD });
    expect(done.headers.get("location")).toBe("/compte");
    await signedIn(server, email, GOOD);
  });

  it("makes API tokens whose secret is shown once", async () => {
    const visitor = await signedIn(server, world.people.manager.email);
    const id = /name="id" value="([^"]+)"/.exec(await visitor.read("/compte/jetons"))?.[1] ?? "";
    const form = { id, name: "Écran de l'accueil", acting: world.poles.orme.id, scopes: "catalogue:read" };
    const made = await visitor.post("/compte/jetons", form);
    expect(made.status).toBe(201);
    const secret = /value="(grappe_[\w-]{43})"/.exec(await made.text())?.[1];
    const me = await fetch(`${server.url}/api/v1/me`, { headers: { Authorization: `Bearer ${secret}` } });
    expect(me.status).toBe(200);
    const again = await visitor.post("/compte/jetons", form);
    expect(again.status).toBe(422);
    const list = await visitor.read("/compte/jetons");
    expect(list).not.toContain(secret);
    const token = /compte\/jetons\/([0-9a-f-]{36})\/retrait/.exec(list)?.[1];
    const stranger = await signedIn(server, world.people.employee.email);
    expect((await stranger.post(`/compte/jetons/${token}/retrait`)).status).toBe(404);
    await visitor.post(`/compte/jetons/${token}/retrait`);
    const after = await fetch(`${server.url}/api/v1/me`, { headers: { Authorization: `Bearer ${secret}` } });
    expect(after.status).toBe(401);
  });

  it("is nobody's without a session", async () => {
    for (const path of [
      "/compte",
      "/compte/mot-de-passe",
      "/compte/jetons",
      "/agir-pour",
      "/poles/val-d-orme/structures",
    ]) {
      const response = await someone().get(path);
      expect([response.status, response.headers.get("location")]).toEqual([
        302,
        `/connexion?retour=${encodeURIComponent(path)}`,
      ]);
    }
    for (const path of [
      "/compte",
      "/compte/sessions/fin",
      "/compte/jetons",
      "/agir-pour",
      `/compte/jetons/${newId()}/retrait`,
    ]) {
      const response = await someone().post(path);
      expect([response.status, response.headers.get("location")]).toEqual([302, "/connexion"]);
    }
  });
});

describe("an invitation", () => {
  it("is shown without being used up, and makes an account on the spot", async () => {
    const email = "nouvelle@new.example";
    await inviteColleague(world.actors.administrator, "gue", { email, role: "employee" });
    const path = `/invitation/${(await lastIdentityMail(world)).secret}`;
    const visitor = someone();
    for (let turn = 0; turn < 3; turn += 1) {
      const page = textOf(await visitor.read(path));
      expect(page).toContain("Yves Cordier vous invite");
      expect(page).toContain("Les Jardins du Gué");
    }
    const short = await visitor.post(path, { name: "Jeanne Roussel", password: "court" });
    expect(short.status).toBe(422);
    expect(await short.text()).toContain('value="Jeanne Roussel"');
    expect((await visitor.post(path, { name: "Jeanne Roussel", password: GOOD })).headers.get("location")).toBe(
      "/poles/val-d-orme",
    );
    expect(textOf(await someone().read(path))).toContain("Cette invitation a déjà servi");
    expect(textOf(await someone().read("/invitation/jamais-vue"))).toContain("Cette invitation n’existe pas");
  });

  it("is accepted by the person it was sent to, who signs in first and comes back", async () => {
    const { email } = world.people.partner;
    await inviteColleague(world.actors.administrator, "gue", { email, role: "treasurer" });
    const path = `/invitation/${(await lastIdentityMail(world)).secret}`;
    const html = await someone().read(path);
    expect(html).toContain(`/connexion?retour=${encodeURIComponent(path)}`);
    const other = await signedIn(server, world.people.owner.email);
    expect(textOf(await other.read(path))).toContain("et vous êtes connecté avec owner@test.example");
    await other.post(path);
    const visitor = await signedIn(server, email);
    expect(textOf(await visitor.read(path))).toContain("Accepter l’invitation");
    await visitor.post(path);
    const home = await visitor.get("/");
    expect(home.headers.get("location")).toBe("/poles/val-d-orme");
    expect(textOf(await visitor.read("/agir-pour"))).toMatch(/Les Jardins du Gué.*Trésorerie.*En ce moment/);
  });
});
