import type { Same } from "../same";
import type fr from "../fr/planning";

const planning: Same<typeof fr> = {
  title: "",
};
export default planning;
