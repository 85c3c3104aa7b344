import type { Session } from '#modules/identity/contract.ts';

export const SignInScreen = (_props: { readonly onDone: (session: Session) => void }) => null;
