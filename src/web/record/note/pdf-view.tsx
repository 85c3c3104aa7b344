import { useEffect, useState } from 'react';
import { Loading } from '../../design/states.tsx';
import classes from './note.module.css';

/** An address for a blob while the component shows it. */
export const useBlobAddress = (blob: Blob | null): string | null => {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return undefined;
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => { URL.revokeObjectURL(made); setAddress(null); };
  }, [blob]);
  return blob === null ? null : address;
};

/** A PDF in the browser's own viewer. */
export const PdfView = ({ blob, title }: { readonly blob: Blob; readonly title: string }) => {
  const address = useBlobAddress(blob);
  return address === null ? <Loading /> : <iframe className={classes['pdf']} src={`${address}#navpanes=0&view=FitH`} title={title} />;
};
