import { useEffect, useRef, useState } from 'react';

// What a field lacks is said under it and moves what is below: not between the press and the release of a click there.
const AFTER_THE_CLICK = 250;

/** Whether the person has been in a field and left it; true a moment after she did. */
export const useVisited = (): readonly [boolean, () => void] => {
  const [wasVisited, setWasVisited] = useState(false);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => () => { window.clearTimeout(timer.current); }, []);
  return [wasVisited, () => { timer.current = window.setTimeout(() => { setWasVisited(true); }, AFTER_THE_CLICK); }];
};
