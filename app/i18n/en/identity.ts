import type { Same } from "../same";
import type fr from "../fr/identity";

const identity: Same<typeof fr> = {
  title: "",
};
export default identity;
