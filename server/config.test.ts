import { describe, expect, test } from "vitest";
import { readConfig } from "./config";

describe("reading the environment", () => {
  test("everything has a value for a demonstration on one's own machine", () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      publicUrl: undefined,
      dataDir: "var",
      databaseUrl: undefined,
      smtpUrl: undefined,
      demo: true,
      trustProxy: false,
    });
  });

  test("an empty variable counts as absent", () => {
    expect(readConfig({ PORT: "", DATABASE_URL: "" }).port).toBe(3000);
  });

  test("demonstration accounts are hidden in production, unless asked for", () => {
    expect(readConfig({ NODE_ENV: "production" }).demo).toBe(false);
    expect(readConfig({ NODE_ENV: "production", DEMO: "1" }).demo).toBe(true);
    expect(readConfig({ DEMO: "non" }).demo).toBe(false);
  });

  test.each([
    ["PORT", "0"],
    ["PORT", "65536"],
    ["PORT", "3e3"],
    ["HOST", "a b"],
    ["PUBLIC_URL", "grappe.example.org"],
    ["PUBLIC_URL", "https://example.org/grappe"],
    ["DATABASE_URL", "mysql://a:b@c/d"],
    ["DATABASE_URL", "postgres://a@c/d"],
    ["SMTP_URL", "mail.example.org"],
    ["MAIL_FROM", "Grappe"],
    ["DEMO", "perhaps"],
    ["LOG_LEVEL", "loud"],
    ["TRUST_PROXY", "2"],
    ["REQUESTS_PER_MINUTE", "-1"],
    ["OCDS_PREFIX", "ocds-GRAPPE"],
  ])("a wrong %s (%s) is told in a sentence that names it", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} doit [^\\n]+\\.$`));
  });

  test("every wrong variable has its line", () => {
    expect(() => readConfig({ PORT: "x", DEMO: "x" })).toThrow(/^PORT [^\n]+\nDEMO [^\n]+$/);
  });
});
