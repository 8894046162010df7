import type { Words } from "./index";

export const en: Words = {
  greeting: "Hello {name},",
  greetingAlone: "Hello,",
  label: "{label}:",
  otherwise: "If the button does not open, copy this address into your browser:",
  sentBy: "Sent by Grappe for {pole}.",
  sentByGrappe: "Sent by Grappe.",
  noReply: "Nobody reads replies to this e-mail.",

  booking: {
    confirmed: {
      subject: "Booked: {resource}, {period}",
      title: "It’s booked.",
      intro: "{resource} is yours, {period}.",
      after: "The attached file puts this booking in your calendar.",
      action: "See the booking",
    },
    restored: {
      subject: "Booking restored: {resource}, {period}",
      title: "Booking restored.",
      intro: "{resource} is yours again, {period}.",
      after: "The attached file puts it back in your calendar.",
      action: "See the booking",
    },
    cancelled: {
      subject: "Booking cancelled: {resource}, {period}",
      title: "Booking cancelled.",
      intro: "{resource} is no longer yours, {period}.",
      after: "The attached file removes it from your calendar.",
      action: "See the booking",
    },
    resource: "Resource",
    when: "When",
    where: "Where",
    access: "Getting in",
    structure: "For",
    purpose: "Purpose",
    quantity: "Quantity",
    attendees: "People",
    price: "Price",
    free: "No charge",
    cancelBefore: "Can be cancelled",
    until: "until {instant}",
    cancelledBy: "Cancelled by",
    reason: "Reason",
  },

  calendar: {
    summary: "{resource} – {title}",
    structure: "Booked for {structure}",
    purpose: "Purpose: {title}",
  },

  identity: {
    "sign-in-link": {
      subject: "Your sign-in link",
      title: "Your sign-in link",
      intro: "This link signs you in to Grappe. It works once, for {minutes} minutes.",
      action: "Sign in",
      after: "You asked for nothing? Leave this e-mail aside: without this link, nobody gets in.",
    },
    reset: {
      subject: "Choose a new password",
      title: "Choose a new password",
      intro: "This link lets you choose a new password. It works once, for {minutes} minutes.",
      action: "Choose a password",
      after: "You asked for nothing? Leave this e-mail aside: your password stays the same.",
    },
    "password-changed": {
      subject: "Your password has changed",
      title: "Your password has changed",
      intro: "Your Grappe password has just changed. Your other sessions are closed.",
      action: "Open the account",
      after: "It was not you? Ask for a new password at once, then tell your pôle.",
    },
    "invitation-colleague": {
      subject: "{inviter} invites you to join {structure} on Grappe",
      title: "Join {structure}",
      intro:
        "{inviter} invites you to join {structure} on Grappe, where the structures of a pôle share their rooms and their equipment.",
      action: "Accept the invitation",
      after: "The invitation holds until {instant}. You do not know {inviter}? Leave this e-mail aside.",
    },
    "invitation-structure": {
      subject: "{inviter} invites {structure} to Grappe",
      title: "An invitation for {structure}",
      intro:
        "{inviter} invites {structure} to join {pole} on Grappe, where the structures of a pôle share their rooms and their equipment.",
      action: "Accept the invitation",
      after: "The invitation holds until {instant}. You do not know {inviter}? Leave this e-mail aside.",
    },
  },
};
