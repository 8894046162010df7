import type { Same } from "../same";
import type fr from "../fr/catalogue";

const catalogue: Same<typeof fr> = {
  title: "",
};
export default catalogue;
