import type { Request, Response } from "express";
import { contextOf, isApiPath, pathnameOf } from "./request-context";

interface Refusal {
  status: number;
  fr: readonly [title: string, detail: string];
  en: readonly [title: string, detail: string];
}

/** The answers given before the application is asked anything: there is no layout, translation file or session here. */
const REFUSALS = {
  bad_request: {
    status: 400,
    fr: ["Adresse illisible", "Cette adresse n’est pas bien formée. Vérifiez le lien que vous avez suivi."],
    en: ["Unreadable address", "This address is malformed. Check the link you followed."],
  },
  cross_site: {
    status: 403,
    fr: [
      "Demande refusée",
      "Cette demande ne semble pas venir d’une page de ce site. Revenez à la page précédente, rechargez-la et recommencez.",
    ],
    en: [
      "Request refused",
      "This request does not seem to come from a page of this site. Go back, reload the page and try again.",
    ],
  },
  not_found: {
    status: 404,
    fr: ["Introuvable", "Il n’y a rien à cette adresse."],
    en: ["Not found", "There is nothing at this address."],
  },
  method_not_allowed: {
    status: 405,
    fr: ["Demande impossible", "Cette méthode n’est pas acceptée."],
    en: ["Impossible request", "This method is not accepted."],
  },
  too_large: {
    status: 413,
    fr: ["Envoi trop volumineux", "Ce que vous envoyez dépasse la taille acceptée. Réduisez-le et recommencez."],
    en: ["Too large", "What you are sending is larger than we accept. Make it smaller and try again."],
  },
  uri_too_long: {
    status: 414,
    fr: ["Adresse trop longue", "Cette adresse est trop longue. Retirez des filtres et recommencez."],
    en: ["Address too long", "This address is too long. Remove some filters and try again."],
  },
  wrong_host: {
    status: 421,
    fr: ["Mauvaise adresse", "Ce serveur ne répond pas sous ce nom."],
    en: ["Wrong address", "This server does not answer under that name."],
  },
  too_many_requests: {
    status: 429,
    fr: ["Trop de demandes", "Vous allez plus vite que nous. Patientez une minute et recommencez."],
    en: ["Too many requests", "You are going faster than we can. Wait a minute and try again."],
  },
  internal_error: {
    status: 500,
    fr: ["Une erreur est survenue", "Elle vient de nous, et elle est notée. Recommencez dans un instant."],
    en: ["Something went wrong", "It is our fault, and it has been noted. Try again in a moment."],
  },
  too_slow: {
    status: 503,
    fr: ["Le service est lent", "Nous n’avons pas pu répondre à temps. Recommencez dans un instant."],
    en: ["The service is slow", "We could not answer in time. Try again in a moment."],
  },
} satisfies Record<string, Refusal>;

export type RefusalCode = keyof typeof REFUSALS;

/**
 * Answers `code` and nothing else: problem+json (RFC 9457) for the API and for clients that ask for JSON, else a plain
 * page in the browser's language (French by default).
 */
export function refuse(req: Request, res: Response, code: RefusalCode): void {
  const refusal: Refusal = REFUSALS[code];
  const language = req.acceptsLanguages("fr", "en") === "en" ? "en" : "fr";
  const [title, detail] = refusal[language];
  const { nonce, requestId } = contextOf(res);
  res.status(refusal.status).setHeader("Cache-Control", "no-store");
  if (isApiPath(pathnameOf(req)) || req.accepts("html", "json") === "json") {
    res.type("application/problem+json");
    res.send(JSON.stringify({ type: "about:blank", title, status: refusal.status, code, detail, requestId }));
    return;
  }
  res.type("html").send(page(language, refusal.status, title, detail, nonce, requestId));
}

function page(language: string, status: number, title: string, detail: string, nonce: string, requestId: string) {
  const home = language === "fr" ? "Retour à l’accueil" : "Back to the home page";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} – Grappe</title>
<style nonce="${nonce}">
body{margin:0;min-height:100vh;display:grid;place-items:center;background:#faf7f2;color:#2b1a2b;font:1.125rem/1.5 system-ui,sans-serif}
main{max-width:34rem;padding:2rem}h1{margin:0 0 .5rem;font-size:1.75rem;color:#5b2350}a{color:#5b2350}small{color:#6b5b6b}
</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${detail}</p>
<p><a href="/">${home}</a></p>
<p><small>${String(status)} · ${requestId}</small></p>
</main>
</body>
</html>
`;
}
