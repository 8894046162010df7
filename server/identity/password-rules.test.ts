import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-rules";

const claire = { name: "Claire Le Goff", email: "c.legoff@jardins-du-gue.example" };

describe("a password", () => {
  it.each(["Ab3!efgh", "onze-lettre", "", "           "])(
    "of fewer than twelve characters is too short: %j",
    (text) => {
      expect(passwordProblem(text, claire)).toBe("password_too_short");
    },
  );

  it("is counted in characters as people see them, not in bytes", () => {
    expect(passwordProblem("e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301", claire)).toBe("password_too_short");
    expect(passwordProblem("🦔🌲🪵🧦🫖🪁🎏🧭🪐🥁🧵🍄", claire)).toBeNull();
  });

  it("of more than two hundred characters is too long", () => {
    const long = Array.from({ length: 201 }, (_, i) => String.fromCodePoint(97 + ((i * i * 7 + i) % 26))).join("");
    expect(passwordProblem(long, claire)).toBe("password_too_long");
  });

  it.each([
    ..."motdepasse123 MotDePasse2026! M0tdePasse2024 password1234 Password123! P@ssw0rd2024! p@55w0rd!!!! "
      .trim()
      .split(" "),
    ..."passwordpassword qwertyuiop12 azertyuiop123 AZERTYUIOP!! azerty123456 123456789012 000000000000".split(" "),
    ..."112233445566 abcdefghijkl aaaaaaaaaaaa abcabcabcabc abc123abc123 1q2w3e4r5t6y qazwsxedcrfv".split(" "),
    ..."iloveyou1234 jetaimejetaime Bonjour2026!! Soleil123456 marseille1993 administrator administrateur1".split(" "),
    ..."changeme1234 welcome12345 letmein12345 correcthorsebatterystaple Nathalie1974! doudou-loulou-12".split(" "),
    ..."GrappeGrappe grappe2026!! Grappe-2026-2027 1qaz2wsx3edc 123123123123 987654321098".split(" "),
  ])("that everybody thinks of is refused: %s", (text) => {
    expect(passwordProblem(text, claire)).toBe("password_too_common");
  });

  it.each([
    "ClaireLeGoff1",
    "claire-legoff-29",
    "c.legoff@jardins-du-gue.example",
    "LeGoffGrappe2026",
    "Jardins-Du-Gue.Example",
  ])("made of the account's own name or address is refused: %s", (text) => {
    expect(passwordProblem(text, claire)).toBe("password_too_common");
  });

  it.each([
    "grappe-demo-2026",
    "tilleul lampadaire moufle",
    "cheval maison bleue jardin",
    "vR7#kq2Lw9!x",
    "Le marché est à huit heures",
    "839201746590-kx",
    "la Claire fontaine gelée",
  ])("that takes some guessing will do: %s", (text) => {
    expect(passwordProblem(text, claire)).toBeNull();
  });

  it("may be the demonstration's, for each of its accounts", () => {
    for (const role of ["employee", "treasurer", "manager", "neighbour", "outsider"]) {
      expect(passwordProblem("grappe-demo-2026", { name: "Claire Morel", email: `${role}@demo.example` })).toBeNull();
    }
  });

  it("is judged at once, even when it is made to be long to judge", () => {
    const started = performance.now();
    passwordProblem("annananaanneannietatatitititatoto".repeat(6), claire);
    passwordProblem("aaaabbbbabcdeabcdefabcdanaanaisannannieannaaannnaaabcdtatatititoto".slice(0, 64), claire);
    expect(performance.now() - started).toBeLessThan(250);
  });
});
