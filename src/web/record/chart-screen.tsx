import { NotBuiltScreen } from '../shell/not-built-screen.tsx';

export const ChartScreen = NotBuiltScreen;
