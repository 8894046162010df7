import type { Same } from "./same";
import type fr from "./fr";

/** Every message of the interface, by namespace. */
export type Messages = Same<typeof fr>;

declare module "use-intl" {
  interface AppConfig {
    Locale: "fr" | "en";
    Messages: typeof fr;
  }
}
