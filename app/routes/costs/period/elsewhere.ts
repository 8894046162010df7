const comptes = (pole: string, rest: string) => `/poles/${pole}/comptes/${rest}`;

/** Pages of the accounts where what a month lacks is mended, and where its amounts are explained. */
export const elsewhere = {
  charge: (pole: string, charge: string) => comptes(pole, `charges/${charge}`),
  charges: (pole: string) => comptes(pole, "charges"),
  readings: (pole: string) => comptes(pole, "releves"),
  balances: (pole: string) => comptes(pole, "balances"),
};
