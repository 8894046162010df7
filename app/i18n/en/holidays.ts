import type fr from "../fr/holidays";
import type { Same } from "../same";

const holidays: Same<typeof fr> = {
  bank: {
    new_year: "New Year's Day",
    good_friday: "Good Friday",
    easter_monday: "Easter Monday",
    labour_day: "1 May",
    victory: "8 May",
    ascension: "Ascension Day",
    whit_monday: "Whit Monday",
    national_day: "14 July",
    assumption: "Assumption Day",
    all_saints: "All Saints' Day",
    armistice: "11 November",
    christmas: "Christmas Day",
    boxing_day: "Boxing Day",
    abolition: "abolition of slavery",
  },
  school: {
    autumn: "autumn holidays",
    christmas: "Christmas holidays",
    winter: "winter holidays",
    spring: "spring holidays",
    ascension: "Ascension break",
    summer: "summer holidays",
  },
};
export default holidays;
