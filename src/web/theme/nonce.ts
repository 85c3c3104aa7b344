/** The nonce that the server wrote into this page, for the style elements that are made while it runs. */
export const pageNonce = (): string => document.querySelector<HTMLMetaElement>('meta[name="amate-nonce"]')?.content ?? '';

/** The scroll lock of dialogs makes a style element of its own and asks for the nonce by this name. */
export const offerNonce = (): void => {
  (globalThis as { __webpack_nonce__?: string }).__webpack_nonce__ = pageNonce();
};
