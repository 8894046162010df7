import type { Same } from "../same";
import type fr from "../fr/public";

const publicPages: Same<typeof fr> = {
  home: {
    title: "Grappe: book what your pôle shares",
    description:
      "In a local cluster of economic cooperation, associations, cooperatives and work-integration firms lend each other rooms, vehicles and equipment. Grappe shows what is free and books it in three gestures.",
    kicker: "For local clusters of economic cooperation (pôles)",
    headline: "What one owns, everyone uses.",
    lead: "Associations, cooperatives and work-integration firms of one territory lend each other rooms, vehicles and equipment. Grappe shows what is free and books it in three gestures.",
    signIn: "Sign in",
    tryDemo: "Try the demonstration",
    how: "How it works",
    bunch: "A bunch of grapes, each showing a room: meetings, classes, a round table, a conference, a small lounge",
    shared: {
      title: "What is shared",
      note: "Rooms, vehicles, equipment, but also services, training, jobs.",
      rooms: {
        title: "Things well described",
        text: "Photographs, seats, surface, equipment, step-free access, opening hours, and the price for your organisation.",
      },
      free: {
        title: "What is free, right now",
        text: "A day, a time, a number of people: all that is free, of every organisation, in one list.",
      },
      sure: {
        title: "A booking that holds",
        text: "The same thing is never promised twice. The confirmation comes by e-mail, with the appointment for your calendar.",
      },
    },
    steps: {
      title: "How it works",
      one: {
        title: "Share what you have",
        text: "Each organisation lists the room, the vehicle, the tool it does not use all the time, with its rules, its hours and its price.",
      },
      two: {
        title: "Book in three gestures",
        text: "Say when and for how many. Choose among what is free. Confirm.",
      },
      three: {
        title: "Everybody can see",
        text: "The pôle’s planning says what is taken, and by which organisation. You cancel in one gesture, within the notice.",
      },
    },
    who: {
      title: "For whom",
      employees: {
        title: "Teams",
        text: "A room or a vehicle for Thursday afternoon, from a computer or a telephone.",
      },
      owners: {
        title: "Organisations that share",
        text: "Rooms better used, equipment that serves, under the rules you set.",
      },
      managers: {
        title: "The pôle’s team",
        text: "A view of all that is shared, with no spreadsheet to keep.",
      },
    },
    join: {
      title: "There is room for yours",
      text: "Association, cooperative, work-integration firm, committed SME: write to your pôle’s team, who will send you an invitation by e-mail. Already have it? Just open its link.",
    },
  },
  help: {
    title: "Help",
    lead: "The essentials, on one page.",
    book: {
      title: "Booking",
      one: "On the home page, say which day, from when to when and for how many people, then choose <b>See what is free</b>.",
      two: "In the list, choose <b>Book</b> beside what suits you.",
      three:
        "Read it over, then choose <b>Confirm the booking</b>. The confirmation leaves by e-mail, with the appointment to add to your calendar.",
      week: "You already know what you need? Its page shows its week: every free hour is a link.",
    },
    rules: {
      title: "When a booking is refused",
      text: "Each room, vehicle or piece of equipment has its hours, a minimum and a maximum duration, a notice and a limit in the future. A refusal always says which of these rules applies, and proposes another time or something alike.",
      taken:
        "If somebody takes the same slot at the same instant, only one gets it. The other is told at once, and nothing is saved for them.",
    },
    cancel: {
      title: "Cancelling",
      text: "In <b>Bookings</b>, open the booking, then choose <b>Cancel</b> and say why. It is possible until the notice given on its page. The slot is free again for everyone.",
    },
    acting: {
      title: "Acting for another organisation",
      text: "If you work for several organisations, or in several pôles, open the menu with your name, at the top of the page: one gesture is enough to switch. What you book is always for the organisation shown.",
    },
    share: {
      title: "Sharing a room, a vehicle, inviting colleagues",
      text: "An organisation’s administrators add and edit what it shares from the <b>Catalogue</b>, and invite their colleagues from <b>Your organisation</b>, in the menu with their name. The pôle’s team invites organisations.",
    },
    access: {
      title: "Coming in without a password",
      text: "When signing in, ask for a link by e-mail: it works once, for ten minutes. It is also the way in if you forgot your password.",
    },
    more: {
      title: "Still a question?",
      text: "Write to your pôle’s team. If an error page gives a reference, quote it.",
    },
  },
  accessibility: {
    title: "Accessibility",
    lead: "Grappe means to serve everyone, by keyboard as by mouse, with or without a screen.",
    state: {
      title: "Where we stand",
      text: "Grappe aims at level AA of WCAG 2.2 and of the French RGAA 4.1. Every page is checked by an automatic tool at each change. No complete audit has been made yet by a third party: we therefore cannot declare Grappe compliant.",
    },
    done: {
      title: "What you can expect",
      keyboard: "Everything can be done by keyboard, and where you are is always visible.",
      script:
        "Everything can be read and done without JavaScript: calendars are tables first, every free hour is a link.",
      colour: "A state is never told by colour alone: a word and an icon go with it.",
      zoom: "Pages stay readable at 320 pixels wide, or magnified four times, without scrolling sideways.",
      motion: "Nothing moves if your device asks for less motion.",
      forms: "A mistake is told at the top of the form and beside the field; what you typed is kept.",
    },
    limits: {
      title: "What is not right yet",
      calendar:
        "The calendar where a period is drawn with the mouse is not made for a screen reader: the week’s table and the form, on the same page, do the same.",
      photos: "The description of a photograph depends on who added it.",
      wide: "The planning of a day scrolls sideways in its frame on a medium screen; on a telephone it is a list.",
    },
    report: {
      title: "Reporting a problem",
      text: "Write to your pôle’s team: say which page, what you wanted to do and with what equipment. If no answer comes, you can turn to the French <link>Défenseur des droits</link>.",
    },
  },
  privacy: {
    title: "Personal data",
    lead: "As little as possible, and only to book together.",
    kept: {
      title: "What Grappe keeps",
      account:
        "Your name, your e-mail address, your language, your telephone if you registered without a pôle, and the organisations you act for.",
      password: "Your password, in a form that does not allow finding it back.",
      sessions:
        "Your open sessions: their date, the browser and the network address. You see them and close them in <b>Your account</b>.",
      bookings: "Your bookings and their history: who did what, and when.",
      needs: "The needs and answers of your organisation. An answer is read by its authors alone until the opening.",
      emails: "The e-mails that Grappe sent you, the alerts that you keep, and what you chose not to receive.",
      attempts: "The number of attempts to sign in, for a quarter of an hour, to stop whoever guesses a password.",
    },
    seen: {
      title: "Who sees what",
      text: "The members of your pôle see that a time is taken, and by which organisation. The purpose of a booking and the person who made it are seen only by your organisation and the pôle’s team, unless you choose to share the purpose. If you book without belonging to the pôle, the organisation that lends to you and the pôle’s team see how to reach you. Another pôle sees nothing of yours.",
    },
    why: {
      title: "Why, and who answers for it",
      text: "This data serves to book, to notify and to account for the use of the places. Your pôle is responsible for it, and decides how long it is kept. Nothing is sold or passed on to others.",
    },
    cookies: {
      title: "Cookies",
      text: "Three, all necessary: your session, the language chosen, and the message that follows an action. No audience measurement, nothing loaded from another site.",
    },
    rights: {
      title: "Your rights",
      text: "You can ask to see, correct, receive or erase what concerns you: write to your pôle’s team. In case of disagreement, you can turn to the French <link>CNIL</link>.",
    },
  },
};
export default publicPages;
