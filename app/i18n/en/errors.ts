import type { Same } from "../same";
import type fr from "../fr/errors";

const errors: Same<typeof fr> = {
  title: "",
};
export default errors;
