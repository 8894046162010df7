export { monthsOf } from "./overview/months-of";
