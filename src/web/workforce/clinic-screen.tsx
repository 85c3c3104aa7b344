import { NotBuiltScreen } from '../shell/not-built-screen.tsx';

export const ClinicScreen = NotBuiltScreen;
