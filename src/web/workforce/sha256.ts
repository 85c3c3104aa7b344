/** SHA-256 of a file in lower-case hex; the file itself stays in the browser. Needs https or localhost. */
export const sha256Of = async (file: Blob): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
