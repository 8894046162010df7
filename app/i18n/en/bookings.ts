import type { Same } from "../same";
import type fr from "../fr/bookings";

const bookings: Same<typeof fr> = {
  title: "",
};
export default bookings;
