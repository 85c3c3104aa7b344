/**
 * How a name sounds to a Mexican ear, so that letters that sound alike are one: s, z and soft c; b and v; y and ll; k, qu and
 * hard c; j and soft g; ph and f; silent h; doubled letters. Only ever used to suggest: names that sound alike are the dangerous ones.
 */
export const soundOf = (name: string): string => name
  .replace(/ph/g, 'f').replace(/qu(?=[ei])/g, 'k').replace(/ch/g, '#').replace(/h/g, '')
  .replace(/c(?=[ei])|z|x(?=[ei])/g, 's').replace(/[cq]/g, 'k')
  .replace(/g(?=[ei])/g, 'j').replace(/ll/g, 'y').replace(/y\b/g, 'i').replace(/v/g, 'b').replace(/w/g, 'u')
  .replace(/n(?=[bp])/g, 'm')
  .replace(/(.)\1+/g, '$1');
