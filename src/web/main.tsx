import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { beginLoadingScreen } from './routes.tsx';
import { offerNonce } from './theme/nonce.ts';
import { allowPlainMarkup } from './theme/trusted-types.ts';

offerNonce();
allowPlainMarkup();
beginLoadingScreen(window.location.pathname);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(<StrictMode><App /></StrictMode>);
