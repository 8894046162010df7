import type { Same } from "../same";
import type fr from "../fr/notifications";

const notifications: Same<typeof fr> = {
  title: "",
};
export default notifications;
