import type { Same } from "../same";
import type fr from "../fr/notifications";

const notifications: Same<typeof fr> = {
  mailbox: {
    title: "Demonstration e-mails",
    lead: "What Grappe would have sent, newest first.",
    open: "This installation is a demonstration: its e-mails stay here, and anybody can read them.",
    search: "Search the e-mails",
    placeholder: "A name, a subject…",
    submit: "Search",
    all: "See all e-mails",
    found: "{count, plural, =0 {No e-mail} one {# e-mail} other {# e-mails}}",
    list: "E-mails",
    files: "Attached file",
    empty: { title: "No e-mail yet", text: "Book a room: its confirmation arrives here." },
    nothing: { title: "No e-mail matches", text: "Try another word, or see them all." },
  },
  email: {
    back: "Demonstration e-mails",
    from: "From",
    to: "To",
    date: "Written on",
    language: "Language",
    files: "Attached files",
    download: "Download {name}",
    shown: "As it shows",
    frame: "Content of the e-mail",
    text: "As plain text",
    forgotten: "The link of this e-mail no longer works: its content has been erased.",
    fr: "French",
    en: "English",
  },
};
export default notifications;
