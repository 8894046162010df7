import { browserArguments, findBrowser } from "../../scripts/browser.mjs";

/** How every test starts its browser: the one of the machine, whoever runs it. */
export const launchOptions = {
  executablePath: await findBrowser(),
  args: browserArguments,
};
