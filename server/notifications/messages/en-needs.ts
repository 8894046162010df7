import type { frNeeds } from "./fr-needs";

/** The words of mails about needs and answers. Nothing of an answer is ever in them. */
export const enNeeds: typeof frNeeds = {
  alert: {
    subject: "A need for you: {title}",
    subjectMany: "{count} needs for you",
    title: "A need matches your search.",
    titleMany: "{count} needs match your searches.",
    intro: "Answer alone or as a group, before the closing date.",
    action: "Read the need",
    actionMany: "See all open needs",
    after: "",
    item: "{buyer}, {place}",
    closes: "Answer before {instant}",
    stop: "No more mails for “{name}”",
  },
};
