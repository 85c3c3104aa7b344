import { NotBuiltScreen } from '../shell/not-built-screen.tsx';

export const RegisterScreen = NotBuiltScreen;
