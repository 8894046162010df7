import type { Same } from "../same";
import type fr from "../fr/public";

const publicPages: Same<typeof fr> = {
  title: "",
};
export default publicPages;
