/** Bytes and their texts, in the browser. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (const octet of bytes) text += String.fromCharCode(octet);
  return btoa(text);
};

export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

export const toHex = (bytes: Uint8Array): string => Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0')).join('');

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export const sha256 = async (bytes: Bytes): Promise<string> => toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)));
