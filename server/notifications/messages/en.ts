import type { Words } from "./index";
import { enAdvances } from "./en-advances";
import { enCosts } from "./en-costs";
import { enNeeds } from "./en-needs";
import { enMoney } from "./en-money";
import { enUse } from "./en-use";

export const en: Words = {
  use: enUse,
  money: enMoney,
  needs: enNeeds,
  costs: enCosts,
  advances: enAdvances,
  greeting: "Hello {name},",
  greetingAlone: "Hello,",
  label: "{label}:",
  otherwise: "If the button does not open, copy this address into your browser:",
  sentBy: "Sent by Grappe for {pole}.",
  sentByGrappe: "Sent by Grappe.",
  noReply: "Nobody reads replies to this e-mail.",

  booking: {
    requested: {
      subject: "Request sent: {resource}, {period}",
      title: "Your request is sent.",
      intro: "{resource}, {period}: the time is kept for you until the answer comes.",
      after: "The attached file puts it in your calendar as tentative.",
      action: "See the request",
    },
    approved: {
      subject: "Request approved: {resource}, {period}",
      title: "It is approved.",
      intro: "{resource} is yours, {period}.",
      after: "The attached file puts this booking in your calendar.",
      action: "See the booking",
    },
    declined: {
      subject: "Request declined: {resource}, {period}",
      title: "Your request was not approved.",
      intro: "{resource}, {period}: the time is no longer kept for you.",
      after: "The attached file takes it out of your calendar. The page of the request proposes other times.",
      action: "See the request",
    },
    expired: {
      subject: "Request without an answer: {resource}, {period}",
      title: "Nobody answered your request.",
      intro: "{resource}, {period}: the time to answer is over, it is no longer kept for you.",
      after: "The attached file takes it out of your calendar. You can ask for another time.",
      action: "See the request",
    },
    offered: {
      subject: "A place is free: {resource}, {period}",
      title: "A place is free.",
      intro: "{resource}, {period}: you are first on the waiting list, the time is kept for you.",
      after: "Without an answer from you in time, it goes to the next person.",
      action: "Take the place",
    },
    offer_lapsed: {
      subject: "Offer expired: {resource}, {period}",
      title: "The offer expired.",
      intro: "{resource}, {period}: the time was offered to the next person.",
      after: "The attached file takes it out of your calendar.",
      action: "See the booking",
    },
    moved: {
      subject: "Booking moved: {resource}, {period}",
      title: "Booking moved.",
      intro: "{resource} is now yours {period}.",
      after: "The attached file moves it in your calendar.",
      action: "See the booking",
    },
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
    instructions: "On site",
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
    answerBefore: "Answer expected",
  },

  approval: {
    subject: "To approve: {structure} asks for {resource}, {period}",
    title: "A request waits for your answer.",
    intro: "{structure} asks for {resource}, {period}. The time is kept until you answer.",
    message: "Message",
    action: "Answer",
    after:
      "Without an answer before {until}, the request expires and the time is free again. This link is yours alone: it answers in your name.",
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
    registration: {
      subject: "Confirm your registration",
      title: "Confirm your registration",
      intro:
        "This link confirms your address and takes you back to where you were. It works once, for {minutes} minutes.",
      action: "Confirm my registration",
      after: "You asked for nothing? Leave this e-mail aside: without the link, nothing is made.",
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

  basket: {
    subject: "Booked: {count} bookings, {day}",
    subjectAsked: "Bookings and requests: {count}, {day}",
    title: "It is booked.",
    titleAsked: "It is sent.",
    intro: "Here is what you booked together.",
    introAsked: "Here is what you booked together. What waits for an answer is kept for you until then.",
    quantity: "{resource} × {quantity}",
    asked: "answer expected by {instant}",
    over: "no longer yours",
    total: "In all",
    action: "See these bookings",
    after: "The attached file puts them all in your calendar. Each is moved or cancelled on its own.",
  },

  series: {
    confirmed: {
      subject: "Booked: {resource}, {count} dates from {day}",
      title: "Your series is booked.",
      intro: "{resource} is yours on these {count} dates.",
      after:
        "The file attached puts them all into your calendar. Each can be moved or cancelled alone, or all together.",
    },
    changed: {
      subject: "Series changed: {resource}, {count} dates from {day}",
      title: "Your series has changed.",
      intro: "Here are the {count} dates that changed, as they are now.",
      after: "The file attached brings them up to date in your calendar.",
    },
    cancelled: {
      subject: "Series cancelled: {resource}, {count} dates from {day}",
      title: "These dates are cancelled.",
      intro: "{resource} is no longer yours on these {count} dates.",
      after: "The file attached takes them out of your calendar.",
    },
    dates: "Dates",
    requested: "awaiting an answer",
    cancelledDate: "cancelled",
    total: "In all",
    action: "See the series",
  },

  order: {
    ordered: {
      subject: "Order: {service}, {period}",
      title: "An order for you.",
      intro: "{structure} orders {service}, {period}.",
    },
    changed: {
      subject: "Order changed: {service}, {period}",
      title: "An order has changed.",
      intro: "{structure} changed its order: {service}, {period}.",
    },
    cancelled: {
      subject: "Order cancelled: {service}, {period}",
      title: "An order is cancelled.",
      intro: "{structure} no longer needs {service}, {period}. There is nothing for you to prepare.",
    },
    service: "Service",
    structure: "For",
    person: "Ordered by",
    goesWith: "With",
    message: "Details",
    action: "See the day's orders",
    after: "The page of orders says, day by day, what is to be prepared; it can be printed.",
  },
};
