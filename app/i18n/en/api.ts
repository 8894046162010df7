import type { Same } from "../same";
import type fr from "../fr/api";

const api: Same<typeof fr> = {
  title: "",
};
export default api;
