import type { Same } from "../same";
import type fr from "../fr/common";

const common: Same<typeof fr> = {
  title: "",
};
export default common;
