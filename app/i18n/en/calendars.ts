import type { Same } from "../same";
import type fr from "../fr/calendars";

const calendars: Same<typeof fr> = {
  title: "Follow in your calendar",
  short: "Follow in your calendar",
  lead: "Your bookings appear in Google Calendar, Outlook or your phone's calendar, and keep themselves up to date there.",
  new: "New link",
  what: "What the calendar will show",
  mine: "Your bookings",
  mineHint: "Those you make for {structure}.",
  mineHintAlone: "Those you make.",
  structure: "The bookings of {structure}",
  structureHint: "All of them, with their purpose and who made them.",
  resource: "{resource}",
  resourceHint: "When it is taken, and by which structure. The purpose only where it is shared.",
  others: "To follow a resource, start from its page: the link is there, under its week.",
  label: "What it is for",
  labelHint: "For example: my phone. You will know it again the day it has to go.",
  create: "Make the link",
  ready: "Your link is ready",
  readyText:
    "Copy it now: we do not keep it, it will not be shown again. Whoever holds it reads this calendar, without signing in.",
  address: "The calendar's address",
  copy: "Copy",
  copied: "The address is copied.",
  notCopied: "Your browser did not copy: select the address, then copy it.",
  open: "Open on this device",
  openGoogle: "Add to Google Calendar",
  openOutlook: "Add to Outlook",
  help: {
    title: "Where to put this address",
    apple: "iPhone, iPad, Mac",
    appleText:
      "The button is enough. Otherwise: Settings, Calendar, Accounts, Add Account, Other, Add Subscribed Calendar.",
    google: "Google Calendar",
    googleText:
      "On a computer: Other calendars, the plus sign, From URL. Google reads the address again a few times a day.",
    outlook: "Outlook",
    outlookText: "Add calendar, Subscribe from web, then paste the address. Outlook reads it again every few hours.",
  },
  list: "Your links",
  none: "No link",
  noneText:
    "Nothing reads your calendars without signing in. Make one link for each device: you can remove them one by one.",
  createdOn: "Made on {day}",
  neverUsed: "never used",
  usedAt: "used {when}",
  revoke: "Remove",
  revokeNamed: "Remove the link {name}",
  ends: "A link reads with your rights: it goes out when you leave the structure.",
  changed: "The planning has just changed.",
};
export default calendars;
