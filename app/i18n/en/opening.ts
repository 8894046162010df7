// Opening the answers to a need: by two persons, the minutes and the register, what was opened, what can be judged.
export default {
  panel: {
    ours: "Your need",
    theirs: "How this need is going",
    isDone: ": done",
    in: "{count, plural, =0 {No answer yet} one {One answer handed in} other {# answers handed in}}",
    toOpen: "Answers to open",
    second: "A second person is awaited",
    nobody: "Nobody answered",
    opened: "{count, plural, =0 {Opened, without an answer} one {One answer opened} other {# answers opened}}",
    sealed: "What they say stays sealed until the opening.",
    nobodyText: "Open all the same: the minutes will say that no answer was in. Or cancel this need, with a reason.",
    toOpenText: "{count, plural, one {One answer waits} other {# answers wait}} under seal.",
    received: "Answers",
    receivedText: "{count, plural, =0 {none is in} one {one is in} other {# are in}}",
    opening: "Opening by two",
    openingText: "after the closing, by two persons",
    openingAsked: "asked by {name}, a second person opens",
    openingDone: "on {at}, by {first} and {second}",
    admission: "Admissibility",
    admissionText: "each answer is said to be admissible or irregular",
    admissionDone:
      "{judged, plural, =0 {none examined} one {one examined} other {# examined}} of {all}{irregular, plural, =0 {} one {, one irregular} other {, # irregular}}",
    change: "Change by an addendum",
    cancel: "Cancel this need",
  },
};
