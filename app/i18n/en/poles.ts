import type { Same } from "../same";
import type fr from "../fr/poles";

const poles: Same<typeof fr> = {
  title: "",
};
export default poles;
