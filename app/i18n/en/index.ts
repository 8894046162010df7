import common from "./common";
import publicPages from "./public";
import identity from "./identity";
import poles from "./poles";
import declarations from "./declarations";
import settings from "./settings";
import catalogue from "./catalogue";
import composition from "./composition";
import bookings from "./bookings";
import prices from "./prices";
import search from "./search";
import life from "./life";
import planning from "./planning";
import calendars from "./calendars";
import series from "./series";
import use from "./use";
import incidents from "./incidents";
import baskets from "./baskets";
import network from "./network";
import notifications from "./notifications";
import exports from "./exports";
import usage from "./usage";
import imports from "./imports";
import door from "./door";
import needs from "./needs";
import needsFound from "./needs-found";
import needAlerts from "./need-alerts";
import needsForm from "./needs-form";
import needChanges from "./need-changes";
import answers from "./answers";
import awaited from "./awaited";
import opening from "./opening";
import impact from "./impact";
import scoring from "./scoring";
import awards from "./awards";
import costs from "./costs";
import costsNetting from "./costs-netting";
import costsStatement from "./costs-statement";
import costsPools from "./costs-pools";
import costsWhatIf from "./costs-what-if";
import ledger from "./ledger";
import costsPeriod from "./costs-period";
import costsCharges from "./costs-charges";
import costsMoney from "./costs-money";
import errors from "./errors";
import api from "./api";

export default {
  common,
  public: publicPages,
  identity,
  poles,
  declarations,
  settings,
  catalogue,
  composition,
  bookings,
  prices,
  search,
  life,
  planning,
  calendars,
  series,
  use,
  incidents,
  baskets,
  door,
  needs,
  needAlerts,
  needsForm,
  needChanges,
  network,
  notifications,
  exports,
  usage,
  imports,
  needsFound,
  answers,
  awaited,
  opening,
  impact,
  scoring,
  awards,
  costs,
  costsNetting,
  costsStatement,
  costsPools,
  costsWhatIf,
  ledger,
  costsPeriod,
  costsCharges,
  costsMoney,
  errors,
  api,
};
