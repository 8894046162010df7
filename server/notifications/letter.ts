import type { Locale } from "../kernel/actor";
import { escapeHtml, fill } from "./rules";
import { wordsOf } from "./messages";

/**
 * What a mail says, once: the plain text and the HTML are two drawings of it, so that neither says less than the other.
 * Everything in it is plain text; nothing is trusted.
 */
export interface Letter {
  readonly locale: Locale;
  readonly subject: string;
  readonly title: string;
  /** Whom it greets; empty when that is not known. */
  readonly name: string;
  readonly intro: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Several things that it tells of, each with its page. */
  readonly items?: readonly { readonly title: string; readonly text: string; readonly url: string }[];
  readonly action: { readonly label: string; readonly url: string };
  /** Other ways on, under the action; each a line. */
  readonly more?: readonly { readonly label: string; readonly url: string }[];
  readonly after: string;
  /** Ways to have no more of them, in small at the end. */
  readonly stops?: readonly { readonly label: string; readonly url: string }[];
  /** The pôle in whose name it is sent; null for mails of Grappe itself. */
  readonly pole: string | null;
}

/** The letter as plain text. */
export function textOf(letter: Letter): string {
  const words = wordsOf(letter.locale);
  const link = ({ label, url }: Letter["action"]) => `${fill(words.label, { label })}\n${url}`;
  const parts = [
    letter.title,
    greeting(letter),
    letter.intro,
    letter.facts
      .map(({ label, value }) => `${fill(words.label, { label })} ${value.replaceAll("\n", "\n    ")}`)
      .join("\n"),
    ...(letter.items ?? []).map(
      ({ title, text, url }) => `* ${title}\n    ${text.replaceAll("\n", "\n    ")}\n    ${url}`,
    ),
    ...[letter.action, ...(letter.more ?? [])].map(link),
    letter.after,
    ...(letter.stops ?? []).map(link),
    `-- \n${sender(letter)}\n${words.noReply}`,
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

// The roles of app/styles/tokens.css: mail programs know no variables.
const PAPER = "#fcf9f6";
const INK = "#291d26";
const SOFT = "#5c4e56";
const TITLE = "#351231";
const GRAPE = "#62245c";
const LINE = "#e1d8d3";
const FONT = "font-family:'Radio Canada','Segoe UI',Arial,Helvetica,sans-serif";

/**
 * The letter as HTML that old Outlook reads too: tables, inline styles, a width in pixels, no picture to be fetched.
 * The button is a coloured cell, since Outlook ignores the padding of links.
 */
export function htmlOf(letter: Letter): string {
  const words = wordsOf(letter.locale);
  const text = (value: string) => escapeHtml(value).replaceAll("\n", "<br>");
  const paragraph = (value: string, style: string) =>
    value ? `<p style="margin:0 0 16px;${style}">${text(value)}</p>` : "";
  const url = escapeHtml(letter.action.url);
  const more = (letter.more ?? [])
    .map(
      (link) =>
        `<p style="margin:0 0 12px"><a href="${escapeHtml(link.url)}" style="color:${GRAPE};font-weight:bold">${text(link.label)}</a></p>`,
    )
    .join("\n");
  const facts = letter.facts
    .map(
      ({ label, value }) =>
        `<tr><th scope="row" width="32%" align="left" valign="top" style="padding:8px 16px 8px 0;border-top:1px solid ${LINE};font-weight:normal;color:${SOFT};${FONT};font-size:15px;line-height:22px">${text(label)}</th>` +
        `<td valign="top" style="word-break:break-word;padding:8px 0;border-top:1px solid ${LINE};color:${INK};${FONT};font-size:15px;line-height:22px">${text(value)}</td></tr>`,
    )
    .join("\n");
  const items = (letter.items ?? [])
    .map(
      (item) =>
        `<tr><td style="padding:12px 0;border-top:1px solid ${LINE};color:${INK};${FONT};font-size:15px;line-height:22px"><a href="${escapeHtml(item.url)}" style="color:${GRAPE};font-size:16px;font-weight:bold">${text(item.title)}</a><br>${text(item.text)}</td></tr>`,
    )
    .join("\n");
  const stops = (letter.stops ?? [])
    .map((stop) => `<br><a href="${escapeHtml(stop.url)}" style="color:${GRAPE}">${text(stop.label)}</a>`)
    .join("");
  return `<!doctype html>
<html lang="${letter.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${text(letter.subject)}</title>
</head>
<body style="margin:0;padding:0;background:${PAPER}">
<div style="display:none;max-height:0;overflow:hidden">${text(letter.intro)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${PAPER}"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px">
<tr><td style="padding:0 8px 16px;color:${GRAPE};${FONT};font-size:19px;line-height:24px;font-weight:bold">Grappe</td></tr>
<tr><td bgcolor="#ffffff" style="padding:32px 28px;border:1px solid ${LINE};border-radius:16px;color:${INK};${FONT};font-size:16px;line-height:24px">
<h1 style="margin:0 0 16px;color:${TITLE};${FONT};font-size:26px;line-height:32px;font-weight:bold">${text(letter.title)}</h1>
${paragraph(greeting(letter), "")}
${paragraph(letter.intro, "")}
${facts ? `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border-bottom:1px solid ${LINE}">\n${facts}\n</table>` : ""}
${items ? `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px;border-bottom:1px solid ${LINE}">\n${items}\n</table>` : ""}
<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 24px"><tr><td bgcolor="${GRAPE}" style="padding:12px 20px;border-radius:10px"><a href="${url}" style="color:#ffffff;${FONT};font-size:16px;line-height:24px;font-weight:bold;text-decoration:none">${text(letter.action.label)}</a></td></tr></table>
${more}
${paragraph(letter.after, "")}
<p style="margin:0;color:${SOFT};font-size:13px;line-height:20px">${text(words.otherwise)}<br><a href="${url}" style="color:${GRAPE};word-break:break-all">${url}</a></p>
</td></tr>
<tr><td style="padding:16px 8px;color:${SOFT};${FONT};font-size:13px;line-height:20px">${text(sender(letter))}<br>${text(words.noReply)}${stops}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
}

function greeting({ locale, name }: Letter): string {
  const words = wordsOf(locale);
  return name ? fill(words.greeting, { name }) : words.greetingAlone;
}

function sender({ locale, pole }: Letter): string {
  const words = wordsOf(locale);
  return pole ? fill(words.sentBy, { pole }) : words.sentByGrappe;
}
