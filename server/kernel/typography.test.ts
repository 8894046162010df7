import fc from "fast-check";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { typography } from "./typography";

/** Spaces made visible: ~ does not break, ' is thin (no straight apostrophe is left to take it for). */
const seen = (text: string) => typography(text).replaceAll("\u00a0", "~").replaceAll("\u202f", "'");

describe("French typography", () => {
  it("puts the spaces before signs and inside guillemets", () => {
    expect(seen("Réserver ? Oui ! Ou non ; qui sait")).toBe("Réserver'? Oui'! Ou non'; qui sait");
    expect(seen("Prix : 12 €, soit 5 %")).toBe("Prix~: 12~€, soit 5~%");
    expect(seen("La « Salle Haute » est libre.")).toBe("La «~Salle Haute~» est libre.");
    expect(seen("Reçu n° 48, N° 3")).toBe("Reçu n°~48, N°~3");
  });

  it("turns every straight apostrophe, and leaves double quotes", () => {
    expect(seen("C'est l'heure d'\"ouvrir\"")).toBe('C’est l’heure d’"ouvrir"');
  });

  it("keeps a number with its unit", () => {
    expect(seen("De 14 h 30 à 17 h, 45 min, 62 m²")).toBe("De 14~h~30 à 17~h, 45~min, 62~m²");
    expect(seen("3 heures, 2 minutes, 14 h 2026")).toBe("3 heures, 2 minutes, 14~h 2026");
    expect(seen("1 234 places")).toBe("1 234 places");
  });

  it("leaves addresses and hours alone", () => {
    expect(seen("Voir https://grappe.example/p?x=1;y=2 à 14:30")).toBe("Voir https://grappe.example/p?x=1;y=2 à 14:30");
  });

  it("treats the texts of an ICU message and nothing else in it", () => {
    expect(seen("{count, plural, one {# salle} other {# salles}} : {name}")).toBe(
      "{count, plural, one {# salle} other {# salles}}~: {name}",
    );
    expect(seen("{count, plural, =0 {Rien !} one {l'une : {a} h 30} other {# h}} {name} ?")).toBe(
      "{count, plural, =0 {Rien'!} one {l’une~: {a}~h~30} other {#~h}} {name}'?",
    );
    expect(seen("« {name} » n° {n} : {part, number, ::percent  ; x}")).toBe(
      "«~{name}~» n°~{n}~: {part, number, ::percent  ; x}",
    );
    expect(seen("{who, select, me {{n, plural, one {l'an ?} other {# ans ?}}} other {non}}")).toBe(
      "{who, select, me {{n, plural, one {l’an'?} other {# ans'?}}} other {non}}",
    );
    expect(seen("<b>Attention</b> : {hours} h")).toBe("<b>Attention</b>~: {hours}~h");
  });

  it("leaves a message that still says the same, once its arguments are filled in", () => {
    const message = "{count, plural, one {L'unique salle : {name}} other {# salles, dont {name} !}} Libre {hours} h ?";
    const t = createTranslator({ locale: "fr", messages: { message: typography(message) } });
    const said = (count: number) => t("message", { count, name: "l’Atelier", hours: 2 });
    expect(said(1)).toBe("L’unique salle\u00a0: l’Atelier Libre 2\u00a0h\u202f?");
    expect(said(3)).toBe("3 salles, dont l’Atelier\u202f! Libre 2\u00a0h\u202f?");
  });

  it("copies what is not balanced instead of failing", () => {
    for (const text of ["{", "}", "a } b { c", "{count, plural, one {x", "{n, plural, } y", "{{}"]) {
      expect(typography(text)).toBe(text);
    }
  });

  const words = fc.constantFrom(
    ..."a|l'|'|\"| |  |\u00a0|\u202f|:|;|!|?|€|%|«|»|n° |14| h|30| min|#|{|}|{name}|, plural, |one {|other {|//".split(
      "|",
    ),
  );
  const soup = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(""));

  it("applied twice changes nothing more", () => {
    fc.assert(
      fc.property(soup, (text) => {
        expect(typography(typography(text))).toBe(typography(text));
      }),
      { numRuns: 5000 },
    );
  });

  it("changes only spaces and apostrophes, and adds nothing", () => {
    const bare = (text: string) => text.replace(/[ \u00a0\u202f]/g, "").replaceAll("’", "'");
    fc.assert(
      fc.property(soup, (text) => {
        expect(bare(typography(text))).toBe(bare(text));
        expect(typography(text).length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});
