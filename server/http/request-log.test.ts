import { expect, it } from "vitest";
import { withoutSecrets } from "./request-log";

it.each([
  "/poles/val-d-orme/catalogue/0198f0a2-7c3e-7b1a-9c55-1f2e3d4c5b6a/photos",
  "/poles/val-d-orme/reservations/0198f0a2-7c3e-7b1a-9c55-1f2e3d4c5b6a.data",
  "/salle-de-reunion-du-conseil-d-administration-2",
  "/connexion/lien",
  "/",
])("%s is logged as it is", (path) => {
  expect(withoutSecrets(path)).toBe(path);
});

it.each([
  ["/connexion/lien/q7Jx0bZp3vYdK9mWfE1sTg4hLrC8nUoA", "/connexion/lien/…"],
  ["/connexion/lien/q7Jx0bZp3vYdK9mWfE1sTg4hLrC8nUoA.data", "/connexion/lien/…"],
  ["/invitation/0f1e2d3c4b5a69788796a5b4c3d2e1f0", "/invitation/…"],
  ["/mot-de-passe/-dK9mW_fE1sTg4hLrC8nUoA-", "/mot-de-passe/…"],
  ["/mot-de-passe/%71%37Jx0bZp3vYdK9mWfE1sTg4hLrC8nUoA", "/mot-de-passe/…"],
])("the secret of %s is not", (path, logged) => {
  expect(withoutSecrets(path)).toBe(logged);
});
