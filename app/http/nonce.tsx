import { createContext, useContext } from "react";

/** The nonce that the Content-Security-Policy of this response allows; empty in the browser, which hides it. */
const Nonce = createContext("");

export const NonceProvider = Nonce.Provider;

/** The nonce to put on every <script> and <style>. */
export function useNonce(): string {
  return useContext(Nonce);
}
